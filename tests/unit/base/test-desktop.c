/* test-desktop.c: a desktop is known by any of its names. */
#include "engine/base/askg-desktop.h"

static void
test_a_desktop_is_known_by_any_of_its_names (void)
{
  g_setenv ("XDG_CURRENT_DESKTOP", "ubuntu:GNOME", TRUE);
  g_assert_true (askg_desktop_is ("gnome"));
  g_assert_true (askg_desktop_is ("ubuntu"));
  g_assert_false (askg_desktop_is ("ubuntu:GNOME"));
  g_assert_false (askg_desktop_is ("GNOM"));
  g_setenv ("XDG_CURRENT_DESKTOP", "", TRUE);
  g_assert_false (askg_desktop_is ("KDE"));
  g_unsetenv ("XDG_CURRENT_DESKTOP");
  g_assert_false (askg_desktop_is ("KDE"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/desktop/any-of-its-names", test_a_desktop_is_known_by_any_of_its_names);

  return g_test_run ();
}
