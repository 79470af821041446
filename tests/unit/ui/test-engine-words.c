/* test-engine-words.c: what the lists say of an engine, and what it may be called. */
#include <gio/gio.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-profile-name.h"
#include "ui/preferences/askg-engine-item.h"
#include "ui/preferences/askg-engine-words.h"

static void
test_where_a_question_goes_is_told (void)
{
  static const struct
  {
    const char *url;
    const char *kind;
    const char *place; /* (nullable) */
  } cases[] = {
    { "http://127.0.0.1:8080/v1", "Server at 127.0.0.1:8080", NULL },
    { "localhost:11434", "Server at localhost:11434", NULL },
    { "https://api.example/v1", "api.example", "api.example" },
    { "192.168.1.7:8080", "192.168.1.7:8080", "192.168.1.7:8080" },
    { "unix:/run/engine.sock", "Server at /run/engine.sock", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AskgProfile) profile = askg_profile_new ("one", "One", cases[i].url);
      g_autofree char *kind = askg_engine_words_for_kind (profile);
      g_autofree char *place = askg_engine_words_for_place (profile);

      g_assert_cmpstr (kind, ==, cases[i].kind);
      g_assert_cmpstr (place, ==, cases[i].place);
    }
}

static void
test_what_nobody_knows_is_not_told (void)
{
  g_autoptr(AskgProfile) profile = askg_profile_new ("one", "One", "127.0.0.1:8080");
  g_autofree char *unknown = askg_engine_words_for_can (profile);
  g_autofree char *sees = NULL;
  g_autofree char *blind = NULL;

  g_assert_null (unknown);
  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, TRUE, ASKG_KNOWN_BY_SERVER);
  askg_profile_learn (profile, ASKG_CAN_TAKE_AUDIO, TRUE, ASKG_KNOWN_BY_PROBE);
  sees = askg_engine_words_for_can (profile);
  g_assert_cmpstr (sees, ==, "sees, hears");
  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, FALSE, ASKG_KNOWN_BY_PERSON);
  askg_profile_learn (profile, ASKG_CAN_TAKE_AUDIO, FALSE, ASKG_KNOWN_BY_PERSON);
  blind = askg_engine_words_for_can (profile);
  g_assert_cmpstr (blind, ==, "words only");
}

static void
test_a_failure_that_is_not_the_engines_says_nothing_of_it (void)
{
  g_autoptr(GError) refused = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_KEY_REFUSED, "");
  g_autoptr(GError) empty = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_EMPTY_REGION, "");
  g_autoptr(GError) stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  g_assert_cmpstr (askg_engine_words_for_error (refused), ==, "key refused");
  g_assert_null (askg_engine_words_for_error (empty));
  g_assert_null (askg_engine_words_for_error (stopped));
}

static void
count (gpointer item,
       guint   *n_changes)
{
  (*n_changes)++;
}

static void
test_a_row_changes_when_something_did (void)
{
  g_autoptr(AskgEngineItem) item = askg_engine_item_new ("large", NULL);
  AskgEngineFacts facts = { "omni-large", "api.example", "api.example", "sees", ASKG_DOT_FAILED, "wrong certificate", FALSE };
  g_autofree char *in_menu = NULL;
  guint n_changes = 0;

  g_signal_connect (item, "changed", G_CALLBACK (count), &n_changes);
  askg_engine_item_tell (item, &facts);
  askg_engine_item_tell (item, &facts);
  g_assert_cmpuint (n_changes, ==, 1);
  in_menu = askg_engine_item_dup_short (item);
  g_assert_cmpstr (in_menu, ==, "at api.example · sees · wrong certificate");
}

static void
test_no_name_is_given_twice (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "askglass-no-such-engines.json", NULL);
  g_autoptr(AskgProfiles) profiles = askg_profiles_new (path);
  g_autoptr(GError) error = NULL;
  g_autofree char *id = askg_profile_name_to_id (profiles, "Omni Large", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "omni-large");
  g_assert_null (askg_profile_name_to_id (profiles, "Reader", &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_null (askg_profile_name_to_id (profiles, "…", &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/engine-words/where-a-question-goes-is-told", test_where_a_question_goes_is_told);
  g_test_add_func ("/ui/engine-words/what-nobody-knows-is-not-told", test_what_nobody_knows_is_not_told);
  g_test_add_func ("/ui/engine-words/a-failure-that-is-not-the-engines-says-nothing-of-it",
                   test_a_failure_that_is_not_the_engines_says_nothing_of_it);
  g_test_add_func ("/ui/engine-words/a-row-changes-when-something-did", test_a_row_changes_when_something_did);
  g_test_add_func ("/ui/engine-words/no-name-is-given-twice", test_no_name_is_given_twice);

  return g_test_run ();
}
