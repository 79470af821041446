/* askg-echo-judge.c: pure.
 *
 * The canceller knows what it has not learnt, and nothing of what it cannot learn: loudspeakers that rattle, buffers that run
 * empty. So what was left over lately is looked at, too: the quieter part of it, since nobody speaks all the time, is
 * what the echo leaves. */
#include "capture/audio/askg-echo-judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOUD_DBFS (-45.0f)         /* what is played, where it tells something */
#define QUIET_DBFS (-70.0f)        /* nothing of it is heard anywhere */
#define N_RATIOS 256u              /* blocks that are looked back at */
#define RANK_EVERY 8u
#define RANK 5u                    /* the quieter so-many-th */
#define SPREAD_DB 5.0f             /* from there to what it leaves at its loudest */
#define KNOWN_MS 1000.0f           /* of loud sound, before anything is said */
#define STRONG_MS 6000.0f          /* the same, before it is said to be too strong: it takes a while to learn */
#define APART_DB (-38.0f)          /* weaker is no echo */
#define COUPLED_DB (-34.0f)        /* stronger is one */
#define TAKEN_OUT_RATIO 1.5f        /* an echo that was not there before shows by this, too: a person who speaks does not */
#define TOO_STRONG_DBFS (-32.0f)   /* what is left is like somebody who speaks */
#define BEARABLE_DBFS (-38.0f)
#define SMOOTHING_MS 1000.0f
#define CHANGED_MS 1500.0f         /* of loud sound that says otherwise, before it is said otherwise */
#define EVERYTHING_DBFS 0.0f
#define PAUSE_MS 300.0f            /* after so long a silence … */
#define ONSET_MS 300.0f            /* … all that is played is expected for so long: a detector that notices a voice in 30 ms
                                      notices an echo as soon */
#define RELEARN_MS 1000.0f         /* … and all of the echo for so long: it may come at another time than before */
#define YOUNG_MS 2500.0f           /* of loud sound: the canceller learns, and what it leaves is more than it thinks … */
#define YOUNG_DB 15.0f             /* … by so much at first */

struct _AskgEchoJudge
{
  AskgHearCoupling coupling;
  AskgHearCoupling other;           /* that it seems to be by now … */
  float            other_ms;        /* … for so long */
  float            loud_ms;         /* of loud sound, ever */
  float            heard_power, left_power; /* smoothed: before and after, of loud sound */
  float            quiet_ms;        /* since the last of it */
  float            onset_ms;        /* since it began after a pause */
  float            left;            /* power, smoothed: of the echo that is usually left of loud sound */
  float            ratios_db[N_RATIOS]; /* of what is left to what is played */
  guint            n_ratios;        /* ever */
  float            usual_db;        /* of those */
};

AskgEchoJudge *
askg_echo_judge_new (void)
{
  AskgEchoJudge *self = g_new0 (AskgEchoJudge, 1);

  askg_echo_judge_reset (self);

  return self;
}

void
askg_echo_judge_free (AskgEchoJudge *self)
{
  g_free (self);
}

/* As if nothing had been played. */
void
askg_echo_judge_reset (AskgEchoJudge *self)
{
  memset (self, 0, sizeof *self);
  self->usual_db = -200;
}

AskgHearCoupling
askg_echo_judge_get_coupling (AskgEchoJudge *self)
{
  return self->coupling;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const float x = *(const float *) a;
  const float y = *(const float *) b;

  return x < y ? -1 : x > y;
}

static void
look_back (AskgEchoJudge *self,
           float          ratio_db)
{
  float sorted[N_RATIOS];
  guint n;

  self->ratios_db[self->n_ratios++ % N_RATIOS] = ratio_db;
  n = MIN (self->n_ratios, N_RATIOS);
  if (self->n_ratios % RANK_EVERY != 0)
    return;
  memcpy (sorted, self->ratios_db, n * sizeof *sorted);
  qsort (sorted, n, sizeof *sorted, compare);
  self->usual_db = sorted[n / RANK] + SPREAD_DB;
}

/* A loudspeaker that was idle may take another time to begin. */
static void
note_onset (AskgEchoJudge *self,
            gboolean       is_loud,
            float          block_ms)
{
  if (is_loud && self->quiet_ms >= PAUSE_MS)
    self->onset_ms = 0;
  self->onset_ms += block_ms;
  self->quiet_ms = is_loud ? 0 : self->quiet_ms + block_ms;
}

/* Returns: against what is played, what may be left of it whatever the canceller thinks */
static float
find_caution (AskgEchoJudge *self,
              float          coupling_db)
{
  if (self->coupling == ASKG_HEAR_UNKNOWN || self->onset_ms < ONSET_MS)
    return MAX (coupling_db, 0);

  return self->onset_ms < RELEARN_MS ? coupling_db : self->usual_db + YOUNG_DB * expf (-self->loud_ms / YOUNG_MS);
}

static AskgHearCoupling
find_coupling (AskgEchoJudge *self,
               float          coupling_db)
{
  const float left_dbfs = 10 * log10f (self->left + 1e-12f);
  const gboolean was_strong = self->coupling == ASKG_HEAR_TOO_STRONG;

  if (self->coupling == ASKG_HEAR_APART
        ? coupling_db < COUPLED_DB || self->heard_power < TAKEN_OUT_RATIO * self->left_power
        : coupling_db < APART_DB)
    return ASKG_HEAR_APART;

  return self->loud_ms >= STRONG_MS && left_dbfs > (was_strong ? BEARABLE_DBFS : TOO_STRONG_DBFS) ? ASKG_HEAR_TOO_STRONG
                                                                                                 : ASKG_HEAR_CANCELLED;
}

static void
decide (AskgEchoJudge *self,
        float          coupling_db,
        float          block_ms)
{
  const AskgHearCoupling coupling = self->loud_ms < KNOWN_MS ? ASKG_HEAR_UNKNOWN : find_coupling (self, coupling_db);

  self->other_ms = coupling == self->other ? self->other_ms + block_ms : 0;
  self->other = coupling;
  if (self->coupling == ASKG_HEAR_UNKNOWN || self->other_ms >= CHANGED_MS)
    self->coupling = coupling;
}

/**
 * askg_echo_judge_take:
 * @coupling_db: how loud the echo is against what is played, as far as the canceller knows
 * @block_ms: how long the block is
 * @echo: (inout): of one block; what is expected of the echo becomes all that is known to be possible
 */
void
askg_echo_judge_take (AskgEchoJudge *self,
                      float          coupling_db,
                      float          block_ms,
                      AskgHearEcho  *echo)
{
  echo->is_coupled = self->coupling != ASKG_HEAR_APART;
  note_onset (self, echo->played_dbfs > LOUD_DBFS, block_ms);
  if (self->coupling != ASKG_HEAR_APART)
    echo->expected_dbfs = MAX (echo->expected_dbfs, echo->played_dbfs + find_caution (self, coupling_db));
  if (echo->played_dbfs > LOUD_DBFS)
    {
      const float smoothing = block_ms / SMOOTHING_MS;

      look_back (self, echo->left_dbfs - echo->played_dbfs);
      self->heard_power += smoothing * (powf (10, echo->heard_dbfs / 10) - self->heard_power);
      self->left_power += smoothing * (powf (10, echo->left_dbfs / 10) - self->left_power);
      self->loud_ms += block_ms;
      self->left += smoothing * (powf (10, (echo->played_dbfs + self->usual_db) / 10) - self->left);
      decide (self, coupling_db, block_ms);
    }
  if (self->coupling == ASKG_HEAR_APART) /* whatever the canceller doubts: it learns from who speaks, where there is no echo */
    echo->expected_dbfs = MIN (echo->expected_dbfs, echo->played_dbfs + APART_DB);
  if (self->coupling == ASKG_HEAR_TOO_STRONG && echo->played_dbfs > QUIET_DBFS)
    echo->expected_dbfs = EVERYTHING_DBFS;
}
