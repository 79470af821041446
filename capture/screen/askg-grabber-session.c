/* askg-grabber-session.c: main thread. Which grabber fits this session, and why.
 * It is chosen by what the session can, in this order, never by the desktop's name:
 *   x11         an X server and no Wayland compositor */
#include "capture/screen/askg-grabber.h"

#include <glib/gi18n-lib.h>

#include "capture/screen/askg-x11-grabber.h"
#include "engine/base/askg-error.h"

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && value[0] != '\0';
}

/**
 * askg_grabber_new_for_session:
 *
 * Errors: %ASKG_ERROR_NO_DISPLAY outside a desktop session; %ASKG_ERROR_CAPTURE_UNAVAILABLE when this one
 * offers no way.
 *
 * Returns: (transfer full): the best grabber for this session, or %NULL with @error set
 */
AskgGrabber *
askg_grabber_new_for_session (GError **error)
{
  if (!is_set ("WAYLAND_DISPLAY"))
    return askg_x11_grabber_new (error);

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
               _("This desktop offers no way to see the screen. Give Askglass a picture with --image or --clipboard."));
  return NULL;
}

/**
 * askg_grabber_describe_session:
 *
 * Returns: (transfer full): lines for `askglass doctor`: which kind, why, and what is missing
 */
char *
askg_grabber_describe_session (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgGrabber) grabber = askg_grabber_new_for_session (&error);
  g_autofree char *details = NULL;

  if (grabber == NULL)
    return g_strdup_printf ("%s\n", error->message);

  details = askg_x11_grabber_describe (ASKG_X11_GRABBER (grabber));

  return g_strdup_printf ("%s\n%s", _("X11: the X server gives the pixels directly."), details);
}
