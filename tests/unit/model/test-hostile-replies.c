/* test-hostile-replies.c: the hostile texts of the corpus, through the model at three ways of cutting. */
#include "tests/unit/model/markdown-checks.h"
#include "tests/unit/model/markdown-dump.h"

#include <gio/gio.h>
#include <time.h>

/* Cut at every byte a text is parsed as often as it has bytes: the long ones only in larger pieces; fewer of them with
 * ASKGLASS_TESTS_ALL set. */
#define SHORT_BYTES (8 * 1024)
#define ALL_SHORT_BYTES (128 * 1024)

/* Of the processor, for one piece; the corpus gives none of its cases less than a quarter of one. */
#ifndef __has_feature
#define __has_feature(x) 0
#endif
#if defined (__SANITIZE_ADDRESS__) || __has_feature (address_sanitizer)
#define MAX_SECONDS 20.0 /* a sanitizer looks at every byte */
#else
#define MAX_SECONDS 1.0
#endif

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
  const gsize short_bytes = g_getenv ("ASKGLASS_TESTS_ALL") != NULL ? ALL_SHORT_BYTES : SHORT_BYTES;
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

      if (steps[i] < 4096 && n_bytes > short_bytes)
        continue;
      pieces = dump_pieces (text, n_bytes, steps[i], &longest);
      g_assert_cmpstr (pieces, ==, whole);
      g_assert_cmpfloat (longest, <, MAX_SECONDS);
    }
}

int
main (int argc, char **argv)
{
  const char *const folder = ASKG_BUILD_DIR "/tests/hostile-replies";
  const char *const script = ASKG_SOURCE_DIR "/tests/corpora/injection/materialize.py";
  g_autoptr(GSubprocess) materialize = NULL;
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
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

  return g_test_run ();
}
