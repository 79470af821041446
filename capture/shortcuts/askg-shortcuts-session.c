/* askg-shortcuts-session.c: main thread. Which way to global keys fits this session. */
#include "capture/shortcuts/askg-shortcuts.h"

#include "capture/shortcuts/askg-shortcuts-portal.h"
#include "capture/shortcuts/askg-shortcuts-x11.h"

static gboolean
is_set (const char *variable)
{
  const char *value = g_getenv (variable);

  return value != NULL && *value != '\0';
}

/**
 * askg_shortcuts_new_for_session:
 *
 * Returns: (transfer full) (nullable): %NULL where there is no way at all
 */
AskgShortcuts *
askg_shortcuts_new_for_session (void)
{
  if (is_set ("WAYLAND_DISPLAY"))
    return askg_shortcuts_portal_new ();

  return is_set ("DISPLAY") ? askg_shortcuts_x11_new () : NULL;
}
