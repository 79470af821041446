/* askg-reading-process.c: main thread.
 *
 * One helper at a time, one picture at a time; further pictures wait. The helper ends by itself
 * when it is not needed, so an end between two pictures is no failure. One in the middle of a
 * picture is: the picture is tried once more with a new helper, and then given up. A helper that
 * does not begin in time is given up at once: the next would wait for the same thing. */
#include "engine/local/askg-reading-process.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/local/askg-caged-helper.h"
#include "engine/local/askg-reading-pixels.h"
#include "engine/local/askg-reading-wire.h"

#define START_LIMIT_MS   15000 /* it takes 200; a slow disk under load, some seconds */
#define READING_LIMIT_MS 30000
#define MAX_TRIES        2u

typedef struct
{
  AskgFrame         *frame;
  AskgReadSoFarFunc  so_far;
  gpointer           so_far_data;
  GPtrArray         *told;    /* of GBytes: the lines told so far, as they came */
  GSource           *watch;   /* (nullable): hears of the cancel */
  guint              n_tries;
  GBytes            *pixels;  /* (nullable): rows without gaps; NULL until they are packed */
} Reading;

struct _AskgReadingProcess
{
  GObject            parent_instance;

  /* Owned */
  char              *program;
  AskgCagedHelper *helper; /* (nullable) */
  GQueue             waiting; /* of GTask */
  GTask             *current; /* (nullable): the one whose picture is with the helper */
  GSource           *limit;   /* (nullable): of the helper's beginning, then of each picture */
  guint              start_limit_ms;
  guint              reading_limit_ms;
};

static void askg_reading_process_recogniser_init (AskgRecogniserInterface *iface);
static void go_on (AskgReadingProcess *self);
static void start_helper (AskgReadingProcess *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgReadingProcess, askg_reading_process, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_RECOGNISER, askg_reading_process_recogniser_init))

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

static void
reading_free (Reading *reading)
{
  clear_source (&reading->watch);
  g_clear_object (&reading->frame);
  g_clear_pointer (&reading->told, g_ptr_array_unref);
  g_clear_pointer (&reading->pixels, g_bytes_unref);
  g_free (reading);
}

static void
set_limit (AskgReadingProcess *self,
           guint               limit_ms,
           GSourceFunc         late)
{
  clear_source (&self->limit);
  self->limit = g_timeout_source_new (limit_ms);
  g_source_set_static_name (self->limit, "[askg] reading time limit");
  g_source_set_callback (self->limit, late, self, NULL);
  g_source_attach (self->limit, g_main_context_get_thread_default ());
}

static void
drop_helper (AskgReadingProcess *self)
{
  clear_source (&self->limit); /* it was for this one */
  g_clear_pointer (&self->helper, askg_caged_helper_end);
}

/* The picture that is with the helper has its answer, or none: on with the next. */
static GTask *
take_current (AskgReadingProcess *self)
{
  GTask *task = g_steal_pointer (&self->current);

  clear_source (&self->limit);
  if (task != NULL)
    clear_source (&((Reading *) g_task_get_task_data (task))->watch);

  return task;
}

static void
fail_current (AskgReadingProcess *self,
              GError             *error)
{
  g_autoptr(GTask) task = take_current (self);

  if (task != NULL)
    g_task_return_error (task, error);
  else
    g_error_free (error);
}

/* The helper could not even begin: nobody who waits can be served. */
static void
fail_all (AskgReadingProcess *self,
          const GError       *error)
{
  drop_helper (self);
  fail_current (self, g_error_copy (error));
  while (!g_queue_is_empty (&self->waiting))
    {
      g_autoptr(GTask) task = g_queue_pop_head (&self->waiting);

      clear_source (&((Reading *) g_task_get_task_data (task))->watch);
      g_task_return_error (task, g_error_copy (error));
    }
}

/* The helper went away, or said what no helper of ours says. */
static void
helper_failed (AskgReadingProcess *self)
{
  const gboolean was_ready = self->helper != NULL && askg_caged_helper_is_ready (self->helper);
  GTask *task;
  Reading *reading;

  drop_helper (self);
  if (self->current == NULL && (was_ready || g_queue_is_empty (&self->waiting)))
    {
      go_on (self);
      return;
    }

  task = self->current != NULL ? g_steal_pointer (&self->current) : g_queue_pop_head (&self->waiting);
  reading = g_task_get_task_data (task);
  if (++reading->n_tries < MAX_TRIES)
    g_queue_push_head (&self->waiting, task);
  else
    {
      clear_source (&reading->watch);
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                               _("The program that reads the words of a picture ended twice on this one. Try a smaller part of it, or ask about the picture itself."));
      g_object_unref (task);
    }
  go_on (self);
}

static void
take_lines (AskgReadingProcess *self,
            GBytes             *lines,
            gboolean            is_whole)
{
  Reading *reading = g_task_get_task_data (self->current);
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(GTask) task = NULL;

  if (is_whole)
    g_ptr_array_set_size (reading->told, 0);
  g_ptr_array_add (reading->told, g_bytes_ref (lines));
  page = askg_reading_pages_parse (reading->told, askg_frame_get_width_px (reading->frame),
                                   askg_frame_get_height_px (reading->frame));
  if (page == NULL)
    helper_failed (self);
  else if (is_whole)
    {
      task = take_current (self);
      go_on (self);
      g_task_return_pointer (task, g_steal_pointer (&page), g_object_unref);
    }
  else if (reading->so_far != NULL)
    reading->so_far (page, reading->so_far_data);
}

static void
message_cb (const AskgCagedHeader *message,
            GBytes                  *body,
            const GError            *error,
            gpointer                 user_data)
{
  g_autoptr(AskgReadingProcess) self = g_object_ref (user_data);
  const guint kind = message != NULL ? message->kind : 0;
  g_autoptr(GError) unable = NULL;

  if (error != NULL)
    fail_all (self, error);
  else if (kind == ASKG_READING_READY && self->current == NULL)
    {
      clear_source (&self->limit);
      go_on (self);
    }
  else if ((kind == ASKG_READING_FRESH_LINES || kind == ASKG_READING_WHOLE_PAGE) && self->current != NULL)
    take_lines (self, body, kind == ASKG_READING_WHOLE_PAGE);
  else if (kind == ASKG_READING_NO_DATA)
    {
      unable = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_OCR_UNAVAILABLE,
                                    _("The words of pictures cannot be read: the reading data is not installed. Install the package tesseract-ocr-eng, and tesseract-ocr-kor for Korean."));
      fail_all (self, unable);
    }
  else if (kind == ASKG_READING_NO_CAGE)
    {
      unable = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                    _("Pictures are not read on this machine: the program that does it could not be locked in (seccomp is missing). Use a kernel that has it, or attach the text itself."));
      fail_all (self, unable);
    }
  else
    helper_failed (self);
}

static gboolean
late_start_cb (gpointer user_data)
{
  g_autoptr(AskgReadingProcess) self = g_object_ref (user_data);
  g_autoptr(GError) error =
    g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                 _("The program that reads the words of pictures did not begin within %u seconds. The computer may be very busy; try again in a while."),
                 (self->start_limit_ms + 999) / 1000);

  fail_all (self, error);

  return G_SOURCE_REMOVE;
}

static void
start_helper (AskgReadingProcess *self)
{
  set_limit (self, self->start_limit_ms, late_start_cb);
  self->helper = askg_caged_helper_start (self->program, NULL, message_cb, self);
}

static gboolean
late_cb (gpointer user_data)
{
  g_autoptr(AskgReadingProcess) self = g_object_ref (user_data);

  drop_helper (self);
  fail_current (self, g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                                   _("Reading the words of this picture took longer than %u seconds. Choose a smaller part of it."),
                                   (self->reading_limit_ms + 999) / 1000));
  go_on (self);

  return G_SOURCE_REMOVE;
}

/* Hands the next picture to the helper, and starts one when there is none. */
static void
go_on (AskgReadingProcess *self)
{
  Reading *reading;

  if (self->current != NULL || g_queue_is_empty (&self->waiting))
    return;
  if (self->helper == NULL)
    {
      start_helper (self);
      return;
    }
  if (!askg_caged_helper_is_ready (self->helper))
    return;

  self->current = g_queue_pop_head (&self->waiting);
  reading = g_task_get_task_data (self->current);
  g_ptr_array_set_size (reading->told, 0);
  set_limit (self, self->reading_limit_ms, late_cb);
  askg_caged_helper_send (self->helper, ASKG_READING_REQUEST, askg_frame_get_width_px (reading->frame),
                          askg_frame_get_height_px (reading->frame), reading->pixels);
}

/* Only an end ends Tesseract in time. The next helper loads at once, for whoever cancels a
 * question often asks another. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  g_autoptr(AskgReadingProcess) self = g_object_ref (g_task_get_source_object (task));

  if (task == self->current)
    {
      g_object_unref (take_current (self));
      drop_helper (self);
      start_helper (self);
    }
  else if (g_queue_remove (&self->waiting, task))
    {
      clear_source (&((Reading *) g_task_get_task_data (task))->watch);
      g_object_unref (task);
    }
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The reading was stopped."));
  go_on (self);

  return G_SOURCE_REMOVE;
}

static void
pack_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, askg_reading_pixels_pack (task_data), (GDestroyNotify) g_bytes_unref);
}

static void
packed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data; /* the queue takes it over */
  AskgReadingProcess *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  reading->pixels = g_task_propagate_pointer (G_TASK (result), NULL);
  if (cancellable != NULL)
    {
      reading->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (reading->watch, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (reading->watch, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, task);
  go_on (self);
}

static void
askg_reading_process_read_async (AskgRecogniser      *recogniser,
                                 AskgFrame           *frame,
                                 AskgReadSoFarFunc    so_far,
                                 gpointer             so_far_data,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (recogniser, cancellable, callback, user_data);
  g_autoptr(GTask) packing = g_task_new (NULL, NULL, packed_cb, task);
  Reading *reading = g_new0 (Reading, 1);

  reading->frame = g_object_ref (frame);
  reading->so_far = so_far;
  reading->so_far_data = so_far_data;
  reading->told = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_task_set_source_tag (task, askg_reading_process_read_async);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_set_task_data (packing, g_object_ref (frame), g_object_unref);
  g_task_run_in_thread (packing, pack_in_thread);
}

static AskgPageText *
askg_reading_process_read_finish (AskgRecogniser  *recogniser,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_reading_process_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
askg_reading_process_warm_up (AskgRecogniser *recogniser)
{
  AskgReadingProcess *self = ASKG_READING_PROCESS (recogniser);

  if (self->helper == NULL)
    start_helper (self);
}

static void
askg_reading_process_finalize (GObject *object)
{
  AskgReadingProcess *self = ASKG_READING_PROCESS (object);

  drop_helper (self); /* a task holds a reference, so none is left */
  g_clear_pointer (&self->program, g_free);

  G_OBJECT_CLASS (askg_reading_process_parent_class)->finalize (object);
}

static void
askg_reading_process_recogniser_init (AskgRecogniserInterface *iface)
{
  iface->warm_up = askg_reading_process_warm_up;
  iface->read_async = askg_reading_process_read_async;
  iface->read_finish = askg_reading_process_read_finish;
}

static void
askg_reading_process_class_init (AskgReadingProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_reading_process_finalize;
}

static void
askg_reading_process_init (AskgReadingProcess *self)
{
  g_queue_init (&self->waiting);
  self->start_limit_ms = START_LIMIT_MS;
  self->reading_limit_ms = READING_LIMIT_MS;
}

/**
 * askg_reading_process_new:
 * @helper: (nullable): another program than the one that comes with Askglass, for tests
 *
 * Starts nothing yet: the helper is started by the first picture, or by askg_recogniser_warm_up().
 *
 * Returns: (transfer full): a recogniser
 */
AskgReadingProcess *
askg_reading_process_new (const char *helper)
{
  AskgReadingProcess *self = g_object_new (ASKG_TYPE_READING_PROCESS, NULL);

  self->program = helper != NULL ? g_strdup (helper) : askg_program_find_helper ("askglass-read");

  return self;
}

/**
 * askg_reading_process_set_limits:
 * @start_ms: how long a helper may take to load its reading data
 * @reading_ms: how long it may take over one picture
 *
 * For tests. Heeded by what begins from now on.
 */
void
askg_reading_process_set_limits (AskgReadingProcess *self,
                                 guint               start_ms,
                                 guint               reading_ms)
{
  g_return_if_fail (ASKG_IS_READING_PROCESS (self));

  self->start_limit_ms = start_ms;
  self->reading_limit_ms = reading_ms;
}
