/* askg-reply-framing.c */
#include "engine/dialect/askg-reply-framing-private.h"

#include <string.h>

static gboolean
is_events (const char *first)
{
  static const char *const fields[] = { "data:", "event:", "id:", "retry:", "error:", ":" };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_has_prefix (first, fields[i]))
      return TRUE;

  return FALSE;
}

static gboolean
has_type (const char *content_type,
          const char *type)
{
  return content_type != NULL && g_ascii_strncasecmp (content_type, type, strlen (type)) == 0;
}

/**
 * askg_reply_framing_decide:
 * @first: the first bytes that are not space
 * @is_good: whether the status is one of success
 * @takes_text: whether plain text is an answer in @dialect
 * @content_type: (nullable): believed last
 *
 * Returns: how the body is to be read
 */
AskgReplyFraming
askg_reply_framing_decide (const char  *first,
                           AskgDialect  dialect,
                           gboolean     is_good,
                           gboolean     takes_text,
                           const char  *content_type)
{
  if (is_events (first))
    return ASKG_REPLY_AS_EVENTS;
  if (!is_good)
    return ASKG_REPLY_AS_WHOLE;
  if (dialect == ASKG_DIALECT_SPEECH && *first != '{' && *first != '<' && !has_type (content_type, "text/"))
    return ASKG_REPLY_AS_SOUND;
  if (*first == '{' && (dialect == ASKG_DIALECT_OLLAMA || has_type (content_type, "application/x-ndjson") ||
                        has_type (content_type, "application/jsonl")))
    return ASKG_REPLY_AS_LINES;
  if (*first == '{' || *first == '[' || *first == '<' || takes_text)
    return ASKG_REPLY_AS_WHOLE;

  /* "Ollama is running" is no stream, whatever was asked for. */
  return content_type == NULL || has_type (content_type, "text/event-stream") ? ASKG_REPLY_AS_EVENTS : ASKG_REPLY_AS_WHOLE;
}
