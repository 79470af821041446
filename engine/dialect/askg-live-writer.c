/* askg-live-writer.c: any thread.
 *
 * OpenAI's own server takes nothing but the shape of today; local ones take that of before, or both. Which it is the
 * session says when it begins. */
#include "engine/dialect/askg-live-writer.h"

#include "engine/dialect/askg-wire-writer.h"

#define FLAT_RATE_HZ    16000u
#define USUAL_RATE_HZ   24000u
#define MAX_PATIENCE_MS 10000u

static void
begin (GString    *json,
       const char *type)
{
  g_string_append_c (json, '{');
  askg_wire_write_member (json, "type", type);
}

static void
open_object (GString    *json,
             const char *key)
{
  askg_wire_write_key (json, key);
  g_string_append_c (json, '{');
}

static void
write_flag (GString    *json,
            const char *key,
            gboolean    value)
{
  askg_wire_write_key (json, key);
  g_string_append (json, value ? "true" : "false");
}

/* The same in both shapes. An engine that finds the turns answers by itself, and stops when it is spoken over. */
static void
write_turns (GString              *json,
             const AskgLiveWishes *wishes)
{
  if (!wishes->engine_takes_turns)
    {
      askg_wire_write_key (json, "turn_detection");
      g_string_append (json, "null");
      return;
    }
  open_object (json, "turn_detection");
  askg_wire_write_member (json, "type", "server_vad");
  if (wishes->patience_ms > 0)
    askg_wire_write_integer (json, "silence_duration_ms", MIN (wishes->patience_ms, MAX_PATIENCE_MS));
  write_flag (json, "create_response", TRUE);
  write_flag (json, "interrupt_response", TRUE);
  g_string_append_c (json, '}');
}

static void
write_transcriber (GString              *json,
                   const char           *key,
                   const AskgLiveWishes *wishes)
{
  if (wishes->transcriber == NULL)
    return;
  open_object (json, key);
  askg_wire_write_member (json, "model", wishes->transcriber);
  askg_wire_write_member (json, "language", wishes->language);
  g_string_append_c (json, '}');
}

static void
write_format (GString              *json,
              const AskgLiveWishes *wishes)
{
  open_object (json, "format");
  askg_wire_write_member (json, "type", "audio/pcm");
  askg_wire_write_integer (json, "rate", wishes->rate_hz);
  g_string_append_c (json, '}');
}

static void
write_ga (GString              *json,
          const AskgLiveWishes *wishes)
{
  askg_wire_write_member (json, "type", "realtime");
  askg_wire_write_member (json, "instructions", wishes->instructions);
  askg_wire_write_key (json, "output_modalities");
  g_string_append (json, wishes->in_words ? "[\"text\"]" : "[\"audio\"]");
  open_object (json, "audio");
  open_object (json, "input");
  write_format (json, wishes);
  write_transcriber (json, "transcription", wishes);
  write_turns (json, wishes);
  g_string_append_c (json, '}');
  open_object (json, "output");
  write_format (json, wishes);
  askg_wire_write_member (json, "voice", wishes->voice);
  g_string_append (json, "}}");
}

/* The formats are left as they are, PCM: some servers of this shape answer to them with an error. */
static void
write_beta (GString              *json,
            const AskgLiveWishes *wishes)
{
  askg_wire_write_key (json, "modalities");
  g_string_append (json, wishes->in_words ? "[\"text\"]" : "[\"text\",\"audio\"]");
  askg_wire_write_member (json, "instructions", wishes->instructions);
  askg_wire_write_member (json, "voice", wishes->voice);
  write_transcriber (json, "input_audio_transcription", wishes);
  write_turns (json, wishes);
}

/**
 * askg_live_write_wishes:
 * @dialect: as the session has shown it; an unknown one is spoken to in today's
 */
void
askg_live_write_wishes (GString              *json,
                        AskgLiveDialect       dialect,
                        const AskgLiveWishes *wishes)
{
  begin (json, "session.update");
  if (dialect == ASKG_LIVE_FLAT)
    askg_wire_write_member (json, "model", wishes->model);
  else
    {
      open_object (json, "session");
      if (dialect == ASKG_LIVE_BETA)
        write_beta (json, wishes);
      else
        write_ga (json, wishes);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, '}');
}

/* @pcm: the next of what the person says: s16 mono, at the session's rate */
void
askg_live_write_sound (GString *json,
                       GBytes  *pcm)
{
  begin (json, "input_audio_buffer.append");
  askg_wire_write_key (json, "audio");
  g_string_append_c (json, '"');
  askg_wire_write_base64 (json, pcm);
  g_string_append (json, "\"}");
}

/* What was said is a turn; nothing answers it by this alone. */
void
askg_live_write_commit (GString *json)
{
  begin (json, "input_audio_buffer.commit");
  g_string_append_c (json, '}');
}

/* What was said since the last turn was not meant. */
void
askg_live_write_forget (GString *json)
{
  begin (json, "input_audio_buffer.clear");
  g_string_append_c (json, '}');
}

static void
begin_item (GString    *json,
            const char *role)
{
  begin (json, "conversation.item.create");
  open_object (json, "item");
  askg_wire_write_member (json, "type", "message");
  askg_wire_write_member (json, "role", role);
  askg_wire_write_key (json, "content");
  g_string_append (json, "[{");
}

/* A turn in words: one that is asked now, or an earlier one of either side. */
void
askg_live_write_words (GString         *json,
                       AskgLiveDialect  dialect,
                       gboolean         by_person,
                       const char      *text)
{
  begin_item (json, by_person ? "user" : "assistant");
  askg_wire_write_member (json, "type", by_person ? "input_text" : dialect == ASKG_LIVE_BETA ? "text" : "output_text");
  askg_wire_write_member (json, "text", text);
  g_string_append (json, "}]}}");
}

void
askg_live_write_picture (GString    *json,
                         const char *mime,
                         GBytes     *bytes)
{
  begin_item (json, "user");
  askg_wire_write_member (json, "type", "input_image");
  askg_wire_write_key (json, "image_url");
  askg_wire_write_data_url (json, mime, bytes);
  g_string_append (json, "}]}}");
}

/* Answer what is there. */
void
askg_live_write_respond (GString *json)
{
  begin (json, "response.create");
  g_string_append_c (json, '}');
}

/* @response: (nullable): the one that is stopped; else that which runs */
void
askg_live_write_stop (GString    *json,
                      const char *response)
{
  begin (json, "response.cancel");
  askg_wire_write_member (json, "response_id", response);
  g_string_append_c (json, '}');
}

/* @heard_ms: so much of @item the person heard; not more than has come of it */
void
askg_live_write_truncate (GString    *json,
                          const char *item,
                          gint64      heard_ms)
{
  begin (json, "conversation.item.truncate");
  askg_wire_write_member (json, "item_id", item);
  askg_wire_write_integer (json, "content_index", 0);
  askg_wire_write_integer (json, "audio_end_ms", MAX (heard_ms, 0));
  g_string_append_c (json, '}');
}

/* Whether it answers at all: a flat session only writes down what it hears. */
gboolean
askg_live_dialect_talks (AskgLiveDialect dialect)
{
  return dialect != ASKG_LIVE_FLAT;
}

/* @told_hz: what the session said of its input; 0: nothing. Returns: what it is to be sent at */
guint
askg_live_dialect_rate_hz (AskgLiveDialect dialect,
                           guint           told_hz)
{
  if (told_hz >= 8000 && told_hz <= 48000)
    return told_hz;

  return dialect == ASKG_LIVE_FLAT ? FLAT_RATE_HZ : USUAL_RATE_HZ;
}
