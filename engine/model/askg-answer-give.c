/* askg-answer-give.c: main thread. What an engine gives beside the text. Whatever arrives after the
 * end, of a stopped request that still drains, is dropped. */
#include "engine/model/askg-answer-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-pcm.h"

#define MAX_NAME_BYTES 512
#define MAX_NOTES 64

/**
 * askg_answer_get_parts:
 *
 * Returns: (transfer none): valid until the next change
 */
const AskgAnswerParts *
askg_answer_get_parts (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), NULL);

  return self->parts;
}

/* (transfer none): of the stage the answer is in now. */
const AskgStageDetail *
askg_answer_get_stage_detail (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), NULL);

  return &self->detail;
}

/* Another engine goes on with the answer, as when the first could not be reached. Notifies "engine-name". */
void
askg_answer_set_engine (AskgAnswer *self,
                        const char *engine_id,
                        const char *engine_name)
{
  g_autofree char *old_id = NULL;
  g_autofree char *old_name = NULL;

  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (engine_id != NULL && engine_name != NULL);

  if (askg_answer_is_over (self))
    return;

  old_id = self->engine_id;
  old_name = self->engine_name;
  self->engine_id = g_strdup (engine_id);
  self->engine_name = g_strdup (engine_name);
  askg_answer_notify_engine (self);
}

/**
 * askg_answer_set_stage_detail:
 * @detail: (nullable): how far it is, or when it is tried again
 *
 * Notifies "stage", also when only the detail changed.
 */
void
askg_answer_set_stage_detail (AskgAnswer            *self,
                              AskgStage              stage,
                              const AskgStageDetail *detail)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (askg_answer_is_over (self))
    return;

  self->stage = stage;
  self->detail = detail != NULL ? *detail : (AskgStageDetail) { 0 };
  askg_answer_notify_stage (self);
}

void
askg_answer_set_stage (AskgAnswer *self,
                       AskgStage   stage)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (self->stage != stage)
    askg_answer_set_stage_detail (self, stage, NULL);
}

/* As much of @utf8 as fits, without cutting a character. */
static gsize
count_fitting (const char *utf8,
               gsize       n_free)
{
  const gsize n_bytes = strlen (utf8);
  const char *cut;

  if (n_bytes <= n_free)
    return n_bytes;
  cut = g_utf8_find_prev_char (utf8, utf8 + n_free + 1);

  return cut != NULL ? (gsize) (cut - utf8) : 0;
}

/**
 * askg_answer_reason:
 * @utf8: valid UTF-8, any length
 *
 * More of what the engine thinks before it answers. Emits "reasoned".
 */
void
askg_answer_reason (AskgAnswer *self,
                    const char *utf8)
{
  gsize n_bytes, start;

  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (utf8 != NULL);

  if (askg_answer_is_over (self))
    return;
  start = self->parts->reasoning->len;
  n_bytes = count_fitting (utf8, ASKG_PARTS_MAX_REASONING_BYTES - start);
  if (n_bytes == 0)
    return;

  g_string_append_len (self->parts->reasoning, utf8, n_bytes);
  askg_answer_emit_reasoned (self, self->parts->reasoning->str + start);
}

/**
 * askg_answer_rethink:
 * @n_thought: bytes at the beginning of the text that were reasoning, as turned out at its end
 * @n_left_out: bytes that leave the text with them, at least @n_thought: the mark between the two, too
 *
 * Emits "reasoned" and "rethought".
 */
void
askg_answer_rethink (AskgAnswer *self,
                     gsize       n_thought,
                     gsize       n_left_out)
{
  g_autofree char *thought = NULL;

  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (n_thought <= n_left_out && n_left_out <= self->text->len);

  if (askg_answer_is_over (self))
    return;

  thought = g_strndup (self->text->str, n_thought);
  g_string_erase (self->text, 0, n_left_out);
  askg_answer_reason (self, thought);
  askg_answer_emit_rethought (self);
}

/* @part was changed. */
static void
gained (AskgAnswer *self,
        AskgPart    part)
{
  self->parts->revision++;
  askg_answer_emit_gained (self, part);
}

static char *
dup_name (const char *utf8)
{
  return g_strndup (utf8, count_fitting (utf8, MAX_NAME_BYTES));
}

/**
 * askg_answer_set_model:
 * @model: as the engine named it, which may be a path; nothing is changed by an empty one
 */
void
askg_answer_set_model (AskgAnswer *self,
                       const char *model)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (askg_answer_is_over (self) || model == NULL || *model == '\0' || g_strcmp0 (model, self->parts->model) == 0)
    return;

  g_free (self->parts->model);
  self->parts->model = dup_name (model);
  gained (self, ASKG_PART_MODEL);
}

void
askg_answer_set_finish (AskgAnswer *self,
                        AskgFinish  finish)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (askg_answer_is_over (self) || self->parts->finish == finish)
    return;

  self->parts->finish = finish;
  gained (self, ASKG_PART_FINISH);
}

/* What the answer took so far, all its requests together; replaces what was said before. */
void
askg_answer_set_usage (AskgAnswer      *self,
                       const AskgUsage *usage)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (usage != NULL);

  if (askg_answer_is_over (self) || askg_usage_equal (&self->parts->usage, usage))
    return;

  self->parts->usage = *usage;
  gained (self, ASKG_PART_USAGE);
}

/**
 * askg_answer_expect:
 * @input: tokens, about, that the question takes
 * @cost_usd: about, with the answer; NAN where nobody knows
 *
 * Said before it is sent; what it really took is told by askg_answer_set_usage().
 */
void
askg_answer_expect (AskgAnswer *self,
                    gint64      input,
                    double      cost_usd)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (askg_answer_is_over (self))
    return;

  self->parts->expected_input = input;
  self->parts->expected_usd = cost_usd;
  gained (self, ASKG_PART_USAGE);
}

/**
 * askg_answer_set_month:
 * @month_usd: what all answers of the month cost, with this one
 * @limit_usd: what they may
 */
void
askg_answer_set_month (AskgAnswer *self,
                       double      month_usd,
                       double      limit_usd)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (askg_answer_is_over (self))
    return;

  self->parts->month_usd = month_usd;
  self->parts->month_limit_usd = limit_usd;
  gained (self, ASKG_PART_USAGE);
}

/**
 * askg_answer_note:
 * @sentence: whole and for people: what was filled in, who answered; said once
 */
void
askg_answer_note (AskgAnswer *self,
                  const char *sentence)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (sentence != NULL);

  if (askg_answer_is_over (self) || self->parts->notes->len >= MAX_NOTES ||
      g_ptr_array_find_with_equal_func (self->parts->notes, sentence, g_str_equal, NULL))
    return;

  g_ptr_array_add (self->parts->notes, g_strdup (sentence));
  gained (self, ASKG_PART_NOTE);
}

static void
add_arguments (AskgAnswer   *self,
               AskgToolCall *call,
               const char   *arguments)
{
  gsize n_used = 0;

  for (guint i = 0; i < self->parts->tool_calls->len; i++)
    n_used += ((const AskgToolCall *) g_ptr_array_index (self->parts->tool_calls, i))->arguments->len;
  g_string_append_len (call->arguments, arguments, count_fitting (arguments, ASKG_PARTS_MAX_ARGUMENT_BYTES - n_used));
}

/**
 * askg_answer_call_tool:
 * @index: as the engine numbers its calls
 * @id: (nullable): when it is known, as is @name
 * @arguments: (nullable): the next piece of them
 *
 * The engine wishes that a tool is run: it is shown, and never run from here.
 */
void
askg_answer_call_tool (AskgAnswer *self,
                       guint       index,
                       const char *id,
                       const char *name,
                       const char *arguments)
{
  AskgToolCall *call;

  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (askg_answer_is_over (self))
    return;
  call = askg_answer_parts_ensure_tool_call (self->parts, index);
  if (call == NULL)
    return;

  if (id != NULL)
    {
      g_free (call->id);
      call->id = dup_name (id);
    }
  if (name != NULL)
    {
      g_free (call->name);
      call->name = dup_name (name);
    }
  if (arguments != NULL)
    add_arguments (self, call, arguments);
  gained (self, ASKG_PART_TOOL_CALL);
}

/**
 * askg_answer_give_picture:
 * @index: as the engine numbers its pictures
 * @bytes: (transfer none): encoded
 * @is_partial: whether a better one is to come, which replaces it
 *
 * What is too much is left out, with a note.
 */
void
askg_answer_give_picture (AskgAnswer *self,
                          guint       index,
                          const char *mime,
                          GBytes     *bytes,
                          gboolean    is_partial)
{
  g_autofree char *kind = NULL;

  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (mime != NULL && bytes != NULL);

  if (askg_answer_is_over (self))
    return;

  kind = dup_name (mime);
  if (askg_answer_parts_put_picture (self->parts, index, kind, bytes, is_partial))
    gained (self, ASKG_PART_PICTURE);
  else
    askg_answer_note (self, _("A picture of this answer is too large to be kept and was left out. Ask for a smaller one."));
}

/**
 * askg_answer_give_sound:
 * @rate_hz: the same for the whole answer
 * @samples: (transfer none): 16 bit little endian, one channel; what follows the sound so far
 *
 * What is too much is left out, with a note.
 */
void
askg_answer_give_sound (AskgAnswer *self,
                        guint       rate_hz,
                        GBytes     *samples)
{
  const gboolean is_fit = rate_hz >= ASKG_PCM_MIN_RATE_HZ && rate_hz <= ASKG_PCM_MAX_RATE_HZ;
  const gsize n_bytes = g_bytes_get_size (samples);

  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (askg_answer_is_over (self) || n_bytes == 0)
    return;
  if (!is_fit || n_bytes > ASKG_PARTS_MAX_SOUND_BYTES - self->parts->sound->len ||
      (self->parts->sound->len > 0 && self->parts->sound_rate_hz != rate_hz))
    {
      askg_answer_note (self, _("The end of the spoken answer is missing: it is too long, or not like its beginning. Ask for a shorter one."));
      return;
    }

  self->parts->sound_rate_hz = rate_hz;
  g_byte_array_append (self->parts->sound, g_bytes_get_data (samples, NULL), n_bytes);
  askg_answer_emit_gained (self, ASKG_PART_SOUND);
}

void
askg_answer_add_span (AskgAnswer           *self,
                      const AskgAnswerSpan *span)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (span != NULL);

  if (askg_answer_is_over (self))
    return;

  askg_answer_parts_put_span (self->parts, span);
  gained (self, ASKG_PART_SPAN);
}

/**
 * askg_answer_take_parts:
 * @parts: (transfer full): in place of those there are
 *
 * For an answer that comes back from the store, before askg_answer_restore(). Tells nobody.
 */
void
askg_answer_take_parts (AskgAnswer      *self,
                        AskgAnswerParts *parts)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (parts != NULL);
  g_return_if_fail (!askg_answer_is_over (self));

  askg_answer_parts_free (self->parts);
  self->parts = parts;
}
