/* askg-portal-picture.c: main thread; files are touched on worker threads.
 * Question, answer, file, frame. The file is read by the caged decoder like any stranger's. */
#include "capture/screen/askg-portal-picture.h"

#include <glib/gi18n-lib.h>

#include "capture/portal/askg-portal-request.h"
#include "capture/screen/askg-portal-file.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-picture.h"

#define INTERFACE "org.freedesktop.portal.Screenshot"

typedef struct
{
  char           *uri;
  AskgPortalFile *file;
  gint64          asked_at_us; /* real time, which files are dated in */
} Picture;

static void
picture_free (gpointer data)
{
  Picture *self = data;

  g_free (self->uri);
  g_clear_pointer (&self->file, askg_portal_file_free);
  g_free (self);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(AskgFrame) frame = NULL;
  GError *error = NULL;

  frame = askg_picture_finish (result, &error);
  if (frame == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* A screen is opaque, whatever the file says between outputs. */
  g_task_return_pointer (task, askg_frame_new (askg_frame_get_pixels (frame),
                                               askg_frame_get_width_px (frame), askg_frame_get_height_px (frame),
                                               askg_frame_get_stride_bytes (frame), TRUE,
                                               askg_frame_get_captured_at_us (frame)), g_object_unref);
}

/* The name of the file goes before it is read: whoever ends early leaves no picture behind. One that stays is no reason to
 * withhold the picture. */
static void
open_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Picture *self = task_data;
  GError *error = NULL;

  self->file = askg_portal_file_open (self->uri, self->asked_at_us, &error);
  if (self->file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  (void) askg_portal_file_remove (self->file);
  g_task_return_boolean (task, TRUE);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Picture *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  askg_picture_load_fd_async (askg_portal_file_take_fd (self->file), _("The desktop’s picture"),
                              g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GTask) opening = NULL;
  g_autoptr(GVariant) results = NULL;
  Picture *self = g_task_get_task_data (task);
  GError *error = NULL;

  results = askg_portal_request_finish (ASKG_PORTAL (object), result, &error);
  if (results == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!g_variant_lookup (results, "uri", "s", &self->uri))
    self->uri = g_strdup ("");

  /* Opened even if the person gave up meanwhile: the file must not stay behind. */
  opening = g_task_new (NULL, NULL, opened_cb, g_object_ref (task));
  g_task_set_source_tag (opening, answered_cb);
  g_task_set_task_data (opening, self, NULL); /* the outer task keeps it */
  g_task_run_in_thread (opening, open_in_thread);
}

/**
 * askg_portal_picture_async:
 * @timeout_ms: how long the answer may take; longer where a person may be asked first
 * @cancellable: (nullable): withdraws the question
 * @callback: runs once, on this thread
 *
 * Asks the desktop for a picture of itself, without a dialog of its own.
 */
void
askg_portal_picture_async (AskgPortal          *portal,
                           guint                timeout_ms,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GVariantDict options;
  Picture *self;

  g_return_if_fail (ASKG_IS_PORTAL (portal));

  self = g_new0 (Picture, 1);
  self->asked_at_us = g_get_real_time ();
  task = g_task_new (portal, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_portal_picture_async);
  g_task_set_task_data (task, self, picture_free);

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "interactive", "b", FALSE);
  g_variant_dict_insert (&options, "modal", "b", FALSE);
  askg_portal_request_async (portal, INTERFACE, "Screenshot", g_variant_new ("(s)", ""),
                             g_variant_dict_end (&options), timeout_ms, cancellable,
                             answered_cb, g_object_ref (task));
}

/**
 * askg_portal_picture_finish:
 *
 * Errors: %ASKG_PORTAL_ERROR as the desktop answered; %ASKG_ERROR_CAPTURE_UNAVAILABLE when its file
 * is not there; those of askg_picture_finish(); %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the whole desktop in one frame, not placed; or %NULL with @error set
 */
AskgFrame *
askg_portal_picture_finish (AskgPortal    *portal,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_portal_picture_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
