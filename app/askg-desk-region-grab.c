/* askg-desk-region-grab.c: main thread. The screen or a window as it is, without a picker. */
#include "app/askg-desk-region-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

static void
add_attachment (GTask      *task,
                AskgFrame  *frame,
                const char *title,
                const char *app)
{
  AskgDeskRegionJob *job = g_task_get_task_data (task);
  AskgAttachment *attachment = askg_attachment_new_picture (job->kind, frame, title, app);

  askg_attachment_set_captured (attachment, job->capture.began_us, g_get_monotonic_time ());
  g_ptr_array_add (job->grabbed, attachment);
}

static void
screen_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr(GPtrArray) frames = askg_grabber_grab_finish (ASKG_GRABBER (object), result, &error);

  for (guint i = 0; frames != NULL && i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);

      add_attachment (task, frame, askg_frame_get_output (frame), NULL);
    }
  if (frames != NULL)
    askg_desk_region_tell_note (g_task_get_source_object (task), NULL);
  askg_desk_region_end (task, error);
}

static void
window_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  AskgDeskRegionJob *job = g_task_get_task_data (task);
  const AskgWindowPlace *window = g_ptr_array_index (job->windows, 0);
  GError *error = NULL;
  g_autoptr(AskgFrame) frame = askg_grabber_grab_window_finish (ASKG_GRABBER (object), result, &error);

  if (frame != NULL)
    add_attachment (task, frame, window->title, window->app);
  askg_desk_region_end (task, error);
}

static gboolean
grab (gpointer user_data)
{
  GTask *task = user_data;
  AskgDeskRegion *self = g_task_get_source_object (task);
  AskgDeskRegionJob *job = g_task_get_task_data (task);

  job->capture.began_us = g_get_monotonic_time ();
  if (job->kind != ASKG_ATTACHMENT_WINDOW)
    {
      askg_grabber_grab_async (self->grabber, g_task_get_cancellable (task), screen_cb, task);
      return G_SOURCE_REMOVE;
    }

  job->windows = askg_grabber_list_windows (self->grabber);
  if (job->windows->len > 0)
    {
      const AskgWindowPlace *window = g_ptr_array_index (job->windows, 0);

      askg_grabber_grab_window_async (self->grabber, window->handle, g_task_get_cancellable (task), window_cb, task);
    }
  else
    askg_desk_region_end (task, g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                    _("This desktop does not tell which windows there are. "
                                      "Choose a region and drag round the window.")));

  return G_SOURCE_REMOVE;
}

/**
 * askg_desk_region_grab_async:
 * @kind: %ASKG_ATTACHMENT_SCREEN for every output, %ASKG_ATTACHMENT_WINDOW for the topmost window
 */
void
askg_desk_region_grab_async (AskgDeskRegion      *self,
                             AskgAttachmentKind   kind,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  AskgDeskRegionJob *job;

  g_return_if_fail (ASKG_IS_DESK_REGION (self));

  job = g_new0 (AskgDeskRegionJob, 1);
  job->kind = kind;
  job->grabbed = g_ptr_array_new_with_free_func (g_object_unref);
  askg_desk_region_begin (self, job, askg_desk_region_grab_async, grab, cancellable, callback, user_data);
}

/**
 * askg_desk_region_grab_finish:
 *
 * Errors: see askg_desk_region_choose_finish(); %ASKG_ERROR_UNAVAILABLE where windows are not told
 *
 * Returns: (transfer container) (element-type AskgAttachment): one a picture
 */
GPtrArray *
askg_desk_region_grab_finish (AskgDeskRegion  *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  AskgDeskRegionJob *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_desk_region_grab_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  job = g_task_get_task_data (G_TASK (result));

  return g_ptr_array_ref (job->grabbed);
}
