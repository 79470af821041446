/* askg-reply-builder.c: words, and what is known of the whole. */
#include "engine/dialect/askg-reply-builder-inside-private.h"

#include <math.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (AskgReplyOutcome, askg_reply_outcome,
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_COMPLETE, "complete"),
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_TRUNCATED, "truncated"),
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_ERROR, "error"),
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_OTHER, "other"))

static void
tool_call_free (AskgWireToolCall *call)
{
  g_free (call->id);
  g_free (call->name);
  g_string_free (call->arguments, TRUE);
  g_free (call);
}

static void
image_free (AskgWireImage *image)
{
  g_free (image->mime);
  g_free (image->url);
  g_clear_pointer (&image->bytes, g_bytes_unref);
  g_free (image);
}

static void
string_free (GString *text)
{
  g_string_free (text, TRUE);
}

AskgReplyBuilder *
askg_reply_builder_new (AskgWireEventFunc func,
                        gpointer          user_data)
{
  AskgReplyBuilder *self = g_new0 (AskgReplyBuilder, 1);
  AskgReplyResult *result = &self->result;

  self->func = func;
  self->user_data = user_data;
  self->shown = g_string_new (NULL);
  self->thought = g_string_new (NULL);
  result->text = g_string_new (NULL);
  result->reasoning = g_string_new (NULL);
  result->refusal = g_string_new (NULL);
  result->transcript = g_string_new (NULL);
  result->audio = g_byte_array_new ();
  result->tool_calls = g_ptr_array_new_with_free_func ((GDestroyNotify) tool_call_free);
  result->images = g_ptr_array_new_with_free_func ((GDestroyNotify) image_free);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  result->other_choices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) string_free);
  askg_usage_init (&result->usage);
  result->usage_seconds = NAN;
  result->last_partial_index = -1;

  return self;
}

void
askg_reply_builder_free (AskgReplyBuilder *self)
{
  AskgReplyResult *result;

  if (self == NULL)
    return;
  result = &self->result;
  g_string_free (self->shown, TRUE);
  g_string_free (self->thought, TRUE);
  askg_think_clear (&self->think);
  askg_wire_text_clear (&self->text_halves);
  askg_wire_text_clear (&self->reasoning_halves);
  askg_wire_text_clear (&self->refusal_halves);
  askg_wire_text_clear (&self->transcript_halves);
  askg_wav_stream_clear (&self->sound);
  g_free (result->finish_reason);
  g_free (result->status);
  g_free (result->incomplete_reason);
  g_free (result->model);
  g_free (result->audio_id);
  askg_wire_error_free (result->error);
  g_ptr_array_unref (result->tool_calls);
  g_ptr_array_unref (result->images);
  g_ptr_array_unref (result->warnings);
  g_string_free (result->text, TRUE);
  g_string_free (result->reasoning, TRUE);
  g_string_free (result->refusal, TRUE);
  g_string_free (result->transcript, TRUE);
  g_byte_array_unref (result->audio);
  g_hash_table_unref (result->other_choices);
  g_clear_pointer (&result->vectors, g_array_unref);
  g_free (self);
}

AskgReplyResult *
askg_reply_builder_get_result (AskgReplyBuilder *self)
{
  return &self->result;
}

/* Also the words, sounds and pictures that the events bring. */
void
askg_reply_builder_keep_all (AskgReplyBuilder *self)
{
  self->keeps_all = TRUE;
}

/* @head: stays with the caller, as long as @self */
void
askg_reply_builder_set_head (AskgReplyBuilder   *self,
                             guint               http_status,
                             const AskgWireHead *head)
{
  self->http_status = http_status;
  self->head = head;
}

void
askg_reply_builder_set_traits (AskgReplyBuilder         *self,
                               const AskgWireJsonTraits *traits)
{
  self->has_halves = traits->has_halves;
}

void
askg_reply_builder_emit (AskgReplyBuilder    *self,
                         const AskgWireEvent *event)
{
  if (self->func != NULL)
    self->func (event, self->user_data);
}

/* Words are counted, so that no answer fills the memory. Returns: whether there is room for these. */
gboolean
askg_reply_builder_count_bytes (AskgReplyBuilder *self,
                                gsize             n_bytes)
{
  self->n_text_bytes += n_bytes;
  if (self->n_text_bytes <= ASKG_REPLY_MAX_TEXT_BYTES)
    return TRUE;
  askg_reply_builder_take_error (self, askg_wire_error_new (ASKG_WIRE_ERROR_TOO_BIG_ANSWER, NULL));

  return FALSE;
}

static void
tell (AskgReplyBuilder  *self,
      AskgWireEventKind  kind,
      GString           *kept,
      const char        *piece)
{
  if (*piece == '\0' || !askg_reply_builder_count_bytes (self, strlen (piece)))
    return;
  if (!self->result.has_content) /* blanks alone say nothing */
    self->result.has_content = piece[strspn (piece, " \t\r\n")] != '\0';
  if (self->keeps_all)
    g_string_append (kept, piece);
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = kind, .text = piece });
}

/* Text of an answer that may begin with thinking. @piece is from the JSON at hand. */
void
askg_reply_builder_add_text (AskgReplyBuilder *self,
                             const char       *piece)
{
  piece = askg_wire_text_add (&self->text_halves, piece, self->has_halves);
  if (self->think.state == ASKG_THINK_OVER)
    {
      tell (self, ASKG_WIRE_TEXT, self->result.text, piece);
      return;
    }
  g_string_truncate (self->shown, 0);
  g_string_truncate (self->thought, 0);
  askg_think_feed (&self->think, piece, self->shown, self->thought);
  tell (self, ASKG_WIRE_REASONING, self->result.reasoning, self->thought->str);
  tell (self, ASKG_WIRE_TEXT, self->result.text, self->shown->str);
}

/* Text of a dialect that keeps thinking apart. */
void
askg_reply_builder_add_plain (AskgReplyBuilder *self,
                              const char       *piece)
{
  tell (self, ASKG_WIRE_TEXT, self->result.text, askg_wire_text_add (&self->text_halves, piece, self->has_halves));
}

/* The server told the whole text in the end, and it is another one. */
void
askg_reply_builder_replace_text (AskgReplyBuilder *self,
                                 const char       *text)
{
  g_auto(AskgWireText) halves = { NULL, 0 };
  g_autoptr(GString) whole = g_string_new (askg_wire_text_add (&halves, text, self->has_halves));

  g_string_append (whole, askg_wire_text_end (&halves));
  if (!askg_reply_builder_count_bytes (self, whole->len))
    return;
  self->text_halves.half = 0;
  self->result.has_content |= whole->len > 0;
  g_string_assign (self->result.text, self->keeps_all ? whole->str : "");
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_TEXT_WHOLE, .text = whole->str });
}

void
askg_reply_builder_add_reasoning (AskgReplyBuilder *self,
                                  const char       *piece)
{
  tell (self, ASKG_WIRE_REASONING, self->result.reasoning,
        askg_wire_text_add (&self->reasoning_halves, piece, self->has_halves));
}

void
askg_reply_builder_add_refusal (AskgReplyBuilder *self,
                                const char       *piece)
{
  tell (self, ASKG_WIRE_REFUSAL, self->result.refusal,
        askg_wire_text_add (&self->refusal_halves, piece, self->has_halves));
}

void
askg_reply_builder_add_transcript (AskgReplyBuilder *self,
                                   const char       *piece)
{
  piece = askg_wire_text_add (&self->transcript_halves, piece, self->has_halves);
  if (*piece == '\0' || !askg_reply_builder_count_bytes (self, strlen (piece)))
    return;
  g_string_append (self->result.transcript, piece);
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_TRANSCRIPT, .text = piece });
}

/* Nobody asked for a second answer. */
void
askg_reply_builder_add_other (AskgReplyBuilder *self,
                              gint64            choice,
                              const char       *piece)
{
  GString *text = g_hash_table_lookup (self->result.other_choices, &choice);

  if (!self->keeps_all || !askg_reply_builder_count_bytes (self, strlen (piece)))
    return;
  if (text == NULL)
    {
      if (g_hash_table_size (self->result.other_choices) >= ASKG_REPLY_MAX_TOOL_CALLS)
        return;
      text = g_string_new (NULL);
      g_hash_table_insert (self->result.other_choices, g_memdup2 (&choice, sizeof choice), text);
    }
  g_string_append (text, piece);
}

void
askg_reply_builder_set_model (AskgReplyBuilder *self,
                              const char       *model)
{
  if (model == NULL || *model == '\0' || self->result.model != NULL)
    return;
  self->result.model = g_strdup (model);
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_MODEL, .text = model });
}

/* The first reason is the one. */
void
askg_reply_builder_set_finish (AskgReplyBuilder *self,
                               const char       *reason)
{
  if (reason == NULL || *reason == '\0')
    return;
  if (self->result.finish_reason != NULL)
    {
      if (strcmp (self->result.finish_reason, reason) != 0)
        askg_reply_builder_warn (self, "second_finish");
      return;
    }
  self->result.finish_reason = g_strdup (reason);
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_FINISH, .text = reason });
}

void
askg_reply_builder_add_progress (AskgReplyBuilder *self,
                                 gint64            done,
                                 gint64            total)
{
  if (done >= 0 && total > 0 && done <= total)
    askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_PROGRESS, .done = done, .total = total });
}

/**
 * askg_reply_builder_take_error:
 * @error: (transfer full): the first one counts
 *
 * Too much of an answer ends it: nothing more is read.
 */
void
askg_reply_builder_take_error (AskgReplyBuilder *self,
                               AskgWireError    *error)
{
  askg_wire_error_take_head (error, self->http_status, self->head);
  if (error->kind == ASKG_WIRE_ERROR_TOO_BIG_ANSWER)
    self->is_full = TRUE;
  if (self->result.error != NULL)
    {
      askg_wire_error_free (error);
      return;
    }
  self->result.error = error;
  askg_reply_builder_emit (self, &(AskgWireEvent) { .kind = ASKG_WIRE_ERROR, .error = error });
}

/* The dialect's own end mark came. */
void
askg_reply_builder_set_final (AskgReplyBuilder *self)
{
  self->is_final = TRUE;
}

gboolean
askg_reply_builder_is_final (AskgReplyBuilder *self)
{
  return self->is_final;
}

gboolean
askg_reply_builder_has_halves (AskgReplyBuilder *self)
{
  return self->has_halves;
}

gboolean
askg_reply_builder_is_full (AskgReplyBuilder *self)
{
  return self->is_full;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

void
askg_reply_builder_warn (AskgReplyBuilder *self,
                         const char       *warning)
{
  if (g_ptr_array_find_with_equal_func (self->result.warnings, warning, g_str_equal, NULL))
    return;
  g_ptr_array_add (self->result.warnings, g_strdup (warning));
  g_ptr_array_sort (self->result.warnings, compare_texts);
}

/* Nothing more comes: what was held back is told. */
void
askg_reply_builder_end (AskgReplyBuilder *self)
{
  g_string_truncate (self->shown, 0);
  g_string_truncate (self->thought, 0);
  askg_think_end (&self->think, self->shown, self->thought);
  g_string_append (self->shown, askg_wire_text_end (&self->text_halves));
  g_string_append (self->thought, askg_wire_text_end (&self->reasoning_halves));
  tell (self, ASKG_WIRE_REASONING, self->result.reasoning, self->thought->str);
  tell (self, ASKG_WIRE_TEXT, self->result.text, self->shown->str);
  tell (self, ASKG_WIRE_REFUSAL, self->result.refusal, askg_wire_text_end (&self->refusal_halves));

  askg_reply_builder_check_tool_calls (self);
  if (self->result.has_audio && !askg_base64_stream_is_whole (&self->sound_text))
    askg_reply_builder_warn (self, "bad_audio_base64");
}
