/* askg-session-answers.c: main thread. Which answers are being written, until the last of each is on the disk. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-session-private.h"

static guint answer_begun;
static guint answer_kept;

void
askg_session_install_answer_signals (AskgSessionClass *klass)
{
  /* AskgSession::answer-begun: somebody asked, and it is waited for */
  answer_begun = g_signal_new ("answer-begun", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, ASKG_TYPE_ANSWER);
  /* AskgSession::answer-kept: its end is on the disk, or never will be: then with why (nullable) */
  answer_kept = g_signal_new ("answer-kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, ASKG_TYPE_ANSWER, G_TYPE_ERROR);
}

void
askg_session_remember_answer (AskgSession *self,
                              AskgAnswer  *answer)
{
  g_return_if_fail (ASKG_IS_SESSION (self));

  g_ptr_array_add (self->answers, g_object_ref (answer));
  g_signal_emit (self, answer_begun, 0, answer);
}

/* @why_not_kept: (nullable): why its end could not be saved */
void
askg_session_forget_answer (AskgSession  *self,
                            AskgAnswer   *answer,
                            const GError *why_not_kept)
{
  g_return_if_fail (ASKG_IS_SESSION (self));

  g_object_ref (answer);
  g_ptr_array_remove (self->answers, answer);
  g_signal_emit (self, answer_kept, 0, answer, why_not_kept);
  g_object_unref (answer);
  askg_session_close_when_idle (self);
}

/* Whether @answer is being written, or its end is on the way to the disk. */
gboolean
askg_session_remembers (AskgSession *self,
                        AskgAnswer  *answer)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), FALSE);

  return g_ptr_array_find (self->answers, answer, NULL);
}

static gpointer
hold (gconstpointer answer,
      gpointer      user_data)
{
  return g_object_ref ((gpointer) answer);
}

/**
 * askg_session_stop_all:
 *
 * Returns: how many answers were being written and are stopped now
 */
guint
askg_session_stop_all (AskgSession *self)
{
  g_autoptr(GPtrArray) answers = NULL;
  guint n_stopped = 0;

  g_return_val_if_fail (ASKG_IS_SESSION (self), 0);

  answers = g_ptr_array_copy (self->answers, hold, NULL);
  for (guint i = 0; i < answers->len; i++)
    {
      AskgAnswer *answer = g_ptr_array_index (answers, i);

      n_stopped += !askg_answer_is_over (answer);
      askg_answer_stop (answer);
    }

  return n_stopped;
}

/* Whether an answer is being written, or its end is on the way to the disk. */
gboolean
askg_session_is_busy (AskgSession *self)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), FALSE);

  return self->answers->len > 0;
}
