/* askg-live-gemini.c */
#include "engine/dialect/askg-live-gemini-private.h"

#include <stdlib.h>
#include <string.h>

#include "engine/dialect/askg-base64-stream.h"
#include "engine/dialect/askg-wire-usage-private.h"

typedef struct
{
  AskgLiveEventFunc func;
  gpointer          user_data;
} Listener;

static void
emit (const Listener *listener,
      AskgLiveEvent   event)
{
  listener->func (&event, listener->user_data);
}

gboolean
askg_live_gemini_is_one (json_t *message)
{
  static const char *const members[] = { "setupComplete", "serverContent", "toolCall", "toolCallCancellation", "goAway",
                                         "usageMetadata", "sessionResumptionUpdate" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_get (message, members[i]) != NULL)
      return TRUE;

  return FALSE;
}

static guint
rate_of (const char *mime)
{
  const char *rate = mime != NULL ? strstr (mime, "rate=") : NULL;
  const guint64 rate_hz = rate != NULL ? g_ascii_strtoull (rate + strlen ("rate="), NULL, 10) : 0;

  return rate_hz > 0 && rate_hz <= 384000 ? rate_hz : 24000;
}

static void
take_part (const Listener *listener,
           json_t         *part)
{
  json_t *data = askg_wire_json_get_object (part, "inlineData");
  const char *base64 = askg_wire_json_get_filled (data, "data");
  const char *text = askg_wire_json_get_filled (part, "text");

  if (text != NULL)
    emit (listener, (AskgLiveEvent) { .kind = ASKG_LIVE_PIECE, .text = text, .item = "text" });
  if (base64 != NULL)
    {
      g_autoptr(GBytes) bytes = askg_base64_decode_whole (base64);
      const char *mime = askg_wire_json_get_string (data, "mimeType");

      emit (listener, (AskgLiveEvent) { .kind = ASKG_LIVE_AUDIO, .bytes = bytes, .mime = mime, .rate_hz = rate_of (mime) });
    }
}

static void
take_words (const Listener    *listener,
            AskgLiveEventKind  kind,
            json_t            *words)
{
  const char *text = askg_wire_json_get_filled (words, "text");

  if (text != NULL)
    emit (listener, (AskgLiveEvent) { .kind = kind, .text = text });
}

static void
take_content (const Listener *listener,
              json_t         *content)
{
  json_t *part;
  gsize i;

  json_array_foreach (askg_wire_json_get_array (askg_wire_json_get_object (content, "modelTurn"), "parts"), i, part)
    take_part (listener, part);
  take_words (listener, ASKG_LIVE_USER_PIECE, askg_wire_json_get_object (content, "inputTranscription"));
  take_words (listener, ASKG_LIVE_PIECE, askg_wire_json_get_object (content, "outputTranscription"));
  if (json_is_true (json_object_get (content, "interrupted")))
    emit (listener, (AskgLiveEvent) { .kind = ASKG_LIVE_INTERRUPTED });
  if (json_is_true (json_object_get (content, "turnComplete")))
    emit (listener, (AskgLiveEvent) { .kind = ASKG_LIVE_TURN_ENDED });
}

static void
take_calls (const Listener *listener,
            json_t         *calls)
{
  json_t *call;
  gsize i;

  json_array_foreach (calls, i, call)
    {
      json_t *arguments = askg_wire_json_get_object (call, "args");
      char *text = arguments != NULL ? json_dumps (arguments, JSON_COMPACT) : NULL;

      emit (listener, (AskgLiveEvent) { .kind = ASKG_LIVE_TOOL_CALL, .id = askg_wire_json_get_string (call, "id"),
                                        .name = askg_wire_json_get_string (call, "name"), .text = text != NULL ? text : "{}" });
      free (text);
    }
}

/* Tells @func what @message holds; one message may hold several things. */
void
askg_live_gemini_take (json_t            *message,
                       AskgLiveEventFunc  func,
                       gpointer           user_data)
{
  const Listener listener = { func, user_data };
  json_t *usage = askg_wire_json_get_object (message, "usageMetadata");

  if (json_object_get (message, "setupComplete") != NULL)
    emit (&listener, (AskgLiveEvent) { .kind = ASKG_LIVE_BEGUN });
  take_content (&listener, askg_wire_json_get_object (message, "serverContent"));
  take_calls (&listener, askg_wire_json_get_array (askg_wire_json_get_object (message, "toolCall"), "functionCalls"));
  if (usage != NULL)
    {
      AskgUsage read;

      askg_wire_usage_read (usage, &read);
      emit (&listener, (AskgLiveEvent) { .kind = ASKG_LIVE_USAGE, .usage = &read });
    }
  if (askg_wire_json_get_object (message, "goAway") != NULL)
    emit (&listener, (AskgLiveEvent) { .kind = ASKG_LIVE_GO_AWAY,
                                       .text = askg_wire_json_get_string (askg_wire_json_get_object (message, "goAway"), "timeLeft") });
}
