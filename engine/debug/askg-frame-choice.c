/* askg-frame-choice.c: any thread. */
#include "engine/debug/askg-frame-choice.h"

void
askg_frame_choice_clear (AskgFrameChoice *self)
{
  g_free (self->file);
  *self = (AskgFrameChoice) { 0 };
}

/**
 * askg_frame_choice_take:
 * @place: of the next frame, as they are printed
 * @is_foreign: it belongs to a library or the language itself
 */
void
askg_frame_choice_take (AskgFrameChoice *self,
                        AskgFrameOrder   order,
                        const AskgPlace *place,
                        gboolean         is_foreign)
{
  const gboolean has_own = self->file != NULL && !self->is_foreign;

  if (has_own && (is_foreign || order == ASKG_FRAMES_INNERMOST_FIRST))
    return;
  if (self->file != NULL && is_foreign && order == ASKG_FRAMES_INNERMOST_FIRST)
    return;
  askg_frame_choice_clear (self);
  *self = (AskgFrameChoice) { g_strndup (place->file, place->n_file), place->line, place->column, is_foreign };
}

/* Nothing, where no frame was seen. */
void
askg_frame_choice_apply (const AskgFrameChoice *self,
                         AskgDiagnostic        *diagnostic)
{
  if (self->file != NULL)
    askg_diagnostic_set_place (diagnostic, self->file, -1, self->line, self->column);
}
