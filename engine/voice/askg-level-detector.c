/* askg-level-detector.c: pure.
 *
 * A frame is loud when it stands out from the room: the quietest fifth of the last two seconds. It is voiced when it
 * repeats itself as vowels do, at a pitch of 70 to 400 Hz; noise, keys and most chords do not. Both together begin a
 * voice; it goes on through loud frames until none of them was voiced for a quarter of a second: consonants have no
 * pitch. Notes keep theirs, voices never do: where most pitches of late were steady, only those that move are a voice's.
 *
 * 6 dB and a harmonicity of 0.7 were measured against other numbers and other detectors: tests/voice prints the table.
 * Without the steadiness, music was a voice for 60 % of its time; with it, for 3 %. */
#include "engine/voice/askg-level-detector.h"

#include <math.h>
#include <string.h>

#include "engine/base/askg-pcm.h"

#define BEGIN_DB 6.0f
#define GO_ON_DB 3.0f
#define HARMONICITY 0.7f
#define HARMONICITY_GO_ON 0.65f
#define STEADY_FRAMES 3         /* a pitch of so long ago is compared with */
#define STEADY_SHARE 0.01f      /* notes move less, voices more */
#define STEADY_MEMORY 60        /* voiced frames */
#define STEADY_MUCH 0.7f        /* so many of them steady: there is music */
#define UNVOICED_FRAMES 25
#define GATE_DBFS (-60.0f)      /* below this nothing is speech */
#define LEAST_FLOOR_DBFS (-72.0f)
#define FLOOR_RISE_DB 0.03f     /* a frame: 3 dB a second, slower than words */
#define FLOOR_FALL 0.3f         /* of the way, a frame */
#define FLOOR_FRAMES 200
#define FLOOR_RANK 5            /* the quietest so-many-th */
#define HIGH_PASS_HZ 150.0f     /* hum and steps are below */
#define PITCH_RATE_HZ 4000u     /* enough for pitches */
#define PITCH_SPAN_SAMPLES 160  /* 40 ms of it: three periods of the lowest voice */
#define LOWEST_LAG 10           /* 400 Hz */
#define HIGHEST_LAG 57          /* 70 Hz */

struct _AskgLevelDetector
{
  GObject parent_instance;

  guint   frame_samples;
  guint   fold;                       /* samples that become one of the pitch's */
  float   pole;                       /* of the high pass */
  float   last_in, last_out;
  float   levels[FLOOR_FRAMES];       /* in the order they came */
  float   sorted[FLOOR_FRAMES];
  guint   n_levels;                   /* ever */
  float   floor_dbfs;
  float   folded[PITCH_SPAN_SAMPLES]; /* the last 40 ms */
  guint   frames_unvoiced;
  float   periods[STEADY_FRAMES];     /* the last pitches, in samples of the pitch's rate; 0: none */
  guint   n_periods;                  /* ever */
  float   steadiness;                 /* of the pitches lately: 0 to 1 */
};

static void askg_level_detector_iface_init (AskgVoiceDetectorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgLevelDetector, askg_level_detector, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_VOICE_DETECTOR, askg_level_detector_iface_init))

/* -- How loud ------------------------------------------------------------------ */

static float
measure_level (AskgLevelDetector *self,
               const gint16      *frame)
{
  const guint n_folded = self->frame_samples / self->fold;
  float energy = 0;

  memmove (self->folded, self->folded + n_folded, (PITCH_SPAN_SAMPLES - n_folded) * sizeof *self->folded);
  memset (self->folded + PITCH_SPAN_SAMPLES - n_folded, 0, n_folded * sizeof *self->folded);
  for (guint i = 0; i < self->frame_samples; i++)
    {
      const float in = frame[i] / 32768.0f;

      self->last_out = in - self->last_in + self->pole * self->last_out;
      self->last_in = in;
      self->folded[PITCH_SPAN_SAMPLES - n_folded + i / self->fold] += self->last_out;
      energy += self->last_out * self->last_out;
    }

  return 10 * log10f (energy / self->frame_samples + 1e-12f);
}

/* The window's levels stay sorted: one goes, one comes. */
static void
sort_in (AskgLevelDetector *self,
         float              level)
{
  const guint at = self->n_levels % FLOOR_FRAMES;
  guint n = MIN (self->n_levels, FLOOR_FRAMES);
  guint place;

  if (n == FLOOR_FRAMES)
    {
      for (place = 0; self->sorted[place] != self->levels[at]; place++)
        ;
      memmove (self->sorted + place, self->sorted + place + 1, (--n - place) * sizeof *self->sorted);
    }
  for (place = n; place > 0 && self->sorted[place - 1] > level; place--)
    self->sorted[place] = self->sorted[place - 1];
  self->sorted[place] = level;
  self->levels[at] = level;
  self->n_levels++;
}

static void
follow_floor (AskgLevelDetector *self,
              float              level)
{
  float quiet;

  sort_in (self, level);
  quiet = self->sorted[MIN (self->n_levels, FLOOR_FRAMES) / FLOOR_RANK];
  if (self->n_levels == 1)
    self->floor_dbfs = quiet;
  else if (quiet < self->floor_dbfs)
    self->floor_dbfs += FLOOR_FALL * (quiet - self->floor_dbfs);
  else
    self->floor_dbfs += MIN (quiet - self->floor_dbfs, FLOOR_RISE_DB);
  self->floor_dbfs = MAX (self->floor_dbfs, LEAST_FLOOR_DBFS);
}

/* -- How much like a voice ------------------------------------------------------ */

/* Returns: where between them the highest of three is, on a parabola */
static float
find_top (float at,
          float before,
          float here,
          float after)
{
  const float bend = before - 2 * here + after;

  return bend < 0 ? at + 0.5f * (before - after) / bend : at;
}

/* Returns: how well the last 40 ms repeat themselves at the best pitch: 1 for a pure tone, near 0 for noise. Only where it is
 * better than just beside: whatever is low, as hum and wheels are, is like itself a moment later at any short lag. */
static float
measure_harmonicity (AskgLevelDetector *self,
                     float             *out_period)
{
  float span[PITCH_SPAN_SAMPLES];
  double squares[PITCH_SPAN_SAMPLES + 1]; /* of all before */
  float mean = 0;
  float before = 1, here = 1; /* at the two shorter lags */
  float best = 0;

  *out_period = 0;
  for (guint i = 0; i < PITCH_SPAN_SAMPLES; i++)
    mean += self->folded[i] / PITCH_SPAN_SAMPLES;
  squares[0] = 0;
  for (guint i = 0; i < PITCH_SPAN_SAMPLES; i++)
    {
      span[i] = self->folded[i] - mean;
      squares[i + 1] = squares[i] + span[i] * span[i];
    }
  for (guint lag = LOWEST_LAG - 1; lag <= HIGHEST_LAG + 1; lag++)
    {
      const guint n = PITCH_SPAN_SAMPLES - lag;
      const double both = squares[n] * (squares[PITCH_SPAN_SAMPLES] - squares[lag]);
      float product = 0;

      for (guint i = 0; i < n; i++)
        product += span[i] * span[i + lag];
      product = both > 0 ? product / (float) sqrt (both) : 0;
      if (here >= before && here > product && lag > LOWEST_LAG && here > best)
        {
          best = here;
          *out_period = find_top (lag - 1, before, here, product);
        }
      before = here;
      here = product;
    }

  return best;
}

/* @period: of this frame; 0 for none
 *
 * Returns: whether its pitch may be a voice's */
static gboolean
is_alive (AskgLevelDetector *self,
          float              period)
{
  float *place = &self->periods[self->n_periods++ % STEADY_FRAMES];
  const float earlier = *place;
  gboolean moves;

  *place = period;
  if (period == 0)
    return FALSE;

  moves = earlier > 0 && fabsf (period - earlier) > STEADY_SHARE * earlier;
  if (earlier > 0)
    self->steadiness += ((moves ? 0 : 1) - self->steadiness) / STEADY_MEMORY;

  return moves || self->steadiness < STEADY_MUCH;
}

/* -- The verdict ------------------------------------------------------------------ */

static void
askg_level_detector_judge (AskgVoiceDetector *detector,
                           const gint16      *frame,
                           AskgVoiceVerdict  *out_verdict)
{
  AskgLevelDetector *self = ASKG_LEVEL_DETECTOR (detector);
  const float level_dbfs = measure_level (self, frame);
  float over_db;
  float harmonicity = 0;
  float period = 0;
  gboolean is_loud;
  gboolean is_voice;

  follow_floor (self, level_dbfs);
  over_db = level_dbfs - self->floor_dbfs;
  is_loud = level_dbfs > GATE_DBFS && over_db > GO_ON_DB;
  if (is_loud)
    harmonicity = measure_harmonicity (self, &period);
  is_voice = is_alive (self, harmonicity >= HARMONICITY_GO_ON ? period : 0);
  if (is_voice)
    self->frames_unvoiced = 0;
  else if (self->frames_unvoiced < UNVOICED_FRAMES)
    self->frames_unvoiced++;

  out_verdict->may_begin = is_voice && over_db > BEGIN_DB && harmonicity >= HARMONICITY;
  out_verdict->goes_on = is_loud && self->frames_unvoiced < UNVOICED_FRAMES;
  out_verdict->level_dbfs = level_dbfs;
  out_verdict->surety = harmonicity;
}

static void
askg_level_detector_reset (AskgVoiceDetector *detector)
{
  AskgLevelDetector *self = ASKG_LEVEL_DETECTOR (detector);

  self->last_in = self->last_out = 0;
  self->n_levels = 0;
  self->floor_dbfs = LEAST_FLOOR_DBFS;
  memset (self->folded, 0, sizeof self->folded);
  memset (self->periods, 0, sizeof self->periods);
  self->n_periods = 0;
  self->steadiness = 0;
  self->frames_unvoiced = UNVOICED_FRAMES;
}

static void
askg_level_detector_iface_init (AskgVoiceDetectorInterface *iface)
{
  iface->judge = askg_level_detector_judge;
  iface->reset = askg_level_detector_reset;
}

static void
askg_level_detector_class_init (AskgLevelDetectorClass *klass)
{
}

static void
askg_level_detector_init (AskgLevelDetector *self)
{
}

/* @rate_hz: of the sound: 8000, 16000, 24000, 32000 or 48000 */
AskgLevelDetector *
askg_level_detector_new (guint rate_hz)
{
  AskgLevelDetector *self;

  g_return_val_if_fail (rate_hz % (2 * PITCH_RATE_HZ) == 0 && rate_hz >= 2 * PITCH_RATE_HZ, NULL);

  self = g_object_new (ASKG_TYPE_LEVEL_DETECTOR, NULL);
  self->frame_samples = ASKG_VOICE_FRAME_SAMPLES (rate_hz);
  self->fold = rate_hz / PITCH_RATE_HZ;
  self->pole = expf (-2 * (float) G_PI * HIGH_PASS_HZ / rate_hz);
  askg_level_detector_reset (ASKG_VOICE_DETECTOR (self));

  return self;
}
