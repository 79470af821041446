/* askg-service-say.c: main thread. Words of another process, spoken by an engine. They are no question: the history hears
 * nothing of them; the ledger does, as of all that is sent. */
#include "app/askg-service-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-voices.h"
#include "engine/base/askg-error.h"

/* The data of a call that says something. */
typedef struct
{
  AskgServiceCall *call;
  AskgSpeaker     *speaker; /* owned */
} Saying;

static void
saying_free (Saying *saying)
{
  g_object_unref (saying->speaker);
  g_free (saying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saying, saying_free)

static void
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  Saying *saying = user_data;
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));

  askg_service_call_reply (saying->call, json_pack ("{s:s, s:i, s:s}", "event", "sound", "rate_hz", (int) rate_hz, "samples", base64));
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Saying) saying = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_speaker_say_finish (ASKG_SPEAKER (object), result, &error))
    askg_service_call_end (saying->call, json_pack ("{s:s}", "event", "done"));
  else
    askg_service_call_fail (saying->call, error);
}

/* The session is open: what is sent is written down. */
static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Saying *saying = user_data;
  AskgServiceCall *call = saying->call;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgClause) clause = NULL;

  if (!askg_session_open_finish (ASKG_SESSION (object), result, &error))
    {
      saying_free (saying);
      askg_service_call_fail (call, error);
      return;
    }
  clause = askg_clause_new (askg_json_get_string (call->request, "text"), NULL, NULL);
  askg_speaker_say_async (saying->speaker, clause, sound_cb, NULL, saying, call->cancellable, said_cb, saying);
}

/* Ends @call. */
void
askg_service_call_say (AskgServiceCall *call)
{
  AskgSession *session = call->service->session;
  g_autoptr(GError) error = NULL;
  AskgEngineRoom *room = askg_session_get_engine_room (session, &error);
  const AskgVoiceWish wish = { .room = room, .voice = askg_json_get_string (call->request, "voice") };
  g_autoptr(AskgSpeaker) speaker = NULL;
  Saying *saying;

  if (room != NULL && (wish.voice == NULL || askg_json_get_string (call->request, "text") == NULL))
    g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE, "a voice and a text are needed");
  else if (room != NULL)
    speaker = askg_voices_choose (&wish, &error);
  if (speaker == NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  saying = g_new0 (Saying, 1);
  saying->call = call;
  saying->speaker = g_steal_pointer (&speaker);
  askg_session_open_async (session, call->cancellable, open_cb, saying);
}
