/* askg-desk-region.c: main thread. */
#include "app/askg-desk-region-private.h"

#include <glib/gi18n-lib.h>

#include "app/askg-capture-guard.h"
#include "engine/base/askg-error.h"
#include "ui/region/askg-region-windows.h"

/* How long after our windows left others may still be drawing what they uncovered, and a desktop that
 * animates still be fading them out: of all that an overlay covers, of all the screen. */
#define OVERLAY_SETTLE_US (80 * G_TIME_SPAN_MILLISECOND)
#define PICKER_SETTLE_US  (250 * G_TIME_SPAN_MILLISECOND)

static guint note_signal;

G_DEFINE_FINAL_TYPE (AskgDeskRegion, askg_desk_region, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  AskgDeskRegionJob *job = data;

  g_clear_pointer (&job->windows, g_ptr_array_unref);
  g_clear_object (&job->chosen);
  g_clear_pointer (&job->grabbed, g_ptr_array_unref);
  g_free (job);
}

static void
askg_desk_region_finalize (GObject *object)
{
  AskgDeskRegion *self = ASKG_DESK_REGION (object);

  g_clear_object (&self->picker);
  g_clear_object (&self->stopping);
  g_clear_object (&self->grabber);
  g_clear_pointer (&self->cover, askg_x11_cover_free);

  G_OBJECT_CLASS (askg_desk_region_parent_class)->finalize (object);
}

static void
askg_desk_region_class_init (AskgDeskRegionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_region_finalize;

  note_signal = g_signal_new ("note", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
}

static void
askg_desk_region_init (AskgDeskRegion *self)
{
}

AskgDeskRegion *
askg_desk_region_new (GtkApplication *application)
{
  AskgDeskRegion *self = g_object_new (ASKG_TYPE_DESK_REGION, NULL);

  self->application = application;

  return self;
}

/* Whether a picker is open or a grab is under way: a second gesture meanwhile changes nothing. */
gboolean
askg_desk_region_is_busy (AskgDeskRegion *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_REGION (self), FALSE);

  return self->busy;
}

static void
settle (AskgDeskRegion *self,
        gint64          span_us)
{
  self->settled_at_us = MAX (self->settled_at_us, g_get_monotonic_time () + span_us);
}

static void
unmap_cb (AskgDeskRegion *self)
{
  settle (self, OVERLAY_SETTLE_US);
}

/**
 * askg_desk_region_keep_out:
 * @window: one of ours
 *
 * Whoever hides @window, and however: a grab waits until it is gone from the screen.
 */
void
askg_desk_region_keep_out (AskgDeskRegion *self,
                           GtkWindow      *window)
{
  g_return_if_fail (ASKG_IS_DESK_REGION (self));

  g_signal_connect_object (window, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_SWAPPED);
}

/* For who asks for a region meanwhile and is owed an answer. */
GError *
askg_desk_region_new_busy_error (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_BUSY,
                              _("A region is already being chosen. Finish that with Enter or Esc, then try again."));
}

static void
take_off_cover (AskgDeskRegion *self)
{
  if (self->cover != NULL)
    askg_x11_cover_take_off (self->cover);
}

/* What is missing in the picture, and why. */
void
askg_desk_region_tell_note (AskgDeskRegion *self,
                            const AskgRect *within)
{
  g_autofree char *note = askg_capture_guard_dup_note (self->grabber, within);

  if (note != NULL)
    g_signal_emit (self, note_signal, 0, note);
}

/* Escape, said by somebody else: whatever is being chosen or grabbed is let be. */
void
askg_desk_region_stop (AskgDeskRegion *self)
{
  g_return_if_fail (ASKG_IS_DESK_REGION (self));

  if (self->stopping != NULL)
    g_cancellable_cancel (self->stopping);
}

/* The one way out of a job. Takes the reference to @task. */
void
askg_desk_region_end (GTask  *task,
                      GError *error)
{
  AskgDeskRegion *self = g_task_get_source_object (task);

  self->busy = FALSE;
  g_clear_object (&self->stopping);
  take_off_cover (self);
  g_clear_object (&self->picker);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
open_grabber (AskgDeskRegion  *self,
              GError         **error)
{
  if (self->grabber != NULL)
    return TRUE;
  self->grabber = askg_capture_guard_open (error);
  if (self->grabber != NULL && g_str_equal (askg_grabber_get_kind (self->grabber), "x11"))
    self->cover = askg_x11_cover_new ();

  return self->grabber != NULL;
}

/* At once, mostly: nobody else waits because the last picker was left a moment ago. */
static void
when_settled (AskgDeskRegion *self,
              GSourceFunc     grab,
              GTask          *task)
{
  const gint64 wait_us = self->settled_at_us - g_get_monotonic_time ();

  if (wait_us > 0)
    g_timeout_add (wait_us / G_TIME_SPAN_MILLISECOND + 1, grab, task);
  else
    grab (task);
}

/**
 * askg_desk_region_begin:
 * @job: (transfer full)
 * @grab: called with the task when nothing of ours is on the screen any more; ends it with askg_desk_region_end()
 * @cancellable: (nullable): stops it, as askg_desk_region_stop() does
 */
void
askg_desk_region_begin (AskgDeskRegion      *self,
                        AskgDeskRegionJob   *job,
                        gpointer             source_tag,
                        GSourceFunc          grab,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GCancellable) stopping = g_cancellable_new ();
  GTask *task = g_task_new (self, stopping, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, job, job_free);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (g_cancellable_cancel), stopping, G_CONNECT_SWAPPED);
  if (g_cancellable_is_cancelled (cancellable))
    g_cancellable_cancel (stopping);
  if (self->busy)
    {
      g_task_return_error (task, askg_desk_region_new_busy_error ());
      g_object_unref (task);
      return;
    }
  self->busy = TRUE;
  g_set_object (&self->stopping, stopping);
  if (open_grabber (self, &error))
    when_settled (self, grab, task);
  else
    askg_desk_region_end (task, error);
}

/* -- A region ------------------------------------------------------------- */

static AskgAttachmentKind
kind_of (AskgRegionChoiceKind kind)
{
  switch (kind)
    {
    case ASKG_REGION_CHOICE_WINDOW:
      return ASKG_ATTACHMENT_WINDOW;
    case ASKG_REGION_CHOICE_OUTPUT:
      return ASKG_ATTACHMENT_SCREEN;
    case ASKG_REGION_CHOICE_REGION:
    default:
      return ASKG_ATTACHMENT_REGION;
    }
}

static void
chosen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  AskgDeskRegion *self = g_task_get_source_object (task);
  AskgDeskRegionJob *job = g_task_get_task_data (task);
  g_auto(AskgRegionChoice) choice = { 0 };
  GError *error = NULL;

  settle (self, PICKER_SETTLE_US);
  if (askg_region_picker_choose_finish (ASKG_REGION_PICKER (object), result, &choice, &error))
    {
      job->place = choice.place;
      askg_desk_region_tell_note (self, &choice.place);
      job->chosen = askg_attachment_new_picture (kind_of (choice.kind), choice.frame, choice.title, choice.app);
      askg_attachment_set_captured (job->chosen, job->capture.began_us, job->capture.ended_us);
    }
  askg_desk_region_end (task, error);
}

static void
frozen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  AskgDeskRegion *self = g_task_get_source_object (task);
  AskgDeskRegionJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GPtrArray) frames = askg_grabber_grab_finish (ASKG_GRABBER (object), result, &error);

  job->capture.ended_us = g_get_monotonic_time ();
  if (frames == NULL)
    {
      askg_desk_region_end (task, error);
      return;
    }

  if (self->cover != NULL)
    askg_x11_cover_put (self->cover, frames, askg_region_windows_get_darkness (self->application));
  self->picker = askg_region_picker_new (self->application, frames, job->windows);
  g_signal_connect_swapped (self->picker, "shown", G_CALLBACK (take_off_cover), self);
  askg_region_picker_choose_async (self->picker, g_task_get_cancellable (task), chosen_cb, task);
}

static gboolean
freeze (gpointer user_data)
{
  GTask *task = user_data;
  AskgDeskRegion *self = g_task_get_source_object (task);
  AskgDeskRegionJob *job = g_task_get_task_data (task);

  job->capture.began_us = g_get_monotonic_time ();
  askg_grabber_grab_async (self->grabber, g_task_get_cancellable (task), frozen_cb, task);
  job->windows = askg_grabber_list_windows (self->grabber);

  return G_SOURCE_REMOVE;
}

/**
 * askg_desk_region_choose_async:
 *
 * Everything is grabbed before any window of ours is shown; the region is chosen on the frozen
 * frames and cut out of them.
 */
void
askg_desk_region_choose_async (AskgDeskRegion      *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_DESK_REGION (self));

  askg_desk_region_begin (self, g_new0 (AskgDeskRegionJob, 1), askg_desk_region_choose_async, freeze, cancellable, callback,
                          user_data);
}

/**
 * askg_desk_region_choose_finish:
 * @out_place: (out): where the region stands, in logical desktop coordinates
 *
 * Errors: %G_IO_ERROR_CANCELLED for Escape; %ASKG_ERROR_BUSY while another region is being chosen;
 *   what the grabber reports.
 *
 * Returns: (transfer full): the region as an attachment
 */
AskgAttachment *
askg_desk_region_choose_finish (AskgDeskRegion  *self,
                                GAsyncResult    *result,
                                AskgRect        *out_place,
                                GError         **error)
{
  AskgDeskRegionJob *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_desk_region_choose_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  job = g_task_get_task_data (G_TASK (result));
  *out_place = job->place;

  return g_object_ref (job->chosen);
}
