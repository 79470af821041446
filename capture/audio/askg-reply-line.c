/* askg-reply-line.c: main thread. */
#include "capture/audio/askg-reply-line.h"

#include <string.h>

#include "capture/audio/askg-microphone-private.h"
#include "capture/audio/askg-play-trouble.h"

/* Whether one is open. */
gboolean
askg_reply_line_has_microphone (AskgReplyLine *self)
{
  return self->microphone != NULL && askg_microphone_get_opening (self->microphone) != 0;
}

/* Whether the helper that was chosen still runs. */
gboolean
askg_reply_line_is_there (AskgReplyLine *self)
{
  if (self->is_at_microphone)
    return askg_reply_line_has_microphone (self) && askg_microphone_get_opening (self->microphone) == self->opening;

  return self->helper != NULL;
}

/* Says to the helper that was chosen; nothing when it is gone. */
void
askg_reply_line_say (AskgReplyLine *self,
                     AskgHearKind   kind,
                     gint64         position,
                     gconstpointer  bytes,
                     gsize          n_bytes)
{
  if (!askg_reply_line_is_there (self))
    return;
  if (self->is_at_microphone)
    askg_microphone_say (self->microphone, kind, position, bytes, n_bytes);
  else
    askg_hear_helper_say (self->helper, kind, position, bytes, n_bytes);
}

/**
 * askg_reply_line_choose:
 *
 * Chooses a helper for the next reply; starts it where it must.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when it is not installed or cannot be started
 */
gboolean
askg_reply_line_choose (AskgReplyLine *self,
                        GError       **error)
{
  const char *words[] = { ASKG_PLAY_HELPER, "--replies", NULL };
  g_autoptr(GError) why = NULL;

  self->is_at_microphone = askg_reply_line_has_microphone (self);
  self->opening = self->is_at_microphone ? askg_microphone_get_opening (self->microphone) : 0;
  if (self->is_at_microphone)
    g_clear_pointer (&self->helper, askg_hear_helper_kill);
  else if (self->helper == NULL)
    self->helper = askg_hear_helper_start (words, self->on_message, self->on_end, self->user_data, &why);
  if (!askg_reply_line_is_there (self))
    {
      g_propagate_error (error, askg_play_trouble_new_of_helper (why));
      return FALSE;
    }

  askg_reply_line_say (self, ASKG_PLAY_DEVICE, 0, self->loudspeaker, self->loudspeaker != NULL ? strlen (self->loudspeaker) : 0);

  return TRUE;
}

/* Silence, and nobody is told any more. */
void
askg_reply_line_clear (AskgReplyLine *self)
{
  g_clear_pointer (&self->helper, askg_hear_helper_kill);
  g_clear_object (&self->microphone);
  g_clear_pointer (&self->loudspeaker, g_free);
}
