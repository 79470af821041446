/* askg-desktop.c: any thread. */
#include "engine/base/askg-desktop.h"

/**
 * askg_desktop_is:
 * @name: such as "GNOME"; case does not matter
 *
 * Returns: whether XDG_CURRENT_DESKTOP names it, alone or among others: "ubuntu:GNOME"
 */
gboolean
askg_desktop_is (const char *name)
{
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  g_auto(GStrv) names = g_strsplit (desktop != NULL ? desktop : "", ":", -1);

  for (char **one = names; *one != NULL; one++)
    if (g_ascii_strcasecmp (*one, name) == 0)
      return TRUE;

  return FALSE;
}
