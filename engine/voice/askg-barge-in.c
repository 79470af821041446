/* askg-barge-in.c: pure.
 *
 * A frame counts by how much louder it is than the echo that may be in it, and evidence adds up until it is enough. An echo that
 * is not known, as when a buffer ran empty, is loud for some frames and then less and less, while it is learnt; a voice stays.
 * So where the loudspeaker is heard, more is needed, and a frame counts by how sure the detector is of it, too. With a headset
 * three frames stop a reply, as they begin an utterance elsewhere. What is needed was chosen with recordings in which nobody
 * spoke, and echoes that were moved. */
#include "engine/voice/askg-barge-in.h"

#include <string.h>

#define NEAR_DB 3.0f
#define LOUD_DB 20.0f     /* louder is not surer */
#define USUAL_DB 4.0f     /* what frames have now and then, without a voice; those of nobody's take as much away */
#define LEAST_SURETY 0.6f /* of a detector, that counts for something */
#define NEED_APART 40.0f
#define NEED_COUPLED 112.0f
#define AGAIN_FRAMES 50u  /* without a voice, until another one is told */

/* A reply begins to sound. */
void
askg_barge_in_begin (AskgBargeIn *self)
{
  memset (self, 0, sizeof *self);
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

/* Returns: what the frame adds to the evidence */
static float
weigh (const AskgVoiceVerdict *verdict,
       float                   surplus_db,
       gboolean                is_coupled)
{
  const float over = MIN (surplus_db, LOUD_DB) - USUAL_DB;

  return is_coupled ? over * CLAMP ((verdict->surety - LEAST_SURETY) / (1 - LEAST_SURETY), 0, 1) : over;
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
  const float need = is_coupled ? NEED_COUPLED : NEED_APART;

  self->evidence += is_near ? weigh (verdict, surplus_db, is_coupled) : -USUAL_DB;
  self->evidence = CLAMP (self->evidence, 0, need);
  self->n_quiet = is_near ? 0 : self->n_quiet + 1;
  if (self->n_quiet >= AGAIN_FRAMES)
    self->is_sure = FALSE;
  if (self->is_sure || !is_near || self->evidence < need)
    return FALSE;
  self->is_sure = TRUE;

  return TRUE;
}
