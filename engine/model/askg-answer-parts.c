/* askg-answer-parts.c: any thread, one at a time. */
#include "engine/model/askg-answer-parts.h"

#include <math.h>

G_DEFINE_ENUM_TYPE (AskgFinish, askg_finish,
                    G_DEFINE_ENUM_VALUE (ASKG_FINISH_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (ASKG_FINISH_STOP, "stop"),
                    G_DEFINE_ENUM_VALUE (ASKG_FINISH_LENGTH, "length"),
                    G_DEFINE_ENUM_VALUE (ASKG_FINISH_FILTER, "filter"),
                    G_DEFINE_ENUM_VALUE (ASKG_FINISH_TOOLS, "tools"),
                    G_DEFINE_ENUM_VALUE (ASKG_FINISH_CUT, "cut"),
                    G_DEFINE_ENUM_VALUE (ASKG_FINISH_INTERRUPTED, "interrupted"))

G_DEFINE_ENUM_TYPE (AskgSpanKind, askg_span_kind,
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_CAPTURE, "capture"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_READ, "read"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_ENCODE, "encode"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_START, "start"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_PROBE, "probe"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_RESOLVE, "resolve"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_CONNECT, "connect"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_UPLOAD, "upload"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_WAIT, "wait"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_FIRST_TOKEN, "first-token"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_STREAM, "stream"),
                    G_DEFINE_ENUM_VALUE (ASKG_SPAN_FOLD, "fold"))

static void
tool_call_free (gpointer data)
{
  AskgToolCall *call = data;

  g_free (call->id);
  g_free (call->name);
  g_string_free (call->arguments, TRUE);
  g_free (call);
}

static void
given_picture_free (gpointer data)
{
  AskgGivenPicture *picture = data;

  g_free (picture->mime);
  g_bytes_unref (picture->bytes);
  g_free (picture);
}

AskgAnswerParts *
askg_answer_parts_new (void)
{
  AskgAnswerParts *self = g_new0 (AskgAnswerParts, 1);

  askg_usage_init (&self->usage);
  self->expected_input = -1;
  self->expected_usd = NAN;
  self->month_usd = self->month_limit_usd = NAN;
  self->reasoning = g_string_new (NULL);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->tool_calls = g_ptr_array_new_with_free_func (tool_call_free);
  self->pictures = g_ptr_array_new_with_free_func (given_picture_free);
  self->spans = g_array_new (FALSE, FALSE, sizeof (AskgAnswerSpan));
  self->sound = g_byte_array_new ();

  return self;
}

void
askg_answer_parts_free (AskgAnswerParts *self)
{
  if (self == NULL)
    return;

  g_free (self->model);
  g_string_free (self->reasoning, TRUE);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->tool_calls);
  g_ptr_array_unref (self->pictures);
  g_array_unref (self->spans);
  g_byte_array_unref (self->sound);
  g_free (self);
}

/**
 * askg_answer_parts_copy_small:
 *
 * Returns: (transfer full): all but the reasoning and the samples; pictures are shared, not copied
 */
AskgAnswerParts *
askg_answer_parts_copy_small (const AskgAnswerParts *self)
{
  AskgAnswerParts *copy = askg_answer_parts_new ();

  copy->model = g_strdup (self->model);
  copy->finish = self->finish;
  copy->usage = self->usage;
  copy->expected_input = self->expected_input;
  copy->expected_usd = self->expected_usd;
  copy->month_usd = self->month_usd;
  copy->month_limit_usd = self->month_limit_usd;
  copy->sound_rate_hz = self->sound_rate_hz;
  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (copy->notes, g_strdup (g_ptr_array_index (self->notes, i)));
  for (guint i = 0; i < self->tool_calls->len; i++)
    {
      const AskgToolCall *call = g_ptr_array_index (self->tool_calls, i);
      AskgToolCall *twin = askg_answer_parts_ensure_tool_call (copy, call->index);

      g_free (twin->id);
      twin->id = g_strdup (call->id);
      g_free (twin->name);
      twin->name = g_strdup (call->name);
      g_string_append_len (twin->arguments, call->arguments->str, call->arguments->len);
    }
  for (guint i = 0; i < self->pictures->len; i++)
    {
      const AskgGivenPicture *picture = g_ptr_array_index (self->pictures, i);

      (void) askg_answer_parts_put_picture (copy, picture->index, picture->mime, picture->bytes, picture->is_partial);
    }
  g_array_append_vals (copy->spans, self->spans->data, self->spans->len);
  copy->revision = self->revision;

  return copy;
}

AskgAnswerParts *
askg_answer_parts_copy (const AskgAnswerParts *self)
{
  AskgAnswerParts *copy = askg_answer_parts_copy_small (self);

  g_string_append_len (copy->reasoning, self->reasoning->str, self->reasoning->len);
  g_byte_array_append (copy->sound, self->sound->data, self->sound->len);

  return copy;
}

/* Whether there is something that a person asked for: an answer with this and no text is not empty. */
gboolean
askg_answer_parts_is_reply (const AskgAnswerParts *self)
{
  for (guint i = 0; i < self->pictures->len; i++)
    if (!((const AskgGivenPicture *) g_ptr_array_index (self->pictures, i))->is_partial)
      return TRUE;

  return self->tool_calls->len > 0 || self->sound->len > 0;
}

/**
 * askg_answer_parts_ensure_tool_call:
 *
 * Returns: (transfer none) (nullable): the call with that number, made if there is none; %NULL when
 *   there are too many
 */
AskgToolCall *
askg_answer_parts_ensure_tool_call (AskgAnswerParts *self,
                                    guint            index)
{
  AskgToolCall *call;
  guint at = self->tool_calls->len;

  while (at > 0 && ((const AskgToolCall *) g_ptr_array_index (self->tool_calls, at - 1))->index >= index)
    at--;
  if (at < self->tool_calls->len)
    {
      call = g_ptr_array_index (self->tool_calls, at);
      if (call->index == index)
        return call;
    }
  if (self->tool_calls->len >= ASKG_PARTS_MAX_TOOL_CALLS)
    return NULL;

  call = g_new0 (AskgToolCall, 1);
  call->index = index;
  call->id = g_strdup ("");
  call->name = g_strdup ("");
  call->arguments = g_string_new (NULL);
  g_ptr_array_insert (self->tool_calls, at, call);
  self->revision++;

  return call;
}

static gsize
count_picture_bytes (const AskgAnswerParts *self,
                     guint                  but_index)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < self->pictures->len; i++)
    {
      const AskgGivenPicture *picture = g_ptr_array_index (self->pictures, i);

      if (picture->index != but_index)
        n_bytes += g_bytes_get_size (picture->bytes);
    }

  return n_bytes;
}

/**
 * askg_answer_parts_put_picture:
 *
 * A picture with the same number is replaced, but a final one not by a partial one.
 *
 * Returns: %FALSE when it is not kept, because it is too much
 */
gboolean
askg_answer_parts_put_picture (AskgAnswerParts *self,
                               guint            index,
                               const char      *mime,
                               GBytes          *bytes,
                               gboolean         is_partial)
{
  AskgGivenPicture *picture = NULL;
  guint at = self->pictures->len;

  if (g_bytes_get_size (bytes) + count_picture_bytes (self, index) > ASKG_PARTS_MAX_PICTURE_BYTES)
    return FALSE;
  while (at > 0 && ((const AskgGivenPicture *) g_ptr_array_index (self->pictures, at - 1))->index >= index)
    at--;
  if (at < self->pictures->len)
    picture = g_ptr_array_index (self->pictures, at);
  if (picture == NULL || picture->index != index)
    {
      if (self->pictures->len >= ASKG_PARTS_MAX_PICTURES)
        return FALSE;
      picture = g_new0 (AskgGivenPicture, 1);
      picture->index = index;
      g_ptr_array_insert (self->pictures, at, picture);
    }
  else if (is_partial && !picture->is_partial)
    {
      return TRUE;
    }
  else
    {
      g_free (picture->mime);
      g_bytes_unref (picture->bytes);
    }

  picture->mime = g_strdup (mime);
  picture->bytes = g_bytes_ref (bytes);
  picture->is_partial = is_partial;
  self->revision++;

  return TRUE;
}

/* Spans are kept in the order of their starts. */
void
askg_answer_parts_put_span (AskgAnswerParts      *self,
                            const AskgAnswerSpan *span)
{
  guint at = self->spans->len;

  while (at > 0 && g_array_index (self->spans, AskgAnswerSpan, at - 1).start_us > span->start_us)
    at--;
  g_array_insert_val (self->spans, at, *span);
  self->revision++;
}
