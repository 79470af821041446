/* askg-service-speak.c: main thread. An answer that another process asked for, as sound: the engine's own where it
 * spoke, else read aloud by one that can. */
#include "app/askg-service-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-mouth.h"
#include "engine/provider/askg-read-aloud.h"

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

  askg_read_aloud_finish (ASKG_ENGINE_LINK (object), result, &error);
  askg_service_call_end_turn (call, error);
}

/* After an answer that is whole; ends @call. */
void
askg_service_call_speak (AskgServiceCall *call)
{
  AskgAnswer *answer = askg_turn_get_answer (call->turn);
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);
  AskgEngineRoom *room = askg_session_get_engine_room (call->service->session, NULL);
  AskgProfile *mouth = room != NULL ? askg_mouth_find (askg_engine_room_get_profiles (room),
                                                       askg_answer_get_engine_id (answer)) : NULL;
  g_autoptr(AskgEngineLink) link = NULL;
  g_autoptr(GError) error = NULL;

  if (parts->sound->len > 0)
    {
      reply_sound (call, parts->sound_rate_hz, parts->sound->data, parts->sound->len);
      askg_service_call_end_turn (call, NULL);
      return;
    }
  if (mouth == NULL)
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL, askg_mouth_tell_missing ());
      askg_service_call_end_turn (call, error);
      return;
    }

  link = askg_engine_room_new_link (room, mouth);
  askg_read_aloud_async (link, call->conversation, askg_answer_get_text (answer), sound_cb, call, call->cancellable, read_cb,
                         call);
}
