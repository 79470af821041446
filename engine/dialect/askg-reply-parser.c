/* askg-reply-parser.c: how a body is framed is told by its first bytes; what its head says is wrong too often. */
#include "engine/dialect/askg-reply-parser.h"

#include <string.h>

#include "engine/dialect/askg-reply-framing-private.h"
#include "engine/dialect/askg-reply-reader-private.h"
#include "engine/dialect/askg-sse.h"
#include "engine/dialect/askg-wire-error-private.h"
#include "engine/dialect/askg-wire-json-series.h"
#include "engine/dialect/askg-wire-utf8.h"

#define MAX_WHOLE_BYTES ASKG_SSE_MAX_BYTES
#define MAX_UNREADABLE 20 /* events in a row that are no JSON object */
#define BOM "\xef\xbb\xbf"

struct _AskgReplyParser
{
  AskgDialect            dialect;
  const AskgReplyReader *reader;

  /* Owned */
  gpointer               state;   /* of @reader */
  AskgReplyBuilder      *builder;
  AskgSse               *sse;
  AskgWireJsonSeries    *series;  /* of what the events hold */
  GString               *pending; /* the first bytes, or a line, or all: as @framing has it */
  AskgWireHead           head;

  guint                  http_status;
  AskgReplyFraming       framing;
  guint                  n_unreadable;
  gboolean               was_done;
  gboolean               has_ended;
};

/**
 * askg_reply_parser_new:
 * @func: (nullable): called for every event, from askg_reply_parser_feed() and askg_reply_parser_end()
 *
 * Returns: (transfer full): a parser for one reply
 */
AskgReplyParser *
askg_reply_parser_new (AskgDialect       dialect,
                       AskgWireEventFunc func,
                       gpointer          user_data)
{
  AskgReplyParser *self = g_new0 (AskgReplyParser, 1);

  self->dialect = dialect;
  self->reader = askg_reply_reader_for (dialect);
  self->state = g_malloc0 (self->reader->n_bytes);
  self->builder = askg_reply_builder_new (func, user_data);
  self->series = askg_wire_json_series_new ();
  self->pending = g_string_new (NULL);
  self->http_status = 200;
  askg_reply_builder_set_head (self->builder, self->http_status, &self->head);

  return self;
}

void
askg_reply_parser_free (AskgReplyParser *self)
{
  if (self == NULL)
    return;
  if (self->reader->clear != NULL)
    self->reader->clear (self->state);
  g_free (self->state);
  askg_reply_builder_free (self->builder);
  askg_sse_free (self->sse);
  askg_wire_json_series_free (self->series);
  g_string_free (self->pending, TRUE);
  askg_wire_head_clear (&self->head);
  g_free (self);
}

/* The result then holds texts, sound and pictures too, which the events bring anyway. Before anything is fed. */
void
askg_reply_parser_keep_all (AskgReplyParser *self)
{
  askg_reply_builder_keep_all (self->builder);
}

static void
take_large (AskgReplyParser *self)
{
  askg_reply_builder_take_error (self->builder, askg_wire_error_new (ASKG_WIRE_ERROR_TOO_BIG_ANSWER, NULL));
}

/**
 * askg_reply_parser_head:
 * @http_status: as the server gave it
 * @head: copied
 *
 * Without it the reply is taken for a good one of unknown type.
 */
void
askg_reply_parser_head (AskgReplyParser    *self,
                        guint               http_status,
                        const AskgWireHead *head)
{
  g_return_if_fail (self->framing == ASKG_REPLY_UNDECIDED);

  self->http_status = http_status;
  askg_wire_head_clear (&self->head);
  askg_wire_head_copy (head, &self->head);
  askg_reply_builder_set_head (self->builder, http_status, &self->head);
}

/* An event that says nothing is passed over; many in a row are another language. */
static void
count_unreadable (AskgReplyParser *self,
                  const char      *warning)
{
  askg_reply_builder_warn (self->builder, warning);
  if (++self->n_unreadable == MAX_UNREADABLE)
    askg_reply_builder_take_error (self->builder, askg_wire_error_new (ASKG_WIRE_ERROR_NOT_AN_ENGINE, NULL));
}

static void
take_json (AskgReplyParser *self,
           const char      *name,
           const char      *text,
           gsize            n_bytes)
{
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = askg_wire_json_series_load (self->series, text, n_bytes, &traits);

  if (root == NULL && strcmp (name, "error") == 0 && n_bytes > 0)
    {
      g_autoptr(json_t) words = json_stringn (text, n_bytes);

      askg_reply_builder_take_error (self->builder, askg_wire_error_new_from_member (words));
      return;
    }
  if (root == NULL || json_is_null (root))
    {
      count_unreadable (self, "bad_json");
      return;
    }

  askg_reply_builder_set_traits (self->builder, &traits);
  if (json_is_object (root))
    self->n_unreadable = 0;
  else
    count_unreadable (self, "not_object");
  self->reader->take_event (self->state, self->builder, name, root);
}

static gboolean
is_json (const char *text,
         gsize       n_bytes)
{
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = askg_wire_json_load (text, n_bytes, &traits);

  return root != NULL && !json_is_null (root);
}

static void
event_cb (const char *name,
          char       *data,
          gsize       n_bytes,
          gboolean    is_whole,
          gpointer    user_data)
{
  AskgReplyParser *self = user_data;
  const char *start = data;
  gboolean is_done;

  if (askg_reply_builder_is_full (self->builder))
    return;
  while (g_ascii_isspace (*start))
    start++;
  is_done = g_str_has_prefix (start, "[DONE]");
  if (!is_whole)
    {
      if (!is_done && !is_json (data, n_bytes))
        {
          askg_reply_builder_warn (self->builder, "cut_event");
          return;
        }
      askg_reply_builder_warn (self->builder, "no_final_blank_line");
    }

  if (self->was_done)
    askg_reply_builder_warn (self->builder, "data_after_done");
  else if (is_done)
    self->was_done = TRUE;
  else
    take_json (self, name, data, n_bytes);
}

static gboolean
is_good (AskgReplyParser *self)
{
  return self->http_status >= 200 && self->http_status < 300;
}

static void
feed_lines (AskgReplyParser *self,
            const char      *bytes,
            gsize            n_bytes,
            gboolean         is_last)
{
  g_string_append_len (self->pending, bytes, n_bytes);
  for (;;)
    {
      const char *end = memchr (self->pending->str, '\n', self->pending->len);
      const gsize n_line = end != NULL ? (gsize) (end - self->pending->str) : self->pending->len;

      if (askg_reply_builder_is_full (self->builder) || (end == NULL && !(is_last && n_line > 0)))
        break;
      if (strspn (self->pending->str, " \t\r") < n_line)
        take_json (self, "message", self->pending->str, n_line);
      g_string_erase (self->pending, 0, MIN (n_line + 1, self->pending->len));
    }
  if (self->pending->len > MAX_WHOLE_BYTES)
    take_large (self);
}

static void
feed_framed (AskgReplyParser *self,
             const char      *bytes,
             gsize            n_bytes)
{
  switch (self->framing)
    {
    case ASKG_REPLY_AS_EVENTS:
      if (!askg_sse_feed (self->sse, bytes, n_bytes))
        take_large (self);
      break;
    case ASKG_REPLY_AS_LINES:
      feed_lines (self, bytes, n_bytes, FALSE);
      break;
    case ASKG_REPLY_AS_SOUND:
      askg_reply_builder_add_audio_bytes (self->builder, (const guint8 *) bytes, n_bytes);
      break;
    case ASKG_REPLY_AS_WHOLE:
      g_string_append_len (self->pending, bytes, n_bytes);
      if (self->pending->len > MAX_WHOLE_BYTES)
        take_large (self);
      break;
    case ASKG_REPLY_UNDECIDED:
    default:
      g_assert_not_reached ();
    }
}

/* A mark of the byte order, and space. */
static const char *
skip_blank (const char *text)
{
  if (g_str_has_prefix (text, BOM))
    text += strlen (BOM);

  return text + strspn (text, " \t\r\n");
}

static void
start (AskgReplyParser *self)
{
  g_autoptr(GString) first = self->pending;
  const char *bare = skip_blank (first->str);

  self->pending = g_string_new (NULL);
  self->framing = askg_reply_framing_decide (bare, self->dialect, is_good (self), self->reader->take_text != NULL,
                                             self->head.content_type);
  if (self->framing == ASKG_REPLY_AS_SOUND)
    askg_reply_builder_begin_sound (self->builder, self->head.content_type);
  if (self->framing == ASKG_REPLY_AS_EVENTS)
    self->sse = askg_sse_new (event_cb, self);
  /* A mark of the byte order is no JSON. */
  if (self->framing == ASKG_REPLY_AS_EVENTS || self->framing == ASKG_REPLY_AS_SOUND)
    feed_framed (self, first->str, first->len);
  else
    feed_framed (self, bare, first->str + first->len - bare);
}

/* Keeps the first bytes until they tell what follows. */
static void
feed_undecided (AskgReplyParser *self,
                const char      *bytes,
                gsize            n_bytes)
{
  const char *at;

  g_string_append_len (self->pending, bytes, n_bytes);
  at = skip_blank (self->pending->str);
  if (self->pending->str + self->pending->len - at >= ASKG_REPLY_N_SNIFFED_BYTES || self->pending->len > MAX_WHOLE_BYTES)
    start (self);
  else if (*at == '\0' && g_ascii_isspace (*self->pending->str) && self->dialect != ASKG_DIALECT_SPEECH)
    g_string_truncate (self->pending, 0); /* blank lines say nothing; samples that look like them do */
}

/**
 * askg_reply_parser_feed:
 * @bytes: the next of the body, any number; what came after the end is passed over
 */
void
askg_reply_parser_feed (AskgReplyParser *self,
                        const char      *bytes,
                        gsize            n_bytes)
{
  g_return_if_fail (!self->has_ended);

  if (n_bytes == 0 || askg_reply_builder_is_full (self->builder))
    return;
  if (self->head.content_encoding != NULL && g_ascii_strcasecmp (self->head.content_encoding, "identity") != 0)
    {
      /* Nobody asked for it: what comes is no text. */
      askg_reply_builder_take_error (self->builder, askg_wire_error_new (ASKG_WIRE_ERROR_NOT_AN_ENGINE, self->head.content_encoding));
      return;
    }
  if (self->framing == ASKG_REPLY_UNDECIDED)
    feed_undecided (self, bytes, n_bytes);
  else
    feed_framed (self, bytes, n_bytes);
}

/* Whether the answer is all there although the body goes on: nobody need wait for its end. */
gboolean
askg_reply_parser_is_final (AskgReplyParser *self)
{
  return self->was_done || self->has_ended || askg_reply_builder_is_final (self->builder) ||
         askg_reply_builder_is_full (self->builder);
}

/* Whether all of it is lines of JSON, which nobody said before. */
static gboolean
is_lines (AskgReplyParser *self)
{
  const char *end = strchr (self->pending->str, '\n');

  return is_good (self) && *self->pending->str == '{' && end != NULL && is_json (self->pending->str, end - self->pending->str);
}

static void
end_whole (AskgReplyParser *self)
{
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = askg_wire_json_load (self->pending->str, self->pending->len, &traits);
  AskgWireError *error = root != NULL ? askg_wire_error_new_from_json (root) : NULL;
  const gboolean is_cut = root == NULL && strchr ("{[", *self->pending->str) != NULL;
  const gboolean is_page = *self->pending->str == '<' || (root == NULL && self->reader->take_text == NULL);

  if (root == NULL && is_lines (self))
    {
      self->framing = ASKG_REPLY_AS_LINES;
      feed_lines (self, "", 0, TRUE);
      return;
    }
  if (error == NULL && is_good (self) && is_cut)
    error = askg_wire_error_new (ASKG_WIRE_ERROR_TRUNCATED, NULL); /* half an answer is no message */
  else if (error == NULL && (!is_good (self) || is_page))
    {
      error = askg_wire_error_new_from_body (self->http_status, self->pending->str, self->pending->len);
      if (is_good (self))
        error->kind = ASKG_WIRE_ERROR_NOT_AN_ENGINE;
    }
  if (error != NULL)
    askg_reply_builder_take_error (self->builder, error);
  else if (root != NULL)
    {
      askg_reply_builder_set_traits (self->builder, &traits);
      self->reader->take_whole (self->state, self->builder, root);
    }
  else
    {
      g_autofree char *text = g_utf8_make_valid (self->pending->str, self->pending->len);

      self->reader->take_text (self->state, self->builder, text);
    }
}

static void
end_events (AskgReplyParser *self)
{
  if (!askg_sse_end (self->sse))
    askg_reply_builder_warn (self->builder, "no_final_newline");
  if (askg_sse_was_repaired (self->sse))
    askg_reply_builder_warn (self->builder, "invalid_utf8");
  askg_reply_builder_get_result (self->builder)->n_comments = askg_sse_get_n_comments (self->sse);
}

static void
end_framed (AskgReplyParser *self)
{
  if (self->framing == ASKG_REPLY_UNDECIDED && *skip_blank (self->pending->str) != '\0')
    start (self);
  switch (self->framing)
    {
    case ASKG_REPLY_AS_EVENTS:
      end_events (self);
      break;
    case ASKG_REPLY_AS_LINES:
      feed_lines (self, "", 0, TRUE);
      break;
    case ASKG_REPLY_AS_WHOLE:
      if (!is_good (self))
        askg_wire_utf8_recode (self->pending);
      end_whole (self);
      break;
    case ASKG_REPLY_UNDECIDED: /* nothing came */
      if (!is_good (self))
        askg_reply_builder_take_error (self->builder, askg_wire_error_new_from_body (self->http_status, "", 0));
      break;
    case ASKG_REPLY_AS_SOUND:
    default:
      break;
    }
}

/**
 * askg_reply_parser_end:
 *
 * The body is over, or nobody waits for more of it. Whether the answer is complete is told by what was
 * in it: connections end cleanly in the middle of answers, and uncleanly after them.
 *
 * Returns: (transfer none): what came of it; valid as long as @self
 */
const AskgReplyResult *
askg_reply_parser_end (AskgReplyParser *self)
{
  AskgReplyResult *result = askg_reply_builder_get_result (self->builder);
  AskgReplyEnding ending;

  if (self->has_ended)
    return result;
  if (!askg_reply_builder_is_full (self->builder))
    end_framed (self);
  self->has_ended = TRUE;
  ending = (AskgReplyEnding) { self->was_done, self->framing == ASKG_REPLY_AS_WHOLE, self->framing == ASKG_REPLY_AS_SOUND };
  result->http_status = self->http_status;
  askg_reply_builder_end (self->builder);
  self->reader->end (self->state, self->builder, ending);
  if (result->error != NULL)
    result->outcome = ASKG_REPLY_ERROR;

  return result;
}

/* Returns: (transfer none): what is known by now */
const AskgReplyResult *
askg_reply_parser_get_result (AskgReplyParser *self)
{
  return askg_reply_builder_get_result (self->builder);
}
