/* test-profiles.c: an engine that was connected is there tomorrow, with all that was learnt, whoever
 * else writes into the same file. */
#include "engine/provider/askg-profiles.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "engine/base/askg-error.h"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
place_set_up (Place *place, gconstpointer user_data)
{
  place->folder = g_dir_make_tmp ("askg-profiles-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "engines.json", NULL);
}

static void
place_tear_down (Place *place, gconstpointer user_data)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", place->folder);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (place->folder);
  g_free (place->path);
}

typedef struct
{
  gboolean  is_done;
  GError   *error;
} Saved;

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Saved *saved = user_data;

  askg_profiles_save_finish (ASKG_PROFILES (object), result, &saved->error);
  saved->is_done = TRUE;
}

static void
save (AskgProfiles *profiles)
{
  Saved saved = { 0 };

  askg_profiles_save_async (profiles, saved_cb, &saved);
  while (!saved.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (saved.error);
  g_assert_true (askg_profiles_is_saved (profiles));
}

static AskgProfiles *
load (Place *place)
{
  AskgProfiles *profiles = askg_profiles_new (place->path);
  g_autoptr(GError) error = NULL;

  g_assert_true (askg_profiles_load (profiles, &error));
  g_assert_no_error (error);

  return profiles;
}

static void
add (AskgProfiles *profiles, const char *name, const char *url)
{
  g_autofree char *id = askg_profile_make_id (name);
  g_autoptr(AskgProfile) profile = askg_profile_new (id, name, url);
  g_autoptr(GError) error = NULL;

  g_assert_true (askg_profiles_add (profiles, profile, &error));
}

static void
test_what_was_learnt_is_there_tomorrow (Place *place, gconstpointer user_data)
{
  const char *const arguments[] = { "--ctx-size", "8192", NULL };
  g_autoptr(AskgProfiles) today = load (place);
  g_autoptr(AskgProfiles) tomorrow = NULL;
  AskgProfile *profile;
  gboolean can;
  GStatBuf info;
  g_auto(GStrv) kept = NULL;

  add (today, "My Llama", "localhost:8080");
  profile = askg_profiles_find (today, "my llama");
  g_object_set (profile, "model", "a/b:c", "quirks", ASKG_QUIRK_NO_SYSTEM, "context-tokens", (gint64) 8192,
                "price-in", 2.5, "preview", ASKG_PREVIEW_ALWAYS, "may-fall-back", TRUE, "arguments", arguments, NULL);
  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, TRUE, ASKG_KNOWN_BY_SERVER);
  askg_profile_learn (profile, ASKG_CAN_TAKE_AUDIO, FALSE, ASKG_KNOWN_BY_PROBE);
  save (today);
  g_assert_cmpint (g_stat (place->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  tomorrow = load (place);
  profile = askg_profiles_find (tomorrow, "MY-LLAMA");
  g_assert_cmpstr (askg_profile_get_name (profile), ==, "My Llama");
  g_assert_cmpstr (askg_profile_get_model (profile), ==, "a/b:c");
  g_assert_cmpint (askg_profile_get_quirks (profile), ==, ASKG_QUIRK_NO_SYSTEM);
  g_assert_cmpint (askg_profile_get_number (profile, "context-tokens"), ==, 8192);
  g_assert_cmpint (askg_profile_get_number (profile, "picture-side-px"), ==, 2048);
  g_assert_cmpfloat (askg_profile_get_price (profile, "price-in"), ==, 2.5);
  g_assert_true (askg_profile_get_price (profile, "price-out") != askg_profile_get_price (profile, "price-out"));
  g_assert_true (askg_profile_get_flag (profile, "may-fall-back"));
  g_object_get (profile, "arguments", &kept, NULL);
  g_assert_cmpstr (kept[1], ==, "8192");
  g_assert_cmpint (askg_profile_find_out (profile, ASKG_CAN_TAKE_IMAGE, &can), ==, ASKG_KNOWN_BY_SERVER);
  g_assert_true (can);
  g_assert_cmpint (askg_profile_find_out (profile, ASKG_CAN_TAKE_AUDIO, &can), ==, ASKG_KNOWN_BY_PROBE);
  g_assert_false (can);
  g_assert_cmpint (askg_profile_find_out (profile, ASKG_CAN_GIVE_AUDIO, &can), ==, ASKG_KNOWN_BY_NOBODY);
}

static void
test_what_the_person_says_wins (Place *place, gconstpointer user_data)
{
  g_autoptr(AskgProfile) profile = askg_profile_new ("x", "X", "localhost");

  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, TRUE, ASKG_KNOWN_BY_PERSON);
  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, FALSE, ASKG_KNOWN_BY_SERVER);
  g_assert_true (askg_profile_can (profile, ASKG_CAN_TAKE_IMAGE));
  askg_profile_unlearn (profile, ASKG_CAN_TAKE_IMAGE, ASKG_KNOWN_BY_PERSON);
  g_assert_false (askg_profile_can (profile, ASKG_CAN_TAKE_IMAGE));
}

static void
write_file (Place *place, const char *text)
{
  g_assert_true (g_file_set_contents (place->path, text, -1, NULL));
}

static void
test_what_is_not_understood_stays (Place *place, gconstpointer user_data)
{
  g_autoptr(AskgProfiles) profiles = NULL;
  g_autofree char *text = NULL;

  write_file (place, "{\"version\": 1, \"theirs\": 7, \"engines\": [{\"id\": \"a\", \"name\": \"A\", \"url\": \"localhost\", "
                     "\"colour\": \"blue\", \"context-tokens\": \"many\", \"preview\": \"often\"}, "
                     "{\"id\": \"../b\", \"name\": \"B\"}, 5]}");
  profiles = load (place);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (profiles)), ==, 1);
  g_object_set (askg_profiles_find (profiles, "a"), "model", "m", NULL);
  save (profiles);

  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"theirs\": 7"));
  g_assert_nonnull (strstr (text, "\"colour\": \"blue\""));
  g_assert_nonnull (strstr (text, "\"../b\""));
  g_assert_nonnull (strstr (text, "\"model\": \"m\""));
}

static guint
count_files (Place *place, const char *part)
{
  g_autoptr(GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, part) != NULL;

  return n;
}

static void
test_a_damaged_list_is_put_aside_and_told (Place *place, gconstpointer user_data)
{
  const char whole[] = "{\"version\": 1, \"engines\": [{\"id\": \"a\", \"name\": \"A\"}]}";

  for (gsize n = 0; n < sizeof whole - 1; n++)
    {
      g_autoptr(AskgProfiles) profiles = askg_profiles_new (place->path);
      g_autofree char *cut = g_strndup (whole, n);
      g_autoptr(GError) error = NULL;

      write_file (place, cut);
      g_assert_false (askg_profiles_load (profiles, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
      g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (profiles)), ==, 0);
    }
  g_assert_cmpuint (count_files (place, "damaged"), >, 0);
}

static void
test_the_list_of_a_newer_askglass_is_left_alone (Place *place, gconstpointer user_data)
{
  const char newer[] = "{\"version\": 2, \"engines\": []}";
  g_autoptr(AskgProfiles) profiles = askg_profiles_new (place->path);
  g_autoptr(AskgProfile) profile = askg_profile_new ("x", "X", "localhost");
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  write_file (place, newer);
  g_assert_false (askg_profiles_load (profiles, NULL));
  g_assert_false (askg_profiles_add (profiles, profile, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, newer);
}

static void
test_two_cannot_have_the_same_name (Place *place, gconstpointer user_data)
{
  g_autoptr(AskgProfiles) profiles = load (place);
  g_autoptr(AskgProfile) again = askg_profile_new ("my-llama", "my LLAMA", "localhost");
  g_autoptr(GError) error = NULL;

  add (profiles, "My Llama", "localhost");
  g_assert_false (askg_profiles_add (profiles, again, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
  askg_profiles_remove (profiles, askg_profiles_find (profiles, "my-llama"));
  g_assert_true (askg_profiles_add (profiles, again, NULL));
  save (profiles);
}

static void
test_the_order_is_kept (Place *place, gconstpointer user_data)
{
  g_autoptr(AskgProfiles) profiles = load (place);
  g_autoptr(AskgProfiles) later = NULL;
  g_autoptr(AskgProfile) first = NULL;

  add (profiles, "a", "localhost:1");
  add (profiles, "b", "localhost:2");
  add (profiles, "c", "localhost:3");
  askg_profiles_move (profiles, 2, 0);
  save (profiles);
  later = load (place);
  first = g_list_model_get_item (G_LIST_MODEL (later), 0);
  g_assert_cmpstr (askg_profile_get_id (first), ==, "c");
}

static void
test_an_id_is_safe_as_a_file_name (Place *place, gconstpointer user_data)
{
  const struct { const char *name; const char *id; } names[] = {
    { "My Llama!", "my-llama" }, { "../../etc/passwd", "etc-passwd" }, { "  ", "" }, { "-", "" }, { "리더 로컬", "리더-로컬" },
    { "a/b:c", "a-b-c" }, { "GPT 4.1 (work)", "gpt-4-1-work" }, { "\xff\xfe", "" },
  };
  g_autofree char *long_name = g_strnfill (500, 'x');
  g_autofree char *long_id = askg_profile_make_id (long_name);

  g_assert_cmpuint (strlen (long_id), ==, 40);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = askg_profile_make_id (names[i].name);
      g_autofree char *again = askg_profile_make_id (id);

      g_assert_cmpstr (id, ==, names[i].id);
      g_assert_cmpstr (again, ==, id);
    }
}

static void
test_a_full_disk_is_told (Place *place, gconstpointer user_data)
{
  g_autoptr(AskgProfiles) profiles = askg_profiles_new ("/nowhere/at/all/engines.json");
  g_autoptr(AskgProfile) profile = askg_profile_new ("x", "X", "localhost");
  Saved saved = { 0 };

  g_assert_true (askg_profiles_load (profiles, NULL));
  g_assert_true (askg_profiles_add (profiles, profile, NULL));
  askg_profiles_save_async (profiles, saved_cb, &saved);
  while (!saved.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (saved.error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_clear_error (&saved.error);
}

int
main (int argc, char **argv)
{
  const struct { const char *path; void (*func) (Place *, gconstpointer); } tests[] = {
    { "/profiles/what-was-learnt-is-there-tomorrow", test_what_was_learnt_is_there_tomorrow },
    { "/profiles/what-the-person-says-wins", test_what_the_person_says_wins },
    { "/profiles/what-is-not-understood-stays", test_what_is_not_understood_stays },
    { "/profiles/a-damaged-list-is-put-aside-and-told", test_a_damaged_list_is_put_aside_and_told },
    { "/profiles/the-list-of-a-newer-askglass-is-left-alone", test_the_list_of_a_newer_askglass_is_left_alone },
    { "/profiles/two-cannot-have-the-same-name", test_two_cannot_have_the_same_name },
    { "/profiles/the-order-is-kept", test_the_order_is_kept },
    { "/profiles/an-id-is-safe-as-a-file-name", test_an_id_is_safe_as_a_file_name },
    { "/profiles/a-list-that-cannot-be-written-is-told", test_a_full_disk_is_told },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Place, NULL, place_set_up, tests[i].func, place_tear_down);

  return g_test_run ();
}
