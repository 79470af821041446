/* askg-grabber-session.c: main thread. Which grabber fits this session, and why.
 *
 * It is chosen by what the session can, never by the desktop's name: the first of the table below.
 * `ASKGLASS_CAPTURE=x11|screencopy|portal|screenshot|screencast` in the environment chooses that one, for tests
 * and for a desktop that errs. */
#include "capture/screen/askg-grabber.h"

#include <glib/gi18n-lib.h>

#include "capture/screen/askg-portal-grabber.h"
#include "capture/screen/askg-x11-grabber.h"
#include "engine/base/askg-error.h"

#ifdef ASKG_HAVE_WAYLAND
#include "capture/screen/askg-screencopy-grabber.h"
#endif

typedef struct
{
  const char  *kind;
  AskgGrabber *(*open) (GError **error); /* NULL without an error: this session has no such thing */
  const char  *what;
} Way;

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && value[0] != '\0';
}

static AskgGrabber *
open_x11 (GError **error)
{
  return is_set ("WAYLAND_DISPLAY") ? NULL : askg_x11_grabber_new (error);
}

static AskgGrabber *
open_screencopy (GError **error)
{
#ifdef ASKG_HAVE_WAYLAND
  g_autoptr(AskgWaylandScreen) screen = NULL;

  if (!is_set ("WAYLAND_DISPLAY"))
    return NULL;
  screen = askg_wayland_screen_open (error);
  if (screen != NULL && askg_wayland_screen_screencopy (screen) != NULL && askg_wayland_screen_shm (screen) != NULL)
    return askg_screencopy_grabber_new (g_steal_pointer (&screen));
#endif

  return NULL;
}

static AskgGrabber *
open_portal (AskgPortalWays ways)
{
  g_autoptr(AskgPortal) portal = askg_portal_new ();

  return askg_portal_grabber_new (portal, ways);
}

/* Whether the desktop's portal can do it is seen when it is asked: this comes last and always fits. */
static AskgGrabber *
open_any_portal (GError **error)
{
#ifdef ASKG_HAVE_SCREENCAST
  return open_portal (ASKG_PORTAL_WAY_ANY);
#else
  return open_portal (ASKG_PORTAL_WAY_SCREENSHOT);
#endif
}

static AskgGrabber *
open_screenshot (GError **error)
{
  return open_portal (ASKG_PORTAL_WAY_SCREENSHOT);
}

static AskgGrabber *
open_screencast (GError **error)
{
#ifdef ASKG_HAVE_SCREENCAST
  return open_portal (ASKG_PORTAL_WAY_SCREENCAST);
#else
  return NULL;
#endif
}

static const Way ways[] = {
  { "x11",        open_x11,        N_("X11: the X server gives the pixels directly, without a question.") },
  { "screencopy", open_screencopy, N_("Wayland: the compositor gives the pixels directly (wlr-screencopy), "
                                      "without a question.") },
  { "portal",     open_any_portal, N_("The desktop portal takes the picture; the desktop asks the first time.") },
  /* Only by name: the portal goes from the one to the other by itself. */
  { "screenshot", open_screenshot, N_("The desktop portal takes the picture; the desktop asks the first time.") },
  { "screencast", open_screencast, N_("The desktop portal shares the screen for one picture; the desktop asks the "
                                      "first time and shows a sign meanwhile.") },
};

static gboolean
is_wanted (const Way *way)
{
  return !is_set ("ASKGLASS_CAPTURE") || g_str_equal (g_getenv ("ASKGLASS_CAPTURE"), way->kind);
}

static AskgGrabber *
open_first (const Way **out_way,
            GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GError) trouble = NULL;
      AskgGrabber *grabber = is_wanted (&ways[i]) ? ways[i].open (&trouble) : NULL;

      *out_way = &ways[i];
      if (grabber != NULL)
        return grabber;
      if (trouble != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
    }

  if (is_set ("ASKGLASS_CAPTURE"))
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                 _("This session cannot capture the screen by “%s”, which ASKGLASS_CAPTURE asks for. "
                   "Unset that variable, or set it to x11, screencopy, portal, screenshot or screencast."),
                 g_getenv ("ASKGLASS_CAPTURE"));
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                 _("This desktop offers no way to see the screen. "
                   "Give Askglass a picture with --image or --clipboard instead."));

  return NULL;
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
  const Way *way;

  return open_first (&way, error);
}

/* What the chosen way needs and lacks. */
static void
describe_lacks (AskgGrabber *grabber,
                const Way   *way,
                GString     *lines)
{
  if (ASKG_IS_X11_GRABBER (grabber))
    {
      g_autofree char *details = askg_x11_grabber_describe (ASKG_X11_GRABBER (grabber));

      g_string_append (lines, details);
      return;
    }
  if (!ASKG_IS_PORTAL_GRABBER (grabber))
    return;

  if (!is_set ("ASKGLASS_CAPTURE"))
    g_string_append_printf (lines, "%s\n", _("The compositor does not offer wlr-screencopy; GNOME and KDE do not."));
  if (!g_str_equal (way->kind, "screencast") && askg_portal_probe_version ("org.freedesktop.portal.Screenshot") == 0)
    g_string_append_printf (lines, "%s\n",
                            _("Missing: no Screenshot portal answers. Install the xdg-desktop-portal back end of "
                              "this desktop."));
#ifdef ASKG_HAVE_SCREENCAST
  if (askg_portal_probe_version ("org.freedesktop.portal.ScreenCast") == 0)
    g_string_append_printf (lines, "%s\n",
                            _("Missing: no ScreenCast portal answers, to stand in where screenshots are refused."));
#else
  g_string_append_printf (lines, "%s\n", _("Missing: this build has no ScreenCast (GStreamer)."));
#endif
}

/**
 * askg_grabber_describe_session:
 *
 * Waits for the portal where one is needed, for seconds if it must be started: not for a program with a window.
 *
 * Returns: (transfer full): lines for `askglass doctor`: which kind, why, and what is missing
 */
char *
askg_grabber_describe_session (void)
{
  g_autoptr(GError) error = NULL;
  const Way *way;
  g_autoptr(AskgGrabber) grabber = open_first (&way, &error);
  GString *lines = g_string_new (NULL);

  g_string_append_printf (lines, "%s\n", grabber != NULL ? _(way->what) : error->message);
  if (is_set ("ASKGLASS_CAPTURE"))
    g_string_append_printf (lines, "%s\n", _("ASKGLASS_CAPTURE in the environment chose this."));
  if (grabber != NULL)
    describe_lacks (grabber, way, lines);

  return g_string_free (lines, FALSE);
}
