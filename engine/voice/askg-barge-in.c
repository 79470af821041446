/* askg-barge-in.c: pure.
 *
 * A frame counts by how much louder it is than the echo that may be in it. The more, the fewer of them are needed: with
 * nothing played back into the microphone three of four stop a reply, as they begin an utterance elsewhere; where it is near
 * to what an echo may leave, sixteen of twenty-four. Where the loudspeaker is heard, what is known of its echo may be wrong for
 * some frames, when a buffer ran empty: a voice has to outlast that. */
#include "engine/voice/askg-barge-in.h"

#include <string.h>

#define NEAR_DB 3
#define AGAIN_FRAMES 50u /* without a voice, until another one is told */

static const struct
{
  guint8 surplus_db;
  guint  need, of;
} stop_rules[][3] = {
  { { 20, 3, 4 }, { 8, 9, 12 }, { NEAR_DB, 16, 24 } },    /* apart */
  { { 20, 7, 9 }, { 8, 14, 18 }, { NEAR_DB, 24, 32 } },   /* coupled */
};

/* A reply begins to sound. */
void
askg_barge_in_begin (AskgBargeIn *self)
{
  memset (self, 0, sizeof *self);
}

static gboolean
are_enough (const AskgBargeIn *self,
            guint8             surplus_db,
            guint              need,
            guint              of)
{
  guint n = 0;

  for (guint i = 1; i <= MIN (of, self->n_frames); i++)
    n += self->surplus_db[(self->n_frames - i) % ASKG_BARGE_IN_MAX_WINDOW] >= surplus_db;

  return n >= need;
}

/* What is not louder than the echo that may be in it is nobody's voice, whatever it sounds like. */
void
askg_barge_in_discount (AskgVoiceVerdict *verdict,
                        float             surplus_db)
{
  if (surplus_db >= NEAR_DB)
    return;
  verdict->may_begin = FALSE;
  verdict->goes_on = FALSE;
}

/**
 * askg_barge_in_take:
 * @verdict: on a frame that was heard while the reply sounds
 * @surplus_db: how much louder it is than the echo that may be in it
 * @is_coupled: whether there can be one at all
 *
 * Returns: whether it is sure by now that somebody speaks; told once
 */
gboolean
askg_barge_in_take (AskgBargeIn            *self,
                    const AskgVoiceVerdict *verdict,
                    float                   surplus_db,
                    gboolean                is_coupled)
{
  const gboolean is_near = verdict->may_begin && surplus_db >= NEAR_DB;

  self->surplus_db[self->n_frames++ % ASKG_BARGE_IN_MAX_WINDOW] = is_near ? (guint8) MIN (surplus_db, 200) : 0;
  self->n_quiet = is_near ? 0 : self->n_quiet + 1;
  if (self->n_quiet >= AGAIN_FRAMES)
    self->is_sure = FALSE;
  for (guint i = 0; is_near && !self->is_sure && i < G_N_ELEMENTS (stop_rules[0]); i++)
    if (are_enough (self, stop_rules[is_coupled ? 1 : 0][i].surplus_db, stop_rules[is_coupled ? 1 : 0][i].need,
                    stop_rules[is_coupled ? 1 : 0][i].of))
      {
        self->is_sure = TRUE;
        return TRUE;
      }

  return FALSE;
}
