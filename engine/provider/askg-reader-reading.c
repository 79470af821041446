/* askg-reader-reading.c: main thread.
 *
 * A picture is read once: whoever begins sets it to "busy", and everyone else waits for that. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-reading.h"

#include "engine/base/askg-error.h"

/* The task's data: what is still waited for. */
typedef struct
{
  GPtrArray *waits;         /* owned, of Wait */
  GSource   *cancel_source; /* owned (nullable) */
  guint      n_pending;
} Readings;

/* One picture that somebody else reads. */
typedef struct
{
  GTask          *task;       /* borrowed: it owns this */
  AskgAttachment *attachment; /* owned */
  gulong          handler;    /* 0 when not listening */
} Wait;

/* One picture that is being read for us; outlives the task when that is cancelled. */
typedef struct
{
  GTask          *task;       /* owned */
  AskgAttachment *attachment; /* owned */
} Reading;

static void take_on (GTask *task, AskgAttachment *attachment);

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_clear_signal_handler (&wait->handler, wait->attachment);
  g_clear_object (&wait->attachment);
  g_free (wait);
}

static void
reading_free (Reading *reading)
{
  g_clear_object (&reading->task);
  g_clear_object (&reading->attachment);
  g_free (reading);
}

static void
readings_free (Readings *self)
{
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
  g_clear_pointer (&self->waits, g_ptr_array_unref);
  g_free (self);
}

/* Lets go of everything that could call back; the task returns right after. */
static void
stop_waiting (Readings *self)
{
  g_ptr_array_set_size (self->waits, 0);
  if (self->cancel_source != NULL)
    g_source_destroy (self->cancel_source);
}

static void
one_done (GTask *task)
{
  Readings *self = g_task_get_task_data (task);

  if (g_task_get_completed (task) || --self->n_pending > 0)
    return;

  stop_waiting (self);
  g_task_return_boolean (task, TRUE);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  Readings *self = g_task_get_task_data (task);

  if (self->n_pending > 0)
    {
      self->n_pending = 0;
      stop_waiting (self);
      g_task_return_error_if_cancelled (task);
    }

  return G_SOURCE_REMOVE;
}

static void
so_far_cb (AskgPageText *so_far,
           gpointer      user_data)
{
  Reading *reading = user_data;

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (reading->task)))
    askg_attachment_set_reading (reading->attachment, ASKG_READING_BUSY, so_far, NULL);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Reading *reading = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPageText) page = askg_recogniser_read_finish (ASKG_RECOGNISER (object), result, &error);
  Readings *self = g_task_get_task_data (reading->task);

  if (page != NULL)
    askg_attachment_set_reading (reading->attachment, ASKG_READING_DONE, page, NULL);
  else if (askg_error_is_cancelled (error))
    askg_attachment_set_reading (reading->attachment, ASKG_READING_NONE, NULL, NULL); /* whoever asks next begins anew */
  else
    askg_attachment_set_reading (reading->attachment, ASKG_READING_FAILED, NULL, error);

  if (self->n_pending > 0)
    one_done (reading->task);
  reading_free (reading);
}

static void
begin_reading (GTask          *task,
               AskgAttachment *attachment)
{
  AskgRecogniser *recogniser = g_task_get_source_object (task);
  Reading *reading = g_new0 (Reading, 1);

  reading->task = g_object_ref (task);
  reading->attachment = g_object_ref (attachment);
  askg_attachment_set_reading (attachment, ASKG_READING_BUSY, NULL, NULL);
  askg_recogniser_read_async (recogniser, askg_attachment_get_frame (attachment), so_far_cb, reading,
                              g_task_get_cancellable (task), read_cb, reading);
}

static void
reading_changed_cb (AskgAttachment *attachment,
                    GParamSpec     *pspec,
                    gpointer        user_data)
{
  Wait *wait = user_data;
  g_autoptr(GTask) task = g_object_ref (wait->task);
  Readings *self = g_task_get_task_data (task);
  g_autoptr(AskgAttachment) held = g_object_ref (attachment);

  if (askg_attachment_get_reading (attachment) == ASKG_READING_BUSY)
    return;

  g_ptr_array_remove (self->waits, wait);
  if (askg_attachment_get_reading (attachment) == ASKG_READING_NONE)
    take_on (task, held); /* who read it gave up: it is ours now */
  else
    one_done (task);
}

static void
wait_for (GTask          *task,
          AskgAttachment *attachment)
{
  Readings *self = g_task_get_task_data (task);
  Wait *wait = g_new0 (Wait, 1);

  wait->task = task;
  wait->attachment = g_object_ref (attachment);
  wait->handler = g_signal_connect (attachment, "notify::reading", G_CALLBACK (reading_changed_cb), wait);
  g_ptr_array_add (self->waits, wait);
}

static void
take_on (GTask          *task,
         AskgAttachment *attachment)
{
  if (askg_attachment_get_reading (attachment) == ASKG_READING_BUSY)
    wait_for (task, attachment);
  else
    begin_reading (task, attachment);
}

static gboolean
must_read (AskgAttachment *attachment)
{
  return askg_attachment_get_frame (attachment) != NULL && askg_attachment_get_reading (attachment) != ASKG_READING_DONE;
}

/* Whether any of them is a picture whose words are not there yet. */
gboolean
askg_reader_must_read (GPtrArray *attachments)
{
  for (guint i = 0; i < attachments->len; i++)
    if (must_read (g_ptr_array_index (attachments, i)))
      return TRUE;

  return FALSE;
}

/**
 * askg_reader_read_all_async:
 * @attachments: (element-type AskgAttachment): those that are pictures and not read yet are
 *   read; one that failed before is tried again
 * @cancellable: (nullable): the callback comes at once, and the reading that was begun here ends
 *
 * What became of each is in its "reading" and error.
 */
void
askg_reader_read_all_async (AskgRecogniser      *recogniser,
                            GPtrArray           *attachments,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (recogniser, cancellable, callback, user_data);
  Readings *self = g_new0 (Readings, 1);

  g_task_set_source_tag (task, askg_reader_read_all_async);
  self->waits = g_ptr_array_new_with_free_func (wait_free);
  self->n_pending = 1;
  g_task_set_task_data (task, self, (GDestroyNotify) readings_free);

  for (guint i = 0; i < attachments->len; i++)
    if (must_read (g_ptr_array_index (attachments, i)))
      {
        self->n_pending++;
        take_on (task, g_ptr_array_index (attachments, i));
      }

  if (cancellable != NULL && self->n_pending > 1)
    {
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_static_name (self->cancel_source, "[askg] reader reading cancelled");
      g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task), g_object_unref);
      g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
    }
  one_done (task);
}

/**
 * askg_reader_read_all_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED and nothing else.
 */
gboolean
askg_reader_read_all_finish (AskgRecogniser  *recogniser,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, recogniser), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
