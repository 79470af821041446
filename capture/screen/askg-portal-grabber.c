/* askg-portal-grabber.c: main thread.
 * Screenshot first: one picture, and on most desktops no question after the first. Where the desktop
 * has none, or refuses it for good, ScreenCast: one picture of each monitor the person shares.
 * Who just said no is not asked a second time. */
#include "capture/screen/askg-portal-grabber.h"

#include <glib/gi18n-lib.h>

#include "capture/portal/askg-portal-request.h"
#include "capture/screen/askg-portal-picture.h"
#include "capture/screen/askg-screencast.h"
#include "capture/screen/askg-session-outputs.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

/* No person reads a question and answers it within this; what the desktop remembers comes at once. */
#define FASTEST_ANSWER_US (500 * G_TIME_SPAN_MILLISECOND)

struct _AskgPortalGrabber
{
  GObject             parent_instance;

  /* Owned */
  AskgPortal         *portal;
  AskgSessionOutputs *outputs;

  AskgPortalWays      ways;
  gint64              asked_at_us; /* monotonic: the last picture */
  gboolean            is_allowed; /* a picture was had: nobody needs to be asked again */
};

static void grabber_iface_init (AskgGrabberInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgPortalGrabber, askg_portal_grabber, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_GRABBER, grabber_iface_init))

/* What the portal said, for a person: what failed, why, what to do. */
static GError *
explain (const GError *error)
{
  g_autofree char *why = askg_error_quote (error->message);

  if (error->domain != ASKG_PORTAL_ERROR)
    return g_error_copy (error);

  switch ((AskgPortalError) error->code)
    {
    case ASKG_PORTAL_ERROR_DECLINED:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CAPTURE_REFUSED,
                          _("No picture was taken: you declined it. Try again and allow it when the desktop asks."));
    case ASKG_PORTAL_ERROR_FORBIDDEN:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CAPTURE_REFUSED,
                          _("The desktop refuses pictures of the screen without asking, as it was told earlier. "
                            "Allow Askglass in the desktop’s settings for applications, or run "
                            "“flatpak permission-remove screenshot screenshot %s”, then try again."), ASKG_APP_ID);
    case ASKG_PORTAL_ERROR_SILENT:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                          _("The desktop did not answer whether Askglass may see the screen. "
                            "Its question may be behind another window: answer it, then try again."));
    case ASKG_PORTAL_ERROR_ABSENT:
    default:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                          _("This desktop offers no way to see the screen (%s). "
                            "Install its xdg-desktop-portal back end, or give Askglass a picture with --image."), why);
    }
}

static void
return_explained (GTask        *task,
                  const GError *error)
{
  g_task_return_error (task, explain (error));
}

static void
cast_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgPortalGrabber *self = g_task_get_source_object (task);
  const GError *refused = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  GPtrArray *frames = askg_screencast_grab_finish (self->portal, result, &error);

  if (frames != NULL)
    g_task_return_pointer (task, frames, (GDestroyNotify) g_ptr_array_unref);
  else if (refused != NULL && g_error_matches (error, ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_ABSENT))
    return_explained (task, refused); /* the first way's answer says more */
  else
    return_explained (task, error);
}

static void
begin_cast (GTask *task)
{
  AskgPortalGrabber *self = g_task_get_source_object (task);
  g_autoptr(GArray) outputs = askg_session_outputs_list (self->outputs);

  askg_screencast_grab_async (self->portal, outputs, g_task_get_cancellable (task), cast_cb, g_object_ref (task));
}

/* xdg-desktop-portal 1.16 gives the same answer to a person’s no as to one it remembers: only the time tells. */
static gboolean
is_a_persons_no (AskgPortalGrabber *self,
                 const GError      *error)
{
  return g_error_matches (error, ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_FORBIDDEN) &&
         g_get_monotonic_time () - self->asked_at_us > FASTEST_ANSWER_US;
}

static void
picture_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgPortalGrabber *self = g_task_get_source_object (task);
  g_autoptr(GArray) outputs = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) desktop = askg_portal_picture_finish (self->portal, result, &error);

  if (desktop != NULL)
    {
      self->is_allowed = TRUE;
      outputs = askg_session_outputs_list (self->outputs);
      g_task_return_pointer (task, askg_output_layout_cut (desktop, outputs), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  if (is_a_persons_no (self, error))
    error->code = ASKG_PORTAL_ERROR_DECLINED;
  if ((self->ways & ASKG_PORTAL_WAY_SCREENCAST) == 0 ||
      (!g_error_matches (error, ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_ABSENT) &&
       !g_error_matches (error, ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_FORBIDDEN)))
    {
      return_explained (task, error);
      return;
    }
  g_task_set_task_data (task, g_steal_pointer (&error), (GDestroyNotify) g_error_free);
  begin_cast (task);
}

static void
askg_portal_grabber_grab_async (AskgGrabber         *grabber,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  AskgPortalGrabber *self = ASKG_PORTAL_GRABBER (grabber);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, askg_portal_grabber_grab_async);
  if ((self->ways & ASKG_PORTAL_WAY_SCREENSHOT) == 0)
    begin_cast (task);
  else
    {
      self->asked_at_us = g_get_monotonic_time ();
      askg_portal_picture_async (self->portal,
                                 self->is_allowed ? ASKG_PORTAL_KNOWN_TIMEOUT_MS : ASKG_PORTAL_ASK_TIMEOUT_MS,
                                 cancellable, picture_cb, g_object_ref (task));
    }
}

static GPtrArray *
askg_portal_grabber_grab_finish (AskgGrabber   *grabber,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_portal_grabber_grab_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static const char *
askg_portal_grabber_get_kind (AskgGrabber *grabber)
{
  return "portal";
}

static void
grabber_iface_init (AskgGrabberInterface *iface)
{
  iface->get_kind = askg_portal_grabber_get_kind;
  iface->grab_async = askg_portal_grabber_grab_async;
  iface->grab_finish = askg_portal_grabber_grab_finish;
}

static void
askg_portal_grabber_finalize (GObject *object)
{
  AskgPortalGrabber *self = ASKG_PORTAL_GRABBER (object);

  g_clear_object (&self->portal);
  g_clear_pointer (&self->outputs, askg_session_outputs_free);

  G_OBJECT_CLASS (askg_portal_grabber_parent_class)->finalize (object);
}

static void
askg_portal_grabber_class_init (AskgPortalGrabberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_portal_grabber_finalize;
}

static void
askg_portal_grabber_init (AskgPortalGrabber *self)
{
}

/**
 * askg_portal_grabber_new:
 * @portal: (transfer none): where to ask
 * @ways: which of its ways may be used
 *
 * Asks nothing yet: what the portal can is seen at the first grab.
 *
 * Returns: (transfer full): a grabber
 */
AskgGrabber *
askg_portal_grabber_new (AskgPortal     *portal,
                         AskgPortalWays  ways)
{
  AskgPortalGrabber *self;

  g_return_val_if_fail (ASKG_IS_PORTAL (portal), NULL);

  self = g_object_new (ASKG_TYPE_PORTAL_GRABBER, NULL);
  self->portal = g_object_ref (portal);
  self->outputs = askg_session_outputs_new ();
  self->ways = ways;

  return ASKG_GRABBER (self);
}
