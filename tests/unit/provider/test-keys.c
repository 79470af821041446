/* test-keys.c: a key comes back for the place it was given for, and for no other; without a keyring it
 * goes nowhere by itself. With a real keyring: tests/desktop/engines. */
#include "engine/provider/askg-keys.h"

#include <string.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "engine/base/askg-error.h"

typedef struct
{
  char     *folder;
  AskgKeys *keys;
  GError   *error;
  char     *secret;
  gboolean  is_done;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer user_data)
{
  g_autofree char *folder = NULL;

  desk->folder = g_dir_make_tmp ("askg-keys-XXXXXX", NULL);
  folder = g_build_filename (desk->folder, "keys", NULL);
  desk->keys = askg_keys_new (folder);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
}

static void
desk_tear_down (Desk *desk, gconstpointer user_data)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", desk->folder);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_clear_object (&desk->keys);
  g_free (desk->folder);
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Desk *desk = user_data;

  askg_keys_store_finish (ASKG_KEYS (object), result, &desk->error);
  desk->is_done = TRUE;
}

static void
looked_up_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Desk *desk = user_data;

  desk->secret = askg_keys_lookup_finish (ASKG_KEYS (object), result, &desk->error);
  desk->is_done = TRUE;
}

static void
removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Desk *desk = user_data;

  askg_keys_remove_finish (ASKG_KEYS (object), result, &desk->error);
  desk->is_done = TRUE;
}

static void
wait_for (Desk *desk)
{
  while (!desk->is_done)
    g_main_context_iteration (NULL, TRUE);
  desk->is_done = FALSE;
}

static void
test_a_key_in_a_file_comes_back (Desk *desk, gconstpointer user_data)
{
  g_autofree char *path = g_build_filename (desk->folder, "keys", "remote", NULL);
  GStatBuf info;

  askg_keys_store_async (desk->keys, ASKG_KEY_IN_FILE, "remote", "https://a.example:443", "sk-1", NULL, stored_cb, desk);
  wait_for (desk);
  g_assert_no_error (desk->error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  askg_keys_lookup_async (desk->keys, ASKG_KEY_IN_FILE, "remote", "https://a.example:443", NULL, looked_up_cb, desk);
  wait_for (desk);
  g_assert_no_error (desk->error);
  g_assert_cmpstr (desk->secret, ==, "sk-1");
  askg_keys_wipe (desk->secret);

  askg_keys_lookup_async (desk->keys, ASKG_KEY_IN_FILE, "remote", "https://b.example:443", NULL, looked_up_cb, desk);
  wait_for (desk);
  g_assert_error (desk->error, ASKG_ERROR, ASKG_ERROR_USAGE);
  g_assert_null (desk->secret);
  g_clear_error (&desk->error);

  for (guint i = 0; i < 2; i++)
    {
      askg_keys_remove_async (desk->keys, ASKG_KEY_IN_FILE, "remote", NULL, removed_cb, desk);
      wait_for (desk);
      g_assert_no_error (desk->error);
    }
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_without_a_keyring_nothing_is_written (Desk *desk, gconstpointer user_data)
{
  g_autofree char *folder = g_build_filename (desk->folder, "keys", NULL);

  g_setenv ("XDG_RUNTIME_DIR", desk->folder, TRUE);
  askg_keys_store_async (desk->keys, ASKG_KEY_IN_SERVICE, "remote", "https://a.example:443", "sk-1", NULL, stored_cb, desk);
  wait_for (desk);
  g_assert_error (desk->error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING);
  g_assert_null (strstr (desk->error->message, "sk-1"));
  g_clear_error (&desk->error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  askg_keys_lookup_async (desk->keys, ASKG_KEY_IN_SERVICE, "remote", "https://a.example:443", NULL, looked_up_cb, desk);
  wait_for (desk);
  g_assert_error (desk->error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING);
  g_clear_error (&desk->error);
}

static void
test_a_bus_without_a_keyring_is_the_same (Desk *desk, gconstpointer user_data)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  askg_keys_store_async (desk->keys, ASKG_KEY_IN_SERVICE, "remote", "https://a.example:443", "sk-1", NULL, stored_cb, desk);
  wait_for (desk);
  g_assert_error (desk->error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING);
  g_clear_error (&desk->error);
}

static void
test_only_what_fits_a_header_is_a_key (Desk *desk, gconstpointer user_data)
{
  const char *const bad[] = { "", "\n", "  \nsk", "two words", "sk\r\nx-evil: 1", "sk\tx", "키", "sk\x7f" };
  g_autofree char *too_long = g_strnfill (ASKG_KEYS_MAX_BYTES + 1, 'k');
  char *fine = askg_keys_clean ("  sk-1 \r\nyes\n", 13, NULL);

  g_assert_cmpstr (fine, ==, "sk-1");
  askg_keys_wipe (fine);
  for (gsize i = 0; i <= G_N_ELEMENTS (bad); i++)
    {
      const char *given = i < G_N_ELEMENTS (bad) ? bad[i] : too_long;
      g_autoptr(GError) error = NULL;
      char *key = askg_keys_clean (given, strlen (given), &error);

      if (g_str_has_prefix (given, "sk\r\n"))
        g_assert_cmpstr (key, ==, "sk"); /* the first line alone */
      else
        g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
      askg_keys_wipe (key);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/keys/a-key-in-a-file-comes-back", Desk, NULL, desk_set_up, test_a_key_in_a_file_comes_back, desk_tear_down);
  g_test_add ("/keys/without-a-keyring-nothing-is-written", Desk, NULL, desk_set_up,
              test_without_a_keyring_nothing_is_written, desk_tear_down);
  g_test_add ("/keys/a-bus-without-a-keyring-is-the-same", Desk, NULL, desk_set_up,
              test_a_bus_without_a_keyring_is_the_same, desk_tear_down);
  g_test_add ("/keys/only-what-fits-a-header-is-a-key", Desk, NULL, desk_set_up, test_only_what_fits_a_header_is_a_key,
              desk_tear_down);

  return g_test_run ();
}
