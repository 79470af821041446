/* askg-capture-guard.c: main thread. */
#include "app/askg-capture-guard.h"

#include <glib/gi18n-lib.h>

#include "app/askg-settings.h"
#include "capture/context/askg-screen-lock.h"
#include "capture/screen/askg-guarded-grabber.h"
#include "engine/base/askg-error.h"
#include "engine/privacy/askg-never-list.h"

#define LIST_KEY "never-capture"
#define TOLD_KEY "never-capture-told" /* that this desktop does not tell its windows */

/* Owned by its grabber. */
typedef struct
{
  /* Owned */
  GSettings      *settings; /* (nullable) */
  AskgNeverList  *list;
  AskgScreenLock *lock;
  gulong          changed_handler;
  gboolean        waits;    /* of a command: until it is known whether the session is locked */
} Guard;

static AskgNeverList *
read_list (GSettings *settings)
{
  g_auto(GStrv) entries = settings != NULL ? g_settings_get_strv (settings, LIST_KEY) : NULL;

  return askg_never_list_new ((const char *const *) entries);
}

static void
list_changed_cb (GSettings  *settings,
                 const char *key,
                 Guard      *guard)
{
  askg_never_list_unref (guard->list);
  guard->list = read_list (settings);
}

static void
guard_free (gpointer data)
{
  Guard *guard = data;

  if (guard->settings != NULL)
    g_clear_signal_handler (&guard->changed_handler, guard->settings);
  g_clear_object (&guard->settings);
  g_clear_object (&guard->lock);
  askg_never_list_unref (guard->list);
  g_free (guard);
}

static gboolean
guard_is_hidden (const AskgWindowPlace *window,
                 gpointer               data)
{
  return askg_never_list_has (((Guard *) data)->list, window->app, window->title);
}

static GError *
guard_refuse (gpointer data,
              gboolean is_last)
{
  Guard *guard = data;

  if (guard->waits && is_last)
    askg_screen_lock_wait (guard->lock);
  if (!askg_screen_lock_is_locked (guard->lock))
    return NULL;

  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_CAPTURE_REFUSED,
                              _("No picture was taken: the screen is locked. Unlock it, then try again."));
}

static const AskgGrabberGuard guard_functions = { guard_is_hidden, guard_refuse };

/* A portal asks the person, and may flash the screen: not before it is known that there is somebody. */
static gboolean
is_silent (AskgGrabber *grabber)
{
  return g_strcmp0 (askg_grabber_get_kind (grabber), "portal") != 0;
}

static AskgGrabber *
open_guarded (gboolean   is_command,
              GError   **error)
{
  g_autoptr(AskgScreenLock) lock = askg_screen_lock_new (); /* it asks while the rest is opened */
  g_autoptr(AskgGrabber) inner = askg_grabber_new_for_session (error);
  Guard *guard;

  if (inner == NULL)
    return NULL;

  guard = g_new0 (Guard, 1);
  guard->settings = askg_settings_new ();
  guard->list = read_list (guard->settings);
  guard->lock = g_steal_pointer (&lock);
  guard->waits = is_command;
  if (is_command && !is_silent (inner))
    askg_screen_lock_wait (guard->lock);
  if (guard->settings != NULL)
    guard->changed_handler = g_signal_connect (guard->settings, "changed::" LIST_KEY, G_CALLBACK (list_changed_cb), guard);

  return askg_guarded_grabber_new (inner, &guard_functions, guard, guard_free);
}

/**
 * askg_capture_guard_open:
 *
 * Errors: those of askg_grabber_new_for_session()
 *
 * Returns: (transfer full): what gives the pixels that may be seen, now and after every change of the settings;
 *   while the session is locked it refuses with %ASKG_ERROR_CAPTURE_REFUSED
 */
AskgGrabber *
askg_capture_guard_open (GError **error)
{
  return open_guarded (FALSE, error);
}

/* The same for a command, which has only begun: what it grabs comes when it is known whether the session is locked. */
AskgGrabber *
askg_capture_guard_open_now (GError **error)
{
  return open_guarded (TRUE, error);
}

static gboolean
is_to_be_told (GSettings *settings)
{
  if (settings == NULL || g_settings_get_boolean (settings, TOLD_KEY))
    return FALSE;
  g_settings_set_boolean (settings, TOLD_KEY, TRUE);

  return TRUE;
}

/**
 * askg_capture_guard_dup_note:
 * @grabber: from askg_capture_guard_open(), after a grab
 * @within: (nullable): the part that was taken of it, in logical desktop coordinates
 *
 * Returns: (transfer full) (nullable): a sentence for the person: that something is black in the picture and why, or,
 *   once, that this desktop does not tell where the windows are that should be
 */
char *
askg_capture_guard_dup_note (AskgGrabber    *grabber,
                             const AskgRect *within)
{
  const char *blackened = askg_guarded_grabber_get_blackened (ASKG_GUARDED_GRABBER (grabber), within);
  g_autoptr(GSettings) settings = askg_settings_new ();
  g_autoptr(AskgNeverList) list = read_list (settings);

  if (blackened != NULL)
    return g_strdup_printf (_("%s is black in the picture: it is among the windows that Askglass never looks at."), blackened);
  if (askg_grabber_tells_windows (grabber) || askg_never_list_is_empty (list) || !is_to_be_told (settings))
    return NULL;

  return g_strdup (_("This desktop does not tell which windows are where: those that Askglass is never to look at "
                     "cannot be left out of a picture. Look at it before you ask."));
}

/**
 * askg_capture_guard_describe:
 * @out_is_known: (out): whether windows can be left out here
 *
 * Returns: (transfer full) (nullable): a sentence or two for `askglass doctor`; %NULL where nothing can be captured
 */
char *
askg_capture_guard_describe (gboolean *out_is_known)
{
  g_autoptr(AskgGrabber) grabber = askg_grabber_new_for_session (NULL);

  if (grabber == NULL)
    return NULL;
  *out_is_known = askg_grabber_tells_windows (grabber);
  if (*out_is_known)
    return g_strdup (_("This desktop tells which windows are where: those on the list are black in every picture."));

  return g_strdup (_("Unknown: this desktop does not tell which windows are where, so those that are never to be looked at "
                     "cannot be left out. Look at a picture before you ask about it."));
}
