/* askg-live-reader.c: servers mix the names of two versions of one API; both are understood, everywhere. */
#include "engine/dialect/askg-live-reader.h"

#include <string.h>

#include "engine/dialect/askg-base64-stream.h"
#include "engine/dialect/askg-live-gemini-private.h"
#include "engine/dialect/askg-wire-error-private.h"
#include "engine/dialect/askg-wire-text.h"
#include "engine/dialect/askg-wire-usage-private.h"

G_DEFINE_ENUM_TYPE (AskgLiveDialect, askg_live_dialect,
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_GA, "ga"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_BETA, "beta"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_MIXED, "mixed"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_FLAT, "flat"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_GEMINI, "gemini"))

struct _AskgLiveReader
{
  AskgLiveEventFunc func;
  gpointer          user_data;
  AskgLiveDialect   dialect;

  char             *worded;      /* owned; (nullable): the item of a reply that has words */
  gboolean          is_of_sound; /* they are what is heard, not written by itself */
};

AskgLiveReader *
askg_live_reader_new (AskgLiveEventFunc func,
                      gpointer          user_data)
{
  AskgLiveReader *self = g_new0 (AskgLiveReader, 1);

  self->func = func;
  self->user_data = user_data;

  return self;
}

void
askg_live_reader_free (AskgLiveReader *self)
{
  g_free (self->worded);
  g_free (self);
}

AskgLiveDialect
askg_live_reader_get_dialect (AskgLiveReader *self)
{
  return self->dialect;
}

static void
emit (AskgLiveReader *self,
      AskgLiveEvent   event)
{
  self->func (&event, self->user_data);
}

static void
take_session (AskgLiveReader *self,
              json_t         *message)
{
  json_t *session = askg_wire_json_get_object (message, "session");
  json_t *input = askg_wire_json_get_object (askg_wire_json_get_object (session, "audio"), "input");
  const gint64 rate_hz = askg_wire_json_get_count (askg_wire_json_get_object (input, "format"), "rate");

  if (session == NULL)
    self->dialect = ASKG_LIVE_FLAT;
  else if (g_strcmp0 (askg_wire_json_get_string (session, "type"), "realtime") == 0 ||
           json_object_get (session, "output_modalities") != NULL)
    self->dialect = self->dialect == ASKG_LIVE_MIXED ? ASKG_LIVE_MIXED : ASKG_LIVE_GA;
  else
    self->dialect = ASKG_LIVE_BETA;
  emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_BEGUN,
                                .rate_hz = rate_hz > 0 && rate_hz <= 384000 ? (guint) rate_hz : 0,
                                .expires_at_s = MAX (askg_wire_json_get_count (session, "expires_at"), 0),
                                .is_transcribed = askg_wire_json_get_object (input, "transcription") != NULL });
}

/* Returns: (transfer full): with lone halves of characters as U+FFFD */
static char *
whole_text (const char *text)
{
  g_auto(AskgWireText) halves = { NULL, 0 };
  const char *told = askg_wire_text_add (&halves, text, TRUE);

  return g_strconcat (told, askg_wire_text_end (&halves), NULL);
}

static void
take_words (AskgLiveReader    *self,
            AskgLiveEventKind  kind,
            json_t            *message,
            const char        *key)
{
  const char *words = askg_wire_json_get_string (message, key);
  g_autofree char *text = NULL;

  if (words == NULL)
    return;
  text = whole_text (words);
  emit (self, (AskgLiveEvent) { .kind = kind, .text = text, .item = askg_wire_json_get_string (message, "item_id"),
                                .response = askg_wire_json_get_string (message, "response_id") });
}

/* Some servers tell the same words as text and as what is heard, side by side: of each item those count that came first. */
static void
take_reply (AskgLiveReader    *self,
            AskgLiveEventKind  kind,
            json_t            *message,
            const char        *key,
            gboolean           is_of_sound)
{
  const char *response = askg_wire_json_get_string (message, "response_id");
  const char *item = askg_wire_json_get_string (message, "item_id");
  g_autofree char *worded = g_strconcat (response != NULL ? response : "", "/", item, NULL);
  const gboolean is_same = g_strcmp0 (worded, self->worded) == 0;

  if (is_same && is_of_sound != self->is_of_sound)
    return;
  if (!is_same && askg_wire_json_get_filled (message, key) != NULL)
    {
      g_free (self->worded);
      self->worded = g_steal_pointer (&worded);
      self->is_of_sound = is_of_sound;
    }
  take_words (self, kind, message, key);
}

static void
take_audio (AskgLiveReader *self,
            json_t         *message)
{
  const char *base64 = askg_wire_json_get_filled (message, "delta");
  const gint64 rate_hz = askg_wire_json_get_count (message, "sample_rate_hz");
  g_autoptr(GBytes) bytes = NULL;

  if (base64 == NULL)
    base64 = askg_wire_json_get_filled (message, "audio");
  if (base64 == NULL)
    return;
  bytes = askg_base64_decode_whole (base64);
  emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_AUDIO, .bytes = bytes, .rate_hz = rate_hz > 0 && rate_hz <= 384000 ? rate_hz : 24000,
                                .item = askg_wire_json_get_string (message, "item_id"),
                                .response = askg_wire_json_get_string (message, "response_id") });
}

static void
take_usage (AskgLiveReader *self,
            json_t         *usage)
{
  AskgUsage read;

  if (usage == NULL)
    return;
  askg_wire_usage_read (usage, &read);
  emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_USAGE, .usage = &read });
}

static void
take_response_end (AskgLiveReader *self,
                   json_t         *message)
{
  json_t *response = askg_wire_json_get_object (message, "response");
  json_t *details = askg_wire_json_get_object (response, "status_details");

  emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_RESPONSE_ENDED, .text = askg_wire_json_get_string (response, "status"),
                                .reason = askg_wire_json_get_string (details, "reason"),
                                .response = askg_wire_json_get_string (response, "id") });
  take_usage (self, askg_wire_json_get_object (response, "usage"));
}

static void
take_error (AskgLiveReader *self,
            json_t         *message)
{
  json_t *told = json_object_get (message, "error");
  g_autoptr(json_t) flat = NULL;
  g_autoptr(AskgWireError) error = NULL;

  /* vLLM has the words in "error" and the code beside them. */
  if (!json_is_object (told))
    {
      flat = json_object ();
      json_object_set (flat, "message", told != NULL ? told : json_object_get (message, "message"));
      json_object_set (flat, "code", json_object_get (message, "code"));
      told = flat;
    }
  error = askg_wire_error_new_from_member (told);
  emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_ERROR, .error = error });
}

static void
take_tool_call (AskgLiveReader *self,
                json_t         *message)
{
  emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_TOOL_CALL, .id = askg_wire_json_get_string (message, "call_id"),
                                .name = askg_wire_json_get_string (message, "name"),
                                .text = askg_wire_json_get_filled (message, "arguments") != NULL
                                          ? askg_wire_json_get_string (message, "arguments") : "{}",
                                .response = askg_wire_json_get_string (message, "response_id") });
}

/* The name a message has today. */
static const char *
modern_name (AskgLiveReader *self,
             const char     *type)
{
  static const char *const names[][2] = {
    { "response.audio.delta", "response.output_audio.delta" },
    { "response.audio.done", "response.output_audio.done" },
    { "response.audio_transcript.delta", "response.output_audio_transcript.delta" },
    { "response.audio_transcript.done", "response.output_audio_transcript.done" },
    { "response.text.delta", "response.output_text.delta" },
    { "response.text.done", "response.output_text.done" },
    { "conversation.item.created", "conversation.item.added" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (type, names[i][0]) == 0)
      {
        if (self->dialect == ASKG_LIVE_GA)
          self->dialect = ASKG_LIVE_MIXED;
        return names[i][1];
      }

  return type;
}

static gboolean
says_nothing_new (const char *type)
{
  static const char *const names[] = {
    "session.updated", "input_audio_buffer.committed", "input_audio_buffer.cleared", "input_audio_buffer.timeout_triggered",
    "conversation.created", "conversation.item.added", "conversation.item.done", "conversation.item.deleted",
    "response.output_item.added", "response.output_item.done", "response.content_part.added", "response.content_part.done",
    "response.output_audio.done", "response.function_call_arguments.delta", "rate_limits.updated", NULL,
  };

  return g_strv_contains (names, type);
}

static void
take_typed (AskgLiveReader *self,
            json_t         *message,
            const char     *type)
{
  type = modern_name (self, type);
  if (strcmp (type, "session.created") == 0)
    take_session (self, message);
  else if (strcmp (type, "response.output_audio.delta") == 0)
    take_audio (self, message);
  else if (strcmp (type, "response.output_audio_transcript.delta") == 0)
    take_reply (self, ASKG_LIVE_PIECE, message, "delta", TRUE);
  else if (strcmp (type, "response.output_text.delta") == 0)
    take_reply (self, ASKG_LIVE_PIECE, message, "delta", FALSE);
  else if (strcmp (type, "response.output_audio_transcript.done") == 0)
    take_reply (self, ASKG_LIVE_TEXT, message, "transcript", TRUE);
  else if (strcmp (type, "response.output_text.done") == 0)
    take_reply (self, ASKG_LIVE_TEXT, message, "text", FALSE);
  else if (strcmp (type, "conversation.item.input_audio_transcription.delta") == 0 || strcmp (type, "transcription.delta") == 0)
    take_words (self, ASKG_LIVE_USER_PIECE, message, "delta");
  else if (strcmp (type, "conversation.item.input_audio_transcription.completed") == 0)
    take_words (self, ASKG_LIVE_USER_TEXT, message, "transcript");
  else if (strcmp (type, "transcription.done") == 0)
    {
      take_words (self, ASKG_LIVE_USER_TEXT, message, "text");
      take_usage (self, askg_wire_json_get_object (message, "usage"));
    }
  else if (strcmp (type, "response.function_call_arguments.done") == 0)
    take_tool_call (self, message);
  else if (strcmp (type, "response.created") == 0)
    emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_RESPONSE_BEGUN,
                                  .response = askg_wire_json_get_string (askg_wire_json_get_object (message, "response"), "id") });
  else if (strcmp (type, "response.done") == 0)
    take_response_end (self, message);
  else if (strcmp (type, "conversation.item.truncated") == 0)
    emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_TRUNCATED, .item = askg_wire_json_get_string (message, "item_id"),
                                  .at_ms = askg_wire_json_get_count (message, "audio_end_ms") });
  else if (strcmp (type, "input_audio_buffer.speech_started") == 0)
    emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_SPEECH_STARTED, .item = askg_wire_json_get_string (message, "item_id"),
                                  .at_ms = askg_wire_json_get_count (message, "audio_start_ms") });
  else if (strcmp (type, "input_audio_buffer.speech_stopped") == 0)
    emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_SPEECH_STOPPED, .item = askg_wire_json_get_string (message, "item_id"),
                                  .at_ms = askg_wire_json_get_count (message, "audio_end_ms") });
  else if (strcmp (type, "error") == 0)
    take_error (self, message);
  else if (!says_nothing_new (type))
    emit (self, (AskgLiveEvent) { .kind = ASKG_LIVE_OTHER, .text = type });
}

/**
 * askg_live_reader_feed:
 * @message: a whole one, whether it came as text or as binary
 *
 * Returns: whether it was a JSON object; what is none is passed over
 */
gboolean
askg_live_reader_feed (AskgLiveReader *self,
                       const char     *message,
                       gsize           n_bytes)
{
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = n_bytes <= ASKG_LIVE_MAX_MESSAGE_BYTES ? askg_wire_json_load (message, n_bytes, &traits) : NULL;
  const char *type = askg_wire_json_get_string (root, "type");

  if (!json_is_object (root))
    return FALSE;
  if (type == NULL && askg_live_gemini_is_one (root))
    {
      self->dialect = ASKG_LIVE_GEMINI;
      askg_live_gemini_take (root, self->func, self->user_data);
    }
  else
    take_typed (self, root, type != NULL ? type : "");

  return TRUE;
}
