/* askg-answer-cut.c: main thread. */
#include "engine/model/askg-answer-cut.h"

#include "engine/model/askg-answer-private.h"

/**
 * askg_answer_cut:
 * @n_bytes: of the text that were heard
 * @n_sound_bytes: of its own sound, if it has one
 *
 * What the person did not hear was never said, whether it is written to its end or not. The answer is stopped, and says so
 * as #AskgFinish. Emits "rethought".
 */
void
askg_answer_cut (AskgAnswer *self,
                 gsize       n_bytes,
                 gsize       n_sound_bytes)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (self->state == ASKG_ANSWER_FAILED)
    return;
  if (!askg_answer_is_over (self))
    g_signal_emit_by_name (self, "stop-requested");

  g_string_truncate (self->text, MIN (n_bytes, self->text->len));
  g_byte_array_set_size (self->parts->sound, MIN (n_sound_bytes, self->parts->sound->len));
  self->parts->finish = ASKG_FINISH_INTERRUPTED;
  self->parts->revision++;
  askg_answer_emit_gained (self, ASKG_PART_FINISH);
  askg_answer_emit_rethought (self);
  if (self->state == ASKG_ANSWER_DONE) /* nothing but this changes what is over */
    self->state = ASKG_ANSWER_STREAMING;
  askg_answer_set_state (self, ASKG_ANSWER_STOPPED);
}

/* Of one that is over: its sound is held no longer. Nothing is told: it was heard, and is where the answer is kept. */
void
askg_answer_let_sound_go (AskgAnswer *self)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (askg_answer_is_over (self));

  g_byte_array_unref (self->parts->sound);
  self->parts->sound = g_byte_array_new ();
}
