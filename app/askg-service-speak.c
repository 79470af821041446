/* askg-service-speak.c: main thread. An answer that another process asked for, as sound: the engine's own where it
 * spoke, else read aloud by the voice that is chosen. */
#include "app/askg-service-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-voices.h"
#include "engine/base/askg-error.h"
#include "engine/local/askg-read-aloud.h"

static void
reply_sound (AskgServiceCall *call,
             guint            rate_hz,
             gconstpointer    samples,
             gsize            n_bytes)
{
  g_autofree char *base64 = g_base64_encode (samples, n_bytes);

  askg_service_call_reply (call, json_pack ("{s:s, s:i, s:s}", "event", "sound", "rate_hz", (int) rate_hz, "samples", base64));
}

static gint64
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  reply_sound (user_data, rate_hz, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));

  return 0; /* nobody listens: it is written down */
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;

  askg_read_aloud_run_finish (ASKG_READ_ALOUD (object), result, &error);
  askg_service_call_end_turn (call, error);
}

static AskgSpeaker *
choose_speaker (AskgServiceCall  *call,
                AskgAnswer       *answer,
                GError          **error)
{
  const AskgVoiceWish wish = {
    .room = askg_session_get_engine_room (call->service->session, NULL), .engine_id = askg_answer_get_engine_id (answer),
    .conversation = call->conversation, .words = askg_answer_get_text (answer),
  };
  g_autoptr(AskgSpeaker) speaker = askg_voices_choose (&wish, error);

  if (speaker == NULL || askg_speaker_gives_sound (speaker))
    return g_steal_pointer (&speaker);
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                       _("The desktop’s voice plays by itself and cannot be written to a file. Choose another voice in the "
                         "settings, voice-speaker."));

  return NULL;
}

/* After an answer that is whole; ends @call. */
void
askg_service_call_speak (AskgServiceCall *call)
{
  AskgAnswer *answer = askg_turn_get_answer (call->turn);
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);
  g_autoptr(AskgSpeaker) speaker = NULL;
  g_autoptr(AskgReadAloud) reading = NULL;
  g_autoptr(GError) error = NULL;

  if (parts->sound->len > 0)
    {
      reply_sound (call, parts->sound_rate_hz, parts->sound->data, parts->sound->len);
      askg_service_call_end_turn (call, NULL);
      return;
    }
  speaker = choose_speaker (call, answer, &error);
  if (speaker == NULL)
    {
      askg_service_call_end_turn (call, error);
      return;
    }

  reading = askg_read_aloud_new (speaker, sound_cb, NULL, call);
  askg_read_aloud_feed (reading, askg_answer_get_text (answer), strlen (askg_answer_get_text (answer)));
  askg_read_aloud_end (reading);
  askg_read_aloud_run_async (reading, call->cancellable, read_cb, call);
}
