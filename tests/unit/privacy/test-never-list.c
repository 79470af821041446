/* test-never-list.c: which windows are never looked at. */
#include "engine/privacy/askg-never-list.h"

static const char *const entries[] = {
  "keepassxc", "com.bitwarden.*", "title:*(Incognito)", "title:*사생활 보호 모드", "", "title:", "  ", NULL
};

static void
test_however_the_desktop_spells_an_application_it_is_known (void)
{
  g_autoptr(AskgNeverList) list = askg_never_list_new (entries);

  g_assert_true (askg_never_list_has (list, "keepassxc", NULL));
  g_assert_true (askg_never_list_has (list, "KeePassXC", "Passwords.kdbx"));
  g_assert_true (askg_never_list_has (list, "com.bitwarden.desktop", NULL));
  g_assert_false (askg_never_list_has (list, "keepassxc-notes", NULL));
  g_assert_false (askg_never_list_has (list, "bitwarden.example", NULL));
}

static void
test_a_title_counts_as_a_whole_in_every_language (void)
{
  g_autoptr(AskgNeverList) list = askg_never_list_new (entries);

  g_assert_true (askg_never_list_has (list, "google-chrome", "Bank - Google Chrome (INCOGNITO)"));
  g_assert_true (askg_never_list_has (list, NULL, "은행 — 사생활 보호 모드"));
  g_assert_false (askg_never_list_has (list, "google-chrome", "What is (Incognito) mode? - Google Chrome"));
  g_assert_false (askg_never_list_has (list, "(Incognito)", "a title"));
}

static void
test_what_is_not_known_is_on_no_list (void)
{
  g_autoptr(AskgNeverList) list = askg_never_list_new (entries);
  g_autoptr(AskgNeverList) none = askg_never_list_new (NULL);
  g_autoptr(AskgNeverList) kept = askg_never_list_ref (none);

  g_assert_false (askg_never_list_has (list, NULL, NULL));
  g_assert_false (askg_never_list_has (list, "", ""));
  g_assert_true (askg_never_list_is_empty (none));
  g_assert_false (askg_never_list_is_empty (list));
  g_assert_false (askg_never_list_has (kept, "keepassxc", "x"));
}

static void
test_words_that_are_no_text_hurt_nobody (void)
{
  const char *const broken[] = { "\xff*\xfe", "title:\xc3", NULL };
  g_autoptr(AskgNeverList) list = askg_never_list_new (broken);
  g_autofree char *stars = g_strnfill (64, '*');
  g_autofree char *name = g_strnfill (4096, 'a');
  const char *const many[] = { stars, NULL };
  g_autoptr(AskgNeverList) greedy = askg_never_list_new (many);

  g_assert_false (askg_never_list_has (list, "abc", "\xff\xff"));
  g_assert_true (askg_never_list_has (greedy, name, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/engine/never-list/" name, func)
  ADD ("however-the-desktop-spells-an-application-it-is-known", test_however_the_desktop_spells_an_application_it_is_known);
  ADD ("a-title-counts-as-a-whole-in-every-language", test_a_title_counts_as_a_whole_in_every_language);
  ADD ("what-is-not-known-is-on-no-list", test_what_is_not_known_is_on_no_list);
  ADD ("words-that-are-no-text-hurt-nobody", test_words_that_are_no_text_hurt_nobody);
#undef ADD

  return g_test_run ();
}
