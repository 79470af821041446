/* askg-chat-reply.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-chat-reply.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-chat-put-back.h"
#include "engine/provider/askg-finish-word.h"
#include "engine/provider/askg-model-name.h"

#define MAX_CALLS 64 /* beyond these arguments are as they came */

struct _AskgChatReply
{
  /* Owned */
  AskgAnswer      *answer;
  AskgReplyParser *parser;
  char            *asked_model; /* (nullable) */
  AskgCover       *cover;       /* (nullable): what was covered in the question */
  AskgChatPutBack *text;        /* (nullable), as are the others: what comes is as it is */
  AskgChatPutBack *reasoning;
  GPtrArray       *arguments;   /* of AskgChatPutBack, by the index of their call; some are NULL */

  gint64           first_us;   /* monotonic: the first that can be shown; 0: none yet */
  guint            n_events;
  gboolean         has_thought;
  gboolean         has_ended;
  gboolean         has_text;   /* then a transcript of the same words is not needed */
  gboolean         is_refused;
  gboolean         is_filtered; /* not by the engine, but by its provider */
};

static void
note_output (AskgChatReply *self)
{
  if (self->first_us == 0)
    self->first_us = g_get_monotonic_time ();
}

static void
take_model (AskgChatReply *self,
            const char    *model)
{
  g_autofree char *sentence = NULL;

  askg_answer_set_model (self->answer, model);
  if (self->asked_model == NULL || askg_model_name_fits (self->asked_model, model))
    return;

  sentence = g_strdup_printf (_("“%s” was asked for, and “%s” answered."), self->asked_model, model);
  askg_answer_note (self->answer, sentence);
}

/* The last word on the text; what of it was shown already stays as it is. */
static void
take_whole (AskgChatReply *self,
            const char    *text)
{
  const char *shown = askg_answer_get_text (self->answer);

  if (g_str_has_prefix (text, shown))
    askg_answer_append (self->answer, text + strlen (shown));
  else
    g_debug ("the whole text is another than its pieces were");
}

/* -- Secrets, where their marks stand -------------------------------------------- */

static void
show_text (AskgChatReply *self,
           const char    *text)
{
  if (*text == '\0')
    return;

  note_output (self);
  askg_answer_append (self->answer, text);
}

static void
think (AskgChatReply *self,
       const char    *text)
{
  g_autofree char *words = self->reasoning != NULL ? askg_chat_put_back_feed (self->reasoning, text) : g_strdup (text);

  note_output (self);
  self->has_thought = TRUE;
  if (*words != '\0')
    askg_answer_reason (self->answer, words);
}

/* (nullable) (transfer none) */
static AskgChatPutBack *
arguments_of (AskgChatReply *self,
              guint          index)
{
  if (self->cover == NULL || index >= MAX_CALLS)
    return NULL;
  if (index >= self->arguments->len)
    g_ptr_array_set_size (self->arguments, (int) index + 1);
  if (g_ptr_array_index (self->arguments, index) == NULL)
    g_ptr_array_index (self->arguments, index) = askg_chat_put_back_new_in_json (self->cover);

  return g_ptr_array_index (self->arguments, index);
}

static void
take_arguments (AskgChatReply *self,
                guint          index,
                const char    *text)
{
  AskgChatPutBack *put_back = arguments_of (self, index);
  g_autofree char *words = put_back != NULL ? askg_chat_put_back_feed (put_back, text) : g_strdup (text);

  askg_answer_call_tool (self->answer, index, NULL, NULL, words);
}

/* What could have been the beginning of a mark was none. */
static void
let_go (AskgChatReply *self)
{
  g_autofree char *thought = NULL;
  g_autofree char *text = NULL;

  if (self->cover == NULL)
    return;
  thought = askg_chat_put_back_end (self->reasoning);
  if (*thought != '\0')
    askg_answer_reason (self->answer, thought);
  text = askg_chat_put_back_end (self->text);
  show_text (self, text);
  for (guint i = 0; i < self->arguments->len; i++)
    if (g_ptr_array_index (self->arguments, i) != NULL)
      {
        g_autofree char *rest = askg_chat_put_back_end (g_ptr_array_index (self->arguments, i));

        if (*rest != '\0')
          askg_answer_call_tool (self->answer, i, NULL, NULL, rest);
      }
}

/* -- Events ------------------------------------------------------------------------ */

static void
take_text (AskgChatReply *self,
           const char    *text,
           gboolean       is_whole)
{
  g_autofree char *words = NULL;

  /* Models leave blank lines between what they think and what they say. */
  if (self->has_thought && *askg_answer_get_text (self->answer) == '\0')
    text += strspn (text, "\r\n");
  if (*text == '\0')
    return;

  note_output (self);
  if (is_whole)
    {
      words = self->cover != NULL ? askg_chat_put_back_all (self->cover, text) : g_strdup (text);
      take_whole (self, words);
    }
  else
    {
      words = self->text != NULL ? askg_chat_put_back_feed (self->text, text) : g_strdup (text);
      show_text (self, words);
    }
}

static void
take_refusal (AskgChatReply *self,
              const char    *text)
{
  take_text (self, text, FALSE);
  if (!self->is_refused)
    askg_answer_note (self->answer, _("The engine declined to answer this."));
  self->is_refused = TRUE;
}

static void
take_finish (AskgChatReply *self,
             const char    *reason)
{
  const AskgFinish finish = askg_finish_from_word (reason);

  self->is_filtered = finish == ASKG_FINISH_FILTER;
  askg_answer_set_finish (self->answer, finish);
}

static void
take_progress (AskgChatReply *self,
               gint64         n_done,
               gint64         n_total)
{
  const AskgStageDetail detail = { .n_done = n_done, .n_total = n_total };

  if (self->first_us == 0)
    askg_answer_set_stage_detail (self->answer, ASKG_STAGE_THINKING, &detail);
}

static void
event_cb (const AskgWireEvent *event,
          gpointer             user_data)
{
  AskgChatReply *self = user_data;

  self->n_events++;
  switch (event->kind)
    {
    case ASKG_WIRE_TEXT:
    case ASKG_WIRE_TEXT_WHOLE:
      self->has_text = TRUE;
      take_text (self, event->text, event->kind == ASKG_WIRE_TEXT_WHOLE);
      break;
    case ASKG_WIRE_REASONING:
      think (self, event->text);
      break;
    case ASKG_WIRE_REFUSAL:
      take_refusal (self, event->text);
      break;
    case ASKG_WIRE_TRANSCRIPT:
      if (!self->has_text)
        take_text (self, event->text, FALSE);
      break;
    case ASKG_WIRE_AUDIO:
      note_output (self);
      if (event->rate_hz > 0 && event->n_channels == 1)
        askg_answer_give_sound (self->answer, event->rate_hz, event->bytes);
      break;
    case ASKG_WIRE_IMAGE:
      note_output (self);
      askg_answer_give_picture (self->answer, event->index, event->text, event->bytes, event->is_partial);
      break;
    case ASKG_WIRE_TOOL_CALL:
      note_output (self);
      askg_answer_call_tool (self->answer, event->index, event->id, event->text, NULL);
      break;
    case ASKG_WIRE_TOOL_ARGUMENTS:
      take_arguments (self, event->index, event->text);
      break;
    case ASKG_WIRE_USAGE:
      askg_answer_set_usage (self->answer, event->usage);
      break;
    case ASKG_WIRE_MODEL:
      take_model (self, event->text);
      break;
    case ASKG_WIRE_PROGRESS:
      take_progress (self, event->done, event->total);
      break;
    case ASKG_WIRE_FINISH:
      take_finish (self, event->text);
      break;
    case ASKG_WIRE_ERROR: /* the result holds it, with what the head says beside */
    default:
      break;
    }
}

/**
 * askg_chat_reply_new:
 * @answer: (transfer none): what comes is written into it; it is not finished by it
 * @asked_model: (nullable): another one that answers is told
 * @cover: (nullable): has what was covered in the question; it is put back
 */
AskgChatReply *
askg_chat_reply_new (AskgDialect  dialect,
                     AskgAnswer  *answer,
                     const char  *asked_model,
                     AskgCover   *cover)
{
  AskgChatReply *self = g_new0 (AskgChatReply, 1);

  self->answer = g_object_ref (answer);
  self->asked_model = asked_model != NULL && *asked_model != '\0' ? g_strdup (asked_model) : NULL;
  if (cover != NULL && askg_cover_get_n_secrets (cover) > 0)
    {
      self->cover = askg_cover_ref (cover);
      self->text = askg_chat_put_back_new (cover);
      self->reasoning = askg_chat_put_back_new (cover);
      self->arguments = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_chat_put_back_free);
    }
  self->parser = askg_reply_parser_new (dialect, event_cb, self);

  return self;
}

void
askg_chat_reply_free (AskgChatReply *self)
{
  g_clear_pointer (&self->parser, askg_reply_parser_free);
  g_clear_pointer (&self->text, askg_chat_put_back_free);
  g_clear_pointer (&self->reasoning, askg_chat_put_back_free);
  g_clear_pointer (&self->arguments, g_ptr_array_unref);
  g_clear_pointer (&self->cover, askg_cover_unref);
  g_clear_object (&self->answer);
  g_free (self->asked_model);
  g_free (self);
}

void
askg_chat_reply_head (AskgChatReply *self,
                      AskgExchange  *exchange,
                      guint          http_status)
{
  const AskgWireHead head = {
    .content_type = askg_exchange_get_header (exchange, "content-type"),
    .content_encoding = askg_exchange_get_header (exchange, "content-encoding"),
    .retry_after = askg_exchange_get_header (exchange, "retry-after"),
    .retry_after_ms = askg_exchange_get_header (exchange, "retry-after-ms"),
    .should_retry = askg_exchange_get_header (exchange, "x-should-retry"),
    .date = askg_exchange_get_header (exchange, "date"),
  };

  askg_reply_parser_head (self->parser, http_status, &head);
}

/* Returns: whether anything was understood in it: a sign of life that is more than bytes. */
gboolean
askg_chat_reply_feed (AskgChatReply *self,
                      const guint8  *bytes,
                      gsize          n_bytes)
{
  const guint n_before = self->n_events;

  askg_reply_parser_feed (self->parser, (const char *) bytes, n_bytes);

  return self->n_events != n_before;
}

/* Whether something of the answer was shown: then it is never asked a second time. */
gboolean
askg_chat_reply_has_output (AskgChatReply *self)
{
  return self->first_us != 0;
}

/* Whether the provider of the engine kept it from going on. */
gboolean
askg_chat_reply_is_filtered (AskgChatReply *self)
{
  return self->is_filtered;
}

/* Whether it is from a server that leaves out what is too long without a word. */
gboolean
askg_chat_reply_cuts_questions (AskgChatReply *self)
{
  return askg_reply_parser_get_result (self->parser)->cuts_questions;
}

/* Whether nothing more belongs to the answer, though the connection may stay open. */
gboolean
askg_chat_reply_is_final (AskgChatReply *self)
{
  return askg_reply_parser_is_final (self->parser);
}

guint
askg_chat_reply_get_n_events (AskgChatReply *self)
{
  return self->n_events;
}

/* "<think>" is written by the template of some models, so that their reply begins inside of it, and only its end is seen. */
static void
fold_lone_thoughts (AskgChatReply *self)
{
  static const char opening[] = "<think>", closing[] = "</think>";
  const char *text = askg_answer_get_text (self->answer);
  const char *end = strstr (text, closing);
  const char *after = end != NULL ? end + strlen (closing) : NULL;
  const char *opened = strstr (text, opening);
  guint n_fences = 0;

  /* A model that speaks of the tag has it within a line, or in code. */
  if (end == NULL || (opened != NULL && opened < end) || (end > text && end[-1] == '`') ||
      (*after != '\n' && *after != '\r' && *after != '\0'))
    return;
  for (const char *fence = strstr (text, "```"); fence != NULL && fence < end; fence = strstr (fence + 3, "```"))
    n_fences++;
  if (n_fences % 2 != 0)
    return;

  after += strspn (after, "\r\n");
  askg_answer_rethink (self->answer, end - text, after - text);
}

/* (transfer none): what came of it, once no more bytes come */
const AskgReplyResult *
askg_chat_reply_end (AskgChatReply *self)
{
  const AskgReplyResult *result = askg_reply_parser_end (self->parser);

  if (!self->has_ended)
    let_go (self);
  if (!self->has_thought && !self->has_ended)
    fold_lone_thoughts (self);
  self->has_ended = TRUE;

  return result;
}

/* -- Where the time went --------------------------------------------------- */

static void
add_span (AskgChatReply *self,
          AskgSpanKind   kind,
          gint64         asked_us,
          gint64         from_us,
          gint64         to_us,
          gboolean       is_reused,
          gboolean       is_engines)
{
  const AskgAnswerSpan span = { kind, from_us - asked_us, MAX (0, to_us - from_us), is_reused, is_engines };

  if (from_us > 0 && to_us > 0)
    askg_answer_add_span (self->answer, &span);
}

/**
 * askg_chat_reply_tell_spans:
 * @timings: of the exchange that brought the reply
 * @asked_us: monotonic: Enter was pressed
 */
void
askg_chat_reply_tell_spans (AskgChatReply             *self,
                            const AskgExchangeTimings *timings,
                            gint64                     asked_us)
{
  const gboolean reused = timings->was_reused;
  const gint64 ready_us = timings->secured_us > 0 ? timings->secured_us
                          : timings->connected_us > 0 ? timings->connected_us : timings->resolved_us;

  add_span (self, ASKG_SPAN_RESOLVE, asked_us, timings->agreed_us, timings->resolved_us, reused, FALSE);
  add_span (self, ASKG_SPAN_CONNECT, asked_us, timings->resolved_us,
            timings->connected_us > 0 ? timings->connected_us : reused ? timings->resolved_us : 0, reused, FALSE);
  if (timings->secured_us > 0)
    add_span (self, ASKG_SPAN_TLS, asked_us, timings->connected_us, timings->secured_us, reused, FALSE);
  add_span (self, ASKG_SPAN_UPLOAD, asked_us, ready_us, timings->sent_us, FALSE, FALSE);
  add_span (self, ASKG_SPAN_WAIT, asked_us, timings->sent_us, timings->first_byte_us, FALSE, TRUE);
  add_span (self, ASKG_SPAN_FIRST_TOKEN, asked_us, timings->first_byte_us, self->first_us, FALSE, TRUE);
  add_span (self, ASKG_SPAN_STREAM, asked_us, self->first_us, timings->last_byte_us, FALSE, TRUE);
}
