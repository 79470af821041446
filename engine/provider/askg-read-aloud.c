/* askg-read-aloud.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-read-aloud.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-pcm.h"
#include "engine/model/askg-markdown.h"
#include "engine/provider/askg-chat-learn.h"
#include "engine/provider/askg-mouth.h"

#define AHEAD_US (8 * G_USEC_PER_SEC) /* that much waiting sound bridges any pause of an engine that keeps up */

/* The data of the task. */
typedef struct
{
  char              *words;   /* owned */
  AskgCover         *cover;   /* (nullable) (owned): names the secrets of what was said, once that was looked through */
  gboolean           is_off_record;
  const char        *at;      /* what is yet to be said */
  AskgReadAloudFunc  on_sound;
  gpointer           on_sound_data;
  gint64             waiting_us; /* to be heard, as last told */
  guint              rate_hz;    /* of the first clause; the others are made like it */
  GSource           *pause;      /* (nullable) (owned): while enough waits to be heard */
  gulong             cancelled_handler;
} Reading;

static void
reading_free (Reading *reading)
{
  if (reading->pause != NULL)
    g_source_destroy (reading->pause);
  g_clear_pointer (&reading->pause, g_source_unref);
  g_clear_pointer (&reading->cover, askg_cover_unref);
  g_free (reading->words);
  g_free (reading);
}

static void
end (GTask  *task,
     GError *error)
{
  Reading *reading = g_task_get_task_data (task);

  if (g_task_get_cancellable (task) != NULL)
    g_clear_signal_handler (&reading->cancelled_handler, g_task_get_cancellable (task));
  if (reading->pause != NULL)
    g_source_destroy (reading->pause);
  g_clear_pointer (&reading->pause, g_source_unref);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void say_next (GTask *task);

static void
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  Reading *reading = g_task_get_task_data (user_data);

  if (reading->rate_hz == 0)
    reading->rate_hz = rate_hz;
  if (reading->rate_hz == rate_hz)
    reading->waiting_us = reading->on_sound (rate_hz, samples, reading->on_sound_data);
  else
    {
      g_autoptr(AskgPcm) other = askg_pcm_new (samples, rate_hz, 1);
      g_autoptr(AskgPcm) same = askg_pcm_resample (other, reading->rate_hz);

      reading->waiting_us = reading->on_sound (reading->rate_hz, askg_pcm_get_samples (same), reading->on_sound_data);
    }
}

static gboolean
paused_cb (gpointer user_data)
{
  GTask *task = user_data;
  Reading *reading = g_task_get_task_data (task);

  g_clear_pointer (&reading->pause, g_source_unref);
  say_next (task);

  return G_SOURCE_REMOVE;
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  if (!askg_mouth_say_finish (ASKG_ENGINE_LINK (object), result, &error))
    {
      end (task, error);
      return;
    }
  if (reading->waiting_us <= AHEAD_US || *reading->at == '\0')
    {
      say_next (task);
      return;
    }

  reading->pause = g_timeout_source_new ((reading->waiting_us - AHEAD_US) / 1000);
  g_source_set_callback (reading->pause, paused_cb, task, NULL);
  g_source_attach (reading->pause, g_main_context_get_thread_default ());
}

/* A clause is on its way has the cancellable itself; only a pause has not. */
static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (reading->pause == NULL)
    return;
  g_source_destroy (reading->pause);
  g_clear_pointer (&reading->pause, g_source_unref);
  end (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped in a pause"));
}

static void
say_next (GTask *task)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  const AskgMouthSource source = { .cover = reading->cover, .is_off_record = reading->is_off_record };
  g_autofree char *clause = NULL;
  gsize n_bytes;

  reading->at += strspn (reading->at, " \n");
  n_bytes = askg_mouth_find_clause (reading->at, TRUE);
  if (n_bytes == 0)
    {
      end (task, NULL);
      return;
    }

  clause = g_strstrip (g_strndup (reading->at, n_bytes));
  reading->at += n_bytes;
  askg_mouth_say_async (link, clause, &source, sound_cb, task, g_task_get_cancellable (task), said_cb, task);
}

static char *
words_of (const char *markdown)
{
  g_autoptr(AskgMarkdown) blocks = askg_markdown_parse (markdown);

  return askg_markdown_to_spoken (blocks);
}

static void
learnt_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;

  reading->cover = askg_chat_learn_finish (result, &error);
  if (reading->cover != NULL)
    say_next (task);
  else
    end (task, error);
}

/**
 * askg_read_aloud_async:
 * @link: to an engine that turns words into speech: see askg_mouth_find()
 * @conversation: (nullable): that the answer is in: what was a secret there is one here, and what is off the record is
 *   so here
 * @markdown: of an answer
 * @on_sound: called from the main loop for each piece as it arrives, all of one rate, never after a cancel or the end
 */
void
askg_read_aloud_async (AskgEngineLink      *link,
                       AskgConversation    *conversation,
                       const char          *markdown,
                       AskgReadAloudFunc    on_sound,
                       gpointer             on_sound_data,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (link, cancellable, callback, user_data);
  Reading *reading = g_new0 (Reading, 1);

  reading->words = words_of (markdown);
  reading->at = reading->words;
  reading->is_off_record = conversation != NULL && askg_conversation_is_off_record (conversation);
  reading->on_sound = on_sound;
  reading->on_sound_data = on_sound_data;
  g_task_set_source_tag (task, askg_read_aloud_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  if (cancellable != NULL)
    reading->cancelled_handler = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
  if (*g_strchug (reading->words) == '\0')
    end (task, g_error_new (ASKG_ERROR, ASKG_ERROR_NO_TEXT, _("There are no words in this answer that could be read aloud.")));
  else
    askg_chat_learn_async (link, conversation, reading->words, cancellable, learnt_cb, task);
}

/**
 * askg_read_aloud_finish:
 *
 * Errors: those of askg_mouth_say_async(); %ASKG_ERROR_NO_TEXT where there is nothing to read
 *
 * Returns: whether all of it was given; not yet whether it was heard
 */
gboolean
askg_read_aloud_finish (AskgEngineLink  *link,
                        GAsyncResult    *result,
                        GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_read_aloud_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
