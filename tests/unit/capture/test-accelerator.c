/* test-accelerator.c: a key is written the way each desktop wants it, and nonsense is refused. */
#include "capture/shortcuts/askg-accelerator.h"

static const struct
{
  const char *text;
  const char *gtk;
  const char *portal;
  const char *person;
  const char *sway;
  const char *hyprland;
  const char *niri;
} keys[] = {
  { "<Super><Alt>a", "<Super><Alt>a", "LOGO+ALT+a", "Super+Alt+A", "bindsym Mod4+Mod1+a exec askglass ask",
    "bind = SUPER ALT, a, exec, askglass ask", "Super+Alt+A { spawn \"askglass\" \"ask\"; }" },
  { "<alt><SUPER>a", "<Super><Alt>a", "LOGO+ALT+a", "Super+Alt+A", "bindsym Mod4+Mod1+a exec askglass ask",
    "bind = SUPER ALT, a, exec, askglass ask", "Super+Alt+A { spawn \"askglass\" \"ask\"; }" },
  { "<Primary><Alt>space", "<Control><Alt>space", "CTRL+ALT+space", "Ctrl+Alt+Space",
    "bindsym Ctrl+Mod1+space exec askglass ask", "bind = CTRL ALT, space, exec, askglass ask",
    "Ctrl+Alt+Space { spawn \"askglass\" \"ask\"; }" },
  { "F9", "F9", "F9", "F9", "bindsym F9 exec askglass ask", "bind = , F9, exec, askglass ask",
    "F9 { spawn \"askglass\" \"ask\"; }" },
};

static void
test_every_desktop_gets_its_own_spelling (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(AskgAccelerator) key = askg_accelerator_parse (keys[i].text);
      g_autofree char *gtk = askg_accelerator_to_gtk (key);
      g_autofree char *portal = askg_accelerator_to_portal (key);
      g_autofree char *person = askg_accelerator_to_person (key);
      g_autofree char *sway = askg_accelerator_to_sway (key, "askglass ask");
      g_autofree char *hyprland = askg_accelerator_to_hyprland (key, "askglass ask");
      g_autofree char *niri = askg_accelerator_to_niri (key, "askglass ask");

      g_assert_cmpstr (gtk, ==, keys[i].gtk);
      g_assert_cmpstr (portal, ==, keys[i].portal);
      g_assert_cmpstr (person, ==, keys[i].person);
      g_assert_cmpstr (sway, ==, keys[i].sway);
      g_assert_cmpstr (hyprland, ==, keys[i].hyprland);
      g_assert_cmpstr (niri, ==, keys[i].niri);
    }
}

static void
test_a_key_that_would_swallow_typing_is_refused (void)
{
  const char *const refused[] = { "", "a", "<Shift>a", "space", "<Super>", "<Super", "<Hyper>a", "<Super>a b", "<Super>;",
                                  "<>a", "<Super><Alt>a\"; rm", NULL };

  for (gsize i = 0; refused[i] != NULL; i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_null (askg_accelerator_parse (refused[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capture/accelerator/every-desktop-gets-its-own-spelling", test_every_desktop_gets_its_own_spelling);
  g_test_add_func ("/capture/accelerator/a-key-that-would-swallow-typing-is-refused",
                   test_a_key_that_would_swallow_typing_is_refused);

  return g_test_run ();
}
