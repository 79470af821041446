/* askg-chat-request.c: Chat Completions. Templates want roles to take turns, and plain text where there is
 * nothing else. */
#include <string.h>

#include "engine/dialect/askg-request.h"
#include "engine/dialect/askg-wire-writer.h"

static gboolean
has_media (const AskgRequestTurn *turn)
{
  return turn->role == ASKG_ROLE_USER && turn->n_pictures + turn->n_sounds > 0;
}

static gboolean
has_text (const AskgRequestTurn *turn)
{
  return turn->text != NULL && *turn->text != '\0';
}

/* A turn that never came to an answer, say. */
static gboolean
says_nothing (const AskgRequestTurn *turn)
{
  return !has_text (turn) && !has_media (turn);
}

static void
write_text_part (GString    *json,
                 const char *text)
{
  askg_wire_write_comma (json);
  g_string_append (json, "{\"type\":\"text\",\"text\":");
  askg_wire_write_string (json, text);
  g_string_append_c (json, '}');
}

static void
write_picture_part (GString                *json,
                    const AskgRequestPlan  *plan,
                    const AskgRequestMedia *picture)
{
  askg_wire_write_comma (json);
  g_string_append (json, "{\"type\":\"image_url\",\"image_url\":");
  if (plan->quirks & ASKG_QUIRK_IMAGE_URL_TEXT)
    askg_wire_write_data_url (json, picture->mime, picture->bytes);
  else
    {
      g_string_append (json, "{\"url\":");
      askg_wire_write_data_url (json, picture->mime, picture->bytes);
      askg_wire_write_member (json, "detail", plan->image_detail);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, '}');
}

static void
write_sound_part (GString                *json,
                  const AskgRequestPlan  *plan,
                  const AskgRequestMedia *sound)
{
  const char *format = strcmp (sound->mime, "audio/mpeg") == 0 ? "mp3" : "wav";

  askg_wire_write_comma (json);
  if (plan->quirks & ASKG_QUIRK_AUDIO_URL)
    {
      g_string_append (json, "{\"type\":\"audio_url\",\"audio_url\":{\"url\":");
      askg_wire_write_data_url (json, sound->mime, sound->bytes);
      g_string_append (json, "}}");
      return;
    }
  g_string_append (json, "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"");
  askg_wire_write_base64 (json, sound->bytes);
  g_string_append_printf (json, "\",\"format\":\"%s\"}}", format);
}

static void
write_parts (GString               *json,
             const AskgRequestPlan *plan,
             const AskgRequestTurn *turn)
{
  if (has_text (turn))
    write_text_part (json, turn->text);
  for (gsize i = 0; turn->role == ASKG_ROLE_USER && i < turn->n_pictures; i++)
    write_picture_part (json, plan, &turn->pictures[i]);
  for (gsize i = 0; turn->role == ASKG_ROLE_USER && i < turn->n_sounds; i++)
    write_sound_part (json, plan, &turn->sounds[i]);
}

static void
write_plain (GString    *json,
             const char *text)
{
  if (json->str[json->len - 1] != '"')
    g_string_append (json, "\\n\\n");
  askg_wire_write_escaped (json, text);
}

/* Turns @first up to @end have one role: they are one message. @system_text (nullable) goes before them. */
static void
write_message (GString               *json,
               const AskgRequestPlan *plan,
               const char            *system_text,
               gsize                  first,
               gsize                  end)
{
  gboolean is_plain = TRUE;

  for (gsize i = first; i < end; i++)
    is_plain &= !has_media (&plan->turns[i]);

  askg_wire_write_comma (json);
  g_string_append (json, plan->turns[first].role == ASKG_ROLE_USER ? "{\"role\":\"user\",\"content\":"
                                                                   : "{\"role\":\"assistant\",\"content\":");
  g_string_append_c (json, is_plain ? '"' : '[');
  if (system_text != NULL && is_plain)
    write_plain (json, system_text);
  else if (system_text != NULL)
    write_text_part (json, system_text);
  for (gsize i = first; i < end; i++)
    if (!is_plain)
      write_parts (json, plan, &plan->turns[i]);
    else if (has_text (&plan->turns[i]))
      write_plain (json, plan->turns[i].text);
  g_string_append (json, is_plain ? "\"}" : "]}");
}

/* The end of the turns from @first on that are one message: of one role, or saying nothing. */
static gsize
find_end (const AskgRequestPlan *plan,
          gsize                  first)
{
  gsize end = first + 1;

  while (end < plan->n_turns && (says_nothing (&plan->turns[end]) || plan->turns[end].role == plan->turns[first].role))
    end++;

  return end;
}

static void
write_messages (GString               *json,
                const AskgRequestPlan *plan)
{
  const char *system_text = plan->system_text;

  askg_wire_write_key (json, "messages");
  g_string_append_c (json, '[');
  if (system_text != NULL && !(plan->quirks & ASKG_QUIRK_NO_SYSTEM))
    {
      g_string_append (json, plan->quirks & ASKG_QUIRK_DEVELOPER ? "{\"role\":\"developer\",\"content\":"
                                                                 : "{\"role\":\"system\",\"content\":");
      askg_wire_write_string (json, system_text);
      g_string_append_c (json, '}');
      system_text = NULL;
    }
  for (gsize first = 0, end; first < plan->n_turns; first = end)
    {
      end = find_end (plan, first);
      if (says_nothing (&plan->turns[first]) && end == first + 1)
        continue;
      write_message (json, plan, plan->turns[first].role == ASKG_ROLE_USER ? system_text : NULL, first, end);
      if (plan->turns[first].role == ASKG_ROLE_USER)
        system_text = NULL;
    }
  g_string_append_c (json, ']');
}

static void
write_stream (GString               *json,
              const AskgRequestPlan *plan)
{
  askg_wire_write_key (json, "stream");
  g_string_append (json, plan->is_stream ? "true" : "false");
  if (!plan->is_stream || (plan->quirks & ASKG_QUIRK_NO_STREAM_OPTIONS))
    return;
  askg_wire_write_key (json, "stream_options");
  g_string_append (json, plan->quirks & ASKG_QUIRK_NO_OBFUSCATION ? "{\"include_usage\":true,\"include_obfuscation\":false}"
                                                                  : "{\"include_usage\":true}");
  if (plan->quirks & ASKG_QUIRK_PROGRESS)
    {
      askg_wire_write_key (json, "return_progress");
      g_string_append (json, "true");
    }
}

static void
write_wishes (GString               *json,
              const AskgRequestPlan *plan)
{
  if (plan->max_tokens > 0)
    askg_wire_write_integer (json, plan->quirks & ASKG_QUIRK_MAX_COMPLETION_TOKENS ? "max_completion_tokens" : "max_tokens",
                             plan->max_tokens);
  if (plan->temperature >= 0)
    askg_wire_write_number (json, "temperature", plan->temperature);
  askg_wire_write_member (json, "reasoning_effort", plan->reasoning_effort);
  if (plan->skips_thinking && (plan->quirks & ASKG_QUIRK_TEMPLATE_THINKING))
    {
      askg_wire_write_key (json, "chat_template_kwargs");
      g_string_append (json, "{\"enable_thinking\":false}");
    }
  if (plan->wants_sound || plan->wants_pictures)
    {
      askg_wire_write_key (json, "modalities");
      g_string_append_printf (json, "[\"text\"%s%s]", plan->wants_pictures ? ",\"image\"" : "",
                              plan->wants_sound ? ",\"audio\"" : "");
    }
  if (plan->wants_sound)
    {
      /* Of the formats, this one alone can be streamed: the others have a head. */
      askg_wire_write_key (json, "audio");
      g_string_append_c (json, '{');
      askg_wire_write_member (json, "voice", plan->voice != NULL ? plan->voice : "alloy");
      askg_wire_write_member (json, "format", plan->is_stream ? "pcm16" : "wav");
      g_string_append_c (json, '}');
    }
  if (plan->tools != NULL)
    {
      askg_wire_write_key (json, "tools");
      g_string_append (json, plan->tools);
    }
}

/**
 * askg_chat_request_new:
 *
 * Returns: (transfer full): the body of a POST to "…/chat/completions"; pictures and sounds were copied once,
 *   into it
 */
GBytes *
askg_chat_request_new (const AskgRequestPlan *plan)
{
  gsize n_bytes = 4096;
  GString *json;

  for (gsize i = 0; i < plan->n_turns; i++)
    {
      const AskgRequestTurn *turn = &plan->turns[i];

      n_bytes += 256 + (turn->text != NULL ? strlen (turn->text) : 0);
      for (gsize j = 0; j < turn->n_pictures; j++)
        n_bytes += 256 + askg_wire_base64_length (g_bytes_get_size (turn->pictures[j].bytes));
      for (gsize j = 0; j < turn->n_sounds; j++)
        n_bytes += 256 + askg_wire_base64_length (g_bytes_get_size (turn->sounds[j].bytes));
    }

  json = g_string_sized_new (n_bytes);
  g_string_append_c (json, '{');
  askg_wire_write_member (json, "model", plan->model);
  write_messages (json, plan);
  write_stream (json, plan);
  write_wishes (json, plan);
  g_string_append_c (json, '}');

  return g_string_free_to_bytes (json);
}
