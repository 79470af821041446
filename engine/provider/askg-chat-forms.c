/* askg-chat-forms.c: main thread. In what form pictures and sounds go to the engine of a job, and what the person is
 * told about it. */
#define G_LOG_DOMAIN "askg-engine"

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-chat-job-private.h"

/* How many pictures go with the question, and in how many of them words were read. */
static guint
count_pictures (AskgChatJob *self,
                guint       *out_n_read)
{
  guint n = 0;

  *out_n_read = 0;
  for (guint i = 0; i < askg_question_get_n_attachments (self->question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (self->question, i);
      AskgPageText *page = askg_attachment_get_page (attachment);

      if (askg_attachment_get_frame (attachment) == NULL)
        continue;
      n++;
      *out_n_read += page != NULL && askg_page_text_get_n_lines (page) > 0;
    }

  return n;
}

/* One that cannot hear may say nothing of a sound, and answer all the same. */
static void
note_sound (AskgChatJob *self)
{
  AskgProfile *profile = askg_engine_link_get_profile (self->link);
  g_autofree char *sentence = NULL;

  if (self->body->n_sounds == 0 || self->is_trial ||
      askg_profile_find_out (profile, ASKG_CAN_TAKE_AUDIO, NULL) != ASKG_KNOWN_BY_NOBODY)
    return;

  sentence = g_strdup_printf (_("Nobody knows whether “%s” can hear, so its answer may not speak of the sound."),
                              askg_profile_get_name (profile));
  askg_answer_note (self->answer, sentence);
}

/* Once it takes the question: what it did not take was sent otherwise by then. */
void
askg_chat_job_note_forms (AskgChatJob *self)
{
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (self->link));
  g_autofree char *sentence = NULL;
  guint n_read;

  note_sound (self);
  if ((self->forms & ASKG_SEND_WORDS) == 0 || count_pictures (self, &n_read) == 0)
    return;

  if ((self->forms & ASKG_SEND_PICTURES) == 0)
    sentence = g_strdup_printf (n_read > 0 ? _("“%s” cannot see. It was told the words that were read in the picture.")
                                           : _("“%s” cannot see, and no words could be read in the picture."), name);
  else if (n_read > 0)
    sentence = g_strdup_printf (_("Nobody knows whether “%s” can see, so the words read in the picture went with it."), name);
  else
    sentence = g_strdup_printf (_("Nobody knows whether “%s” can see, and no words could be read in the picture."), name);
  askg_answer_note (self->answer, sentence);
}
