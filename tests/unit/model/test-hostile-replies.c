/* test-hostile-replies.c: the hostile texts of the corpus, through the model at three ways of cutting. */
#include "tests/unit/model/markdown-checks.h"
#include "tests/unit/model/markdown-dump.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <time.h>

/* Cut at every byte a text is parsed as often as it has bytes: the long ones only in larger pieces. */
#define SHORT_BYTES (8 * 1024)

/* Of the processor, for one piece; the corpus gives none of its cases less than a quarter of one. */
#define MAX_SECONDS 1.0

static double
cpu_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec + now.tv_nsec / 1e9;
}

static char *
dump_pieces (const char *text,
             gsize       n_bytes,
             gsize       step,
             double     *longest)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_new ();
  AskgMarkdownChange change;
  double start = cpu_seconds ();

  *longest = 0;
  for (gsize at = 0; at < n_bytes; at += step)
    {
      askg_markdown_append (markdown, text + at, MIN (step, n_bytes - at), &change);
      *longest = MAX (*longest, cpu_seconds () - start);
      start = cpu_seconds ();
    }
  askg_markdown_end (markdown, &change);
  check_markdown (markdown);

  return dump_markdown (markdown);
}

static void
test_case (gconstpointer user_data)
{
  const char *path = user_data;
  static const gsize steps[] = { 1, 7, 4096 };
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  double longest;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &text, &n_bytes, NULL));
  whole = dump_pieces (text, n_bytes, MAX (n_bytes, 1), &longest);
  g_test_message ("%s: %.0f ms", path, longest * 1e3);
  g_assert_cmpfloat (longest, <, MAX_SECONDS);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *pieces = NULL;

      if (steps[i] < 4096 && n_bytes > SHORT_BYTES)
        continue;
      pieces = dump_pieces (text, n_bytes, steps[i], &longest);
      g_assert_cmpstr (pieces, ==, whole);
      g_assert_cmpfloat (longest, <, MAX_SECONDS);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-hostile-XXXXXX", NULL);
  g_autofree char *script = NULL;
  g_autoptr(GSubprocess) materialize = NULL;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = NULL;
  const char *name;
  int status;

  g_test_init (&argc, &argv, NULL);
  script = g_test_build_filename (G_TEST_DIST, "corpora", "injection", "materialize.py", NULL);
  materialize = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, "/usr/bin/python3", script, folder, NULL);
  g_assert_true (g_subprocess_wait_check (materialize, NULL, NULL));

  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/engine/hostile-replies/", name, NULL);

      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
      g_test_add_data_func (test, paths->pdata[paths->len - 1], test_case);
    }
  g_assert_cmpuint (paths->len, >=, 80);
  status = g_test_run ();

  for (guint i = 0; i < paths->len; i++)
    g_remove (paths->pdata[i]);
  g_rmdir (folder);

  return status;
}
