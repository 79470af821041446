/* askg-reader-writer.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-writer.h"

#include <string.h>

/* The main loop has its turn between two slices, and the whole answer is there in SLICES of them. */
#define SLICE_MS 8
#define SLICES 16
#define LEAST_SLICE_BYTES 32
/* What one delta holds: a few words, as a model would send them. */
#define WORDS_A_DELTA 3

typedef struct
{
  AskgReaderReply *reply; /* owned */
  gsize            done;  /* bytes of its text that are written */
  gsize            slice; /* bytes to write at a time, about */
} Writing;

static void
writing_free (Writing *self)
{
  askg_reader_reply_free (self->reply);
  g_free (self);
}

/* A few words and the space behind them; never cuts a letter. */
static const char *
end_of_delta (const char *text)
{
  guint n_words = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isspace (*p) && !g_ascii_isspace (p[1]) && ++n_words == WORDS_A_DELTA)
      return p + 1;

  return text + strlen (text);
}

static void
write_slice (Writing    *self,
             AskgAnswer *answer)
{
  const char *text = askg_reader_reply_get_text (self->reply);
  const gsize until = self->done + self->slice;

  while (text[self->done] != '\0' && self->done < until && !askg_answer_is_over (answer))
    {
      const char *end = end_of_delta (text + self->done);
      g_autofree char *delta = g_strndup (text + self->done, end - (text + self->done));

      self->done = end - text;
      askg_answer_append (answer, delta);
    }
}

static gboolean
slice_cb (gpointer user_data)
{
  GTask *task = user_data;
  Writing *self = g_task_get_task_data (task);
  AskgAnswer *answer = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  write_slice (self, answer);
  if (askg_reader_reply_get_text (self->reply)[self->done] != '\0' && !askg_answer_is_over (answer))
    return G_SOURCE_CONTINUE;

  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static void
point_all (AskgReaderReply *reply,
           AskgAnswer      *answer)
{
  GPtrArray *points = askg_reader_reply_get_points (reply);

  for (guint i = 0; i < points->len; i++)
    {
      const AskgReaderPoint *point = g_ptr_array_index (points, i);

      askg_answer_point (answer, point->attachment, &point->box, point->label);
    }
}

/**
 * askg_reader_write_async:
 * @reply: (transfer full): a reply with text
 * @answer: where it goes; not finished here
 * @cancellable: (nullable): checked between two slices
 *
 * The boxes come first, so that every [1] in the text has its place when it is read.
 */
void
askg_reader_write_async (AskgReaderReply     *reply,
                         AskgAnswer          *answer,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (answer, cancellable, callback, user_data);
  Writing *self = g_new0 (Writing, 1);
  g_autoptr(GSource) source = g_timeout_source_new (SLICE_MS);

  g_task_set_source_tag (task, askg_reader_write_async);
  self->reply = reply;
  self->slice = MAX (LEAST_SLICE_BYTES, strlen (askg_reader_reply_get_text (reply)) / SLICES + 1);
  g_task_set_task_data (task, self, (GDestroyNotify) writing_free);

  askg_answer_set_stage (answer, ASKG_STAGE_WRITING);
  point_all (reply, answer);
  g_source_set_static_name (source, "[askg] reader writes");
  g_source_set_callback (source, slice_cb, task, g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/**
 * askg_reader_write_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED.
 */
gboolean
askg_reader_write_finish (AskgAnswer    *answer,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, answer), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
