/* askg-engine-test-live.c: main thread. An engine that is spoken with is asked to say something; what it is told is ours. */
#define G_LOG_DOMAIN "askg-engine"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"
#include "engine/provider/askg-engine-test-private.h"
#include "engine/provider/askg-live-session.h"

#define ASKED          "Please say: good day." /* for the engine: not translated */
#define PATIENCE_MS    30000u
#define LEAST_LOUDNESS 300 /* of 32767: below that is silence */
#define LEAST_US       (G_USEC_PER_SEC / 10)

/* Owned by its task, whose data is the test. */
typedef struct
{
  GTask           *task;    /* owned */
  AskgLiveSession *session; /* owned */
  GSource         *timer;   /* (nullable) */
  GError          *error;   /* (nullable) */
  gint64           asked_us;
  gint64           first_us; /* of sound; 0: none yet */
  gint64           spoken_us;
  int              loudest;
} Talk;

static void
talk_free (Talk *talk)
{
  askg_timer_clear (&talk->timer);
  g_signal_handlers_disconnect_by_data (talk->session, talk);
  askg_live_session_close (talk->session);
  g_clear_object (&talk->session);
  g_clear_object (&talk->task);
  g_clear_error (&talk->error);
  g_free (talk);
}

static GError *
silence_error (Talk *talk)
{
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (g_task_get_source_object (talk->task)));

  if (talk->first_us == 0)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT,
                        _("“%s” took the conversation, was asked to say something, and said nothing. Look at its model and its voice."), name);

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("“%s” gave a sound in which nothing is said. Look at its voice and its model."), name);
}

/* Takes the first that went wrong, if anything did. */
static void
end (Talk   *talk,
     GError *error)
{
  g_autoptr(GTask) task = g_object_ref (talk->task);
  AskgEngineTest *self = g_task_get_task_data (task);
  g_autofree char *detail = NULL;

  if (error == NULL && (talk->spoken_us < LEAST_US || talk->loudest < LEAST_LOUDNESS))
    error = talk->error != NULL ? g_steal_pointer (&talk->error) : silence_error (talk);
  if (error == NULL)
    detail = g_strdup_printf (_("%.1f s of speech, the first of it after %d ms"), talk->spoken_us / (double) G_USEC_PER_SEC,
                              (int) ((talk->first_us - talk->asked_us) / 1000));
  talk_free (talk);
  if (error != NULL)
    {
      askg_engine_test_end (task, error);
      return;
    }
  askg_engine_test_tell (self, ASKG_TEST_PASSED, g_get_monotonic_time () - self->began_us, detail);
  g_task_return_boolean (task, TRUE);
}

static gboolean
late_cb (gpointer user_data)
{
  Talk *talk = user_data;

  end (talk, talk->error != NULL ? g_steal_pointer (&talk->error) : silence_error (talk));

  return G_SOURCE_REMOVE;
}

static void
sound_cb (Talk   *talk,
          GBytes *sound,
          guint   rate_hz)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (sound, &n_bytes);

  if (talk->first_us == 0)
    talk->first_us = g_get_monotonic_time ();
  for (gsize i = 0; i + 1 < n_bytes; i += 2)
    talk->loudest = MAX (talk->loudest, abs ((gint16) (bytes[i] | bytes[i + 1] << 8)));
  talk->spoken_us += (gint64) (n_bytes / 2) * G_USEC_PER_SEC / rate_hz;
}

static void
trouble_cb (Talk         *talk,
            const GError *error)
{
  g_clear_error (&talk->error);
  talk->error = g_error_copy (error);
}

static void
reply_ended_cb (Talk             *talk,
                AskgLiveReplyEnd  how)
{
  end (talk, how == ASKG_LIVE_REPLY_FAILED && talk->error != NULL ? g_steal_pointer (&talk->error) : NULL);
}

static void
ended_cb (Talk         *talk,
          const GError *error)
{
  end (talk, error != NULL ? g_error_copy (error) : silence_error (talk));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Talk *talk = user_data;
  GError *error = NULL;

  if (!askg_live_session_open_finish (ASKG_LIVE_SESSION (object), result, &error))
    {
      end (talk, error);
      return;
    }
  talk->asked_us = g_get_monotonic_time ();
  askg_timer_set (&talk->timer, PATIENCE_MS, "[askg] live engine test", late_cb, talk);
  askg_live_session_send_text (talk->session, ASKED);
  askg_live_session_respond (talk->session);
}

/* The last step of such an engine. */
void
askg_engine_test_talk (GTask *task)
{
  AskgEngineTest *self = g_task_get_task_data (task);
  const AskgLiveSettings settings = { .is_ours = TRUE };
  Talk *talk = g_new0 (Talk, 1);

  self->began_us = g_get_monotonic_time ();
  talk->task = g_object_ref (task);
  talk->session = askg_live_session_new (g_task_get_source_object (task), &settings);
  g_signal_connect_swapped (talk->session, "reply-audio", G_CALLBACK (sound_cb), talk);
  g_signal_connect_swapped (talk->session, "trouble", G_CALLBACK (trouble_cb), talk);
  g_signal_connect_swapped (talk->session, "reply-ended", G_CALLBACK (reply_ended_cb), talk);
  g_signal_connect_swapped (talk->session, "ended", G_CALLBACK (ended_cb), talk);
  askg_live_session_open_async (talk->session, g_task_get_cancellable (task), opened_cb, talk);
}
