/* askg-service-hear.c: main thread. What was said into another process's microphone becomes words. It is no question: the
 * history hears nothing of it; the ledger does, as of all that is sent. */
#include "app/askg-service-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"
#include "engine/local/askg-words-process.h"
#include "engine/provider/askg-ear.h"
#include "engine/voice/askg-voice-commands.h"

/* The data of a call that hears. */
typedef struct
{
  AskgServiceCall *call;
  AskgTranscriber *transcriber; /* owned */
  AskgPcm         *sound;       /* owned */
  char            *language;    /* owned (nullable) */
} Hearing;

static void
hearing_free (Hearing *hearing)
{
  g_object_unref (hearing->transcriber);
  g_object_unref (hearing->sound);
  g_free (hearing->language);
  g_free (hearing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Hearing, hearing_free)

static AskgPcm *
read_sound (const char  *base64,
            GError     **error)
{
  gsize n_bytes;
  guchar *bytes = g_base64_decode (base64, &n_bytes);
  g_autoptr(GBytes) wav = g_bytes_new_take (bytes, n_bytes);

  return askg_wav_read (wav, error);
}

static gboolean
is_order (AskgServiceCall *call)
{
  return json_is_true (json_object_get (call->request, "commands"));
}

static void
add_order (AskgServiceCall  *call,
           json_t           *event,
           AskgVoiceCommand  command)
{
  const AskgServiceDesk *desk = call->service->desk;
  const gboolean is_to_be_done = json_is_true (json_object_get (call->request, "obey")) && desk != NULL;
  g_autofree char *did = is_to_be_done ? desk->obey (call->service->desk_data, command) : NULL;

  json_object_set_new (event, "command", json_string (askg_voice_command_get_nick (command)));
  if (did != NULL)
    json_object_set_new (event, "did", json_string (did));
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Hearing) hearing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgTranscript) heard = askg_transcriber_hear_finish (ASKG_TRANSCRIBER (object), result, &error);
  json_t *event;

  if (heard == NULL)
    {
      askg_service_call_fail (hearing->call, error);
      return;
    }

  event = json_pack ("{s:s, s:s, s:s, s:b, s:s*}", "event", "done", "text", heard->text, "engine", heard->engine,
                     "rough", heard->is_rough, "language", heard->language);
  if (is_order (hearing->call))
    add_order (hearing->call, event, askg_voice_command_find (heard->text));
  askg_service_call_end (hearing->call, event);
}

static void
hear (Hearing *hearing)
{
  const AskgTranscriberHints hints = {
    .language = hearing->language, .is_off_record = json_is_true (json_object_get (hearing->call->request, "off_record")),
  };

  askg_transcriber_hear_async (hearing->transcriber, hearing->sound, &hints, hearing->call->cancellable, heard_cb, hearing);
}

/* The session is open: what is sent is written down. */
static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Hearing *hearing = user_data;
  AskgServiceCall *call = hearing->call;
  g_autoptr(GError) error = NULL;

  if (askg_session_open_finish (ASKG_SESSION (object), result, &error))
    {
      hear (hearing);
      return;
    }

  hearing_free (hearing);
  askg_service_call_fail (call, error);
}

/* (transfer full) (nullable). @out_sentence: (transfer full) */
static AskgTranscriber *
choose (AskgServiceCall  *call,
        AskgEngineRoom   *room,
        char            **out_sentence,
        GError          **error)
{
  AskgEar *ear = askg_engine_room_get_ear (room);
  const AskgEarWish wish = {
    .engine = askg_json_get_string (call->request, "engine"), .language = askg_json_get_string (call->request, "language"),
  };
  AskgTranscriber *commands;

  if (!is_order (call))
    return askg_ear_choose (ear, &wish, out_sentence, error);
  if (json_is_true (json_object_get (call->request, "obey")) && call->service->desk == NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("There is no overlay that could do it. Start it with “askglass resident” first."));
      return NULL;
    }

  commands = askg_ear_get_commands (ear);
  *out_sentence = g_strdup_printf (_("%s takes orders, on this machine: whatever is said becomes one."),
                                   askg_transcriber_get_name (commands));

  return askg_transcriber_is_there (commands, error) ? g_object_ref (commands) : NULL;
}

/* Somebody will speak soon. */
static void
end_told (AskgServiceCall *call,
          AskgTranscriber *transcriber,
          const char      *sentence)
{
  if (json_is_true (json_object_get (call->request, "soon")))
    askg_transcriber_warm_up (transcriber);
  askg_service_call_end (call, json_pack ("{s:s, s:s, s:b, s:s}", "event", "done", "engine",
                                          askg_transcriber_get_name (transcriber), "rough",
                                          ASKG_IS_WORDS_PROCESS (transcriber), "sentence", sentence));
}

/* Without a sound it only tells who would hear, before anybody has spoken. Ends @call. */
void
askg_service_call_hear (AskgServiceCall *call)
{
  AskgSession *session = call->service->session;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  AskgEngineRoom *room = askg_session_get_engine_room (session, &error);
  g_autoptr(AskgTranscriber) transcriber = room != NULL ? choose (call, room, &sentence, &error) : NULL;
  const char *base64 = askg_json_get_string (call->request, "sound");
  const char *language = askg_json_get_string (call->request, "language");
  g_autoptr(AskgPcm) sound = transcriber != NULL && base64 != NULL ? read_sound (base64, &error) : NULL;
  Hearing *hearing;

  if (error != NULL)
    {
      askg_service_call_fail (call, error);
      return;
    }
  if (sound == NULL)
    {
      end_told (call, transcriber, sentence);
      return;
    }

  hearing = g_new0 (Hearing, 1);
  hearing->call = call;
  hearing->transcriber = g_steal_pointer (&transcriber);
  hearing->sound = g_steal_pointer (&sound);
  if (ASKG_IS_EAR_TRANSCRIBER (hearing->transcriber)) /* whoever asks for this call is asked whether it may be sent there */
    call->engine_id = g_strdup (askg_profile_get_id (askg_ear_transcriber_get_profile (ASKG_EAR_TRANSCRIBER (hearing->transcriber))));
  hearing->language = language != NULL ? g_strdup (language) : askg_ear_dup_language (askg_engine_room_get_ear (room), FALSE);
  askg_session_open_async (session, call->cancellable, open_cb, hearing);
}
