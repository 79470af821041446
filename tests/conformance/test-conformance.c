/* test-conformance.c: every recorded reply gives what expected.json says, whole, byte by byte, and cut in two at
 * every place. */
#include <stdlib.h>
#include <string.h>

#include "tests/conformance/replay.h"

#define MAX_CUTS 1500 /* of a file; all of them with ASKGLASS_TESTS_ALL */

static char *folder;

static char *
dump (json_t *value)
{
  char *text = json_dumps (value, JSON_SORT_KEYS | JSON_ENCODE_ANY | JSON_INDENT (1));
  char *copy = g_strdup (text);

  free (text);

  return copy;
}

/* Keys that are not expected are not looked at. */
static void
check_subset (const char *name,
              json_t     *expected,
              json_t     *got)
{
  const char *key;
  json_t *value;

  if (json_is_object (expected) && json_is_object (got))
    {
      json_object_foreach (expected, key, value)
        {
          g_autofree char *inner = g_strconcat (name, "/", key, NULL);

          if (json_object_get (got, key) == NULL)
            g_error ("%s is missing", inner);
          check_subset (inner, value, json_object_get (got, key));
        }
      return;
    }
  if (!json_equal (expected, got))
    {
      g_autofree char *a = dump (expected), *b = dump (got);

      g_error ("%s: expected %s, got %s", name, a, b);
    }
}

static GBytes *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *text;
  gsize n_bytes;

  g_file_get_contents (path, &text, &n_bytes, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, n_bytes);
}

static void
check_cut (const Replay *whole,
           const char   *told,
           const gsize  *steps,
           gsize         n_steps)
{
  Replay cut = *whole;
  json_t *got;
  g_autofree char *text = NULL;

  cut.steps = steps;
  cut.n_steps = n_steps;
  got = replay_run (&cut);
  text = dump (got);
  json_decref (got);
  if (strcmp (text, told) != 0)
    g_error ("%s cut after %" G_GSIZE_FORMAT ": %s instead of %s", whole->name, steps[0], text, told);
}

static void
test_reply (gconstpointer data)
{
  static const gsize ends[] = { G_MAXSIZE };
  static const gsize sizes[] = { 1, 2, 3, 7, 64, 1000 };
  const char *name = data;
  g_autofree char *path = g_build_filename (folder, "wire", name, NULL);
  g_autofree char *list = g_build_filename (folder, "expected.json", NULL);
  g_autofree char *told = NULL;
  g_autoptr(GBytes) bytes = load (path);
  json_t *expected = json_load_file (list, 0, NULL);
  json_t *meta = replay_load_meta (path);
  const Replay whole = { name, bytes, meta, ends, 1 };
  json_t *got = replay_run (&whole);
  const gsize n_bytes = g_bytes_get_size (bytes);
  const gsize step = g_getenv ("ASKGLASS_TESTS_ALL") != NULL ? 1 : 1 + n_bytes / MAX_CUTS;

  g_assert_nonnull (json_object_get (expected, name));
  check_subset (name, json_object_get (expected, name), got);
  told = dump (got);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_cut (&whole, told, &sizes[i], 1);
  for (gsize at = 1; at < n_bytes; at += step)
    {
      const gsize two[] = { at, G_MAXSIZE };

      check_cut (&whole, told, two, 2);
    }
  json_decref (got);
  json_decref (meta);
  json_decref (expected);
}

int
main (int argc, char **argv)
{
  g_autoptr(GDir) dir = NULL;
  g_autofree char *wire = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "conformance", NULL);
  wire = g_build_filename (folder, "wire", NULL);
  dir = g_dir_open (wire, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".meta.json"))
      {
        g_autofree char *path = g_strconcat ("/dialect/conformance/", name, NULL);

        g_test_add_data_func_full (path, g_strdup (name), test_reply, g_free);
      }

  return g_test_run ();
}
