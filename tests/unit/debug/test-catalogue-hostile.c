/* test-catalogue-hostile.c: no text makes the matcher crash, slow or untruthful. */
#include <time.h>

#include "tests/unit/debug/catalogue-samples.h"

#define MIB (1024 * 1024)

static AskgCatalogue *english;
static GPtrArray *entries; /* of AskgCatalogueEntry */

/* Seconds of the processor it takes; what it finds has to be whole. */
static double
seconds_for (const char *text)
{
  const clock_t start = clock ();
  g_autoptr(GPtrArray) found = askg_catalogue_match (english, text, NULL);
  const double took = (double) (clock () - start) / CLOCKS_PER_SEC;

  for (guint i = 0; i < found->len; i++)
    {
      const AskgCatalogueMatch *match = g_ptr_array_index (found, i);

      g_assert_true (g_utf8_validate (match->title, -1, NULL));
      g_assert_true (g_utf8_validate (match->line_text, -1, NULL));
      g_assert_true (match->file == NULL || g_utf8_validate (match->file, -1, NULL));
      g_assert_cmpuint (match->confidence, <=, 100);
    }

  return took;
}

static char *
repeated (const char *piece,
          gsize       n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + strlen (piece));

  while (text->len < n_bytes)
    g_string_append (text, piece);

  return g_string_free (text, FALSE);
}

/* The worst a megabyte can be: what nearly matches, again and again. */
static const char *const pieces[] = {
  "a", " ", "\n", "'", "{", ":", "1", "\033", "\033[", "\033]", "\xff", "\xe2\x80", "…", "가", "error", "error: ", "a:1:1: ",
  "a:1:1: error: '", "Error: Cannot find module '", "undefined reference to ", "File \"x\", line 1\n", "no such ",
  "error: expected \n", "x.c:1:1: error: expected ' before ", "ERROR: relation \"", "at (a.js:1:1)\n",
  "TypeError: x\n", "Traceback (most recent call last):\n", "a: Permission denied\n", "[E0308]: [E0277]: ",
};

static void
test_a_megabyte_takes_less_than_a_second (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeated (pieces[i], MIB);
      const double took = seconds_for (text);

      g_test_message ("%.3f s for “%s”", took, pieces[i]);
      g_test_minimized_result (took, "1 MiB of piece %" G_GSIZE_FORMAT, i);
      /* 0.5 s at most here. Sanitizers make it ten times slower, a quadratic matcher a thousand times. */
      g_assert_cmpfloat (took, <, 5.0);
    }
}

static void
test_all_samples_over_and_over_take_linear_time (void)
{
  g_autoptr(GString) all = g_string_new (NULL);
  g_autofree char *small = NULL;
  g_autofree char *large = NULL;
  double took_small, took_large;

  for (guint i = 0; i < entries->len; i++)
    {
      const AskgCatalogueEntry *entry = g_ptr_array_index (entries, i);
      const AskgCatalogueSample *sample = g_ptr_array_index (entry->samples, 0);

      g_string_append_printf (all, "%s\n", sample->text);
    }
  small = repeated (all->str, MIB / 4);
  large = repeated (all->str, MIB);
  took_small = seconds_for (small);
  took_large = seconds_for (large);
  g_test_message ("%.3f s for a quarter, %.3f s for a megabyte of samples", took_small, took_large);
  g_assert_cmpfloat (took_large, <, 5.0);
  g_assert_cmpfloat (took_large, <, 8 * took_small + 0.2);
}

/* Long texts that are no errors: what a person most often has on the screen. */
static void
test_a_long_log_without_errors_is_quick (void)
{
  g_autofree char *log = repeated ("2024-05-02 10:11:12 INFO  worker 7: stored 12 rows of orders in 33 ms\n"
                                   "[142/980] Compiling C object src/app.p/main.c.o\n", MIB);
  const double took = seconds_for (log);

  g_test_message ("%.3f s", took);
  g_assert_cmpfloat (took, <, 5.0);
}

static void
test_every_cut_of_every_sample_is_survived (void)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const AskgCatalogueEntry *entry = g_ptr_array_index (entries, i);
      const AskgCatalogueSample *sample = g_ptr_array_index (entry->samples, 0);
      g_autofree char *text = g_strdup (sample->text);

      for (gsize cut = strlen (text); cut > 0; cut--)
        {
          text[cut - 1] = '\0';
          (void) seconds_for (text);
        }
    }
}

static void
test_a_line_in_a_long_line_is_found (void)
{
  g_autofree char *filler = repeated ("lorem ipsum dolor ", 5000);
  g_autofree char *text = g_strconcat (filler, "ModuleNotFoundError: No module named 'requests' ", filler, NULL);
  g_autoptr(GPtrArray) found = askg_catalogue_match (english, text, NULL);

  g_assert_cmpstr (first_id (found), ==, "python-module-not-found");
  g_assert_cmpuint (((AskgCatalogueMatch *) g_ptr_array_index (found, 0))->line, ==, 0);
}

static void
test_a_cancelled_search_returns_at_once (void)
{
  g_autofree char *text = repeated ("x.c:1:1: error: 'y' undeclared\n", MIB);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GPtrArray) found = NULL;

  g_cancellable_cancel (cancellable);
  found = askg_catalogue_match (english, text, cancellable);
  g_assert_cmpuint (found->len, ==, 0);
}

static void
test_ten_thousand_errors_are_told_in_few (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *many = NULL;
  g_autoptr(GPtrArray) found = NULL;

  for (guint i = 1; i <= 10000; i++)
    g_string_append_printf (text, "x.c:%u:1: error: 'y%u' undeclared (first use in this function)\n", i, i);
  many = g_string_free (text, FALSE);
  found = askg_catalogue_match (english, many, NULL);
  g_assert_cmpuint (found->len, <=, 100);
  g_assert_cmpuint (((AskgCatalogueMatch *) g_ptr_array_index (found, 0))->file_line, ==, 1);
}

static void
test_a_damaged_catalogue_is_refused_with_its_line (void)
{
  static const char *const damaged[] = {
    "tool: x\n", "[UPPER]\n", "[a\n", "[a]\n[b]\n", "[a]\nnonsense\n", "[a]\ntool:\n", "[a]\npattern: {\n",
    "[a]\n| text\n", "[a]\ntool: x\ntool: y\n", "[a]\nlevel: loud\n", "[a]\nwhere: inside x\n", "[a]\nen.song: x\n",
  };
  const char *languages[] = { "en", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_entry_free);
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", damaged[i]);
      g_assert_false (askg_catalogue_file_parse (damaged[i], languages, TRUE, read, &error));
      g_assert_true (g_str_has_prefix (error->message, "line "));
    }
}

/* An entry cut anywhere is whole or refused, never half. */
static void
test_every_cut_of_an_entry_is_whole_or_refused (void)
{
  static const char whole[] = "# x\n[a-b]\ntool: t\nlevel: warning\nrank: fallback\nconfidence: 9\npattern: {place} is ‘{name}’ bad\n"
                              "where: below --> {file}\nen.title: T\nen.what: W\nen.cause: C\nen.fix: F\nko.title: 가\n"
                              "sample:\n| one\n> two\nfinds: name=x\n";
  const char *languages[] = { "en", NULL };

  for (gsize cut = 0; cut < sizeof whole; cut++)
    {
      g_autofree char *text = g_strndup (whole, cut);
      g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_entry_free);
      g_autoptr(GError) error = NULL;
      const gboolean ok = askg_catalogue_file_parse (text, languages, TRUE, read, &error);

      g_assert_true (ok == (error == NULL));
      for (guint i = 0; i < read->len; i++)
        g_assert_nonnull (((AskgCatalogueEntry *) g_ptr_array_index (read, i))->title);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  english = load_catalogue ("en");
  entries = read_samples ();
  g_test_add_func ("/debug/hostile/a-megabyte", test_a_megabyte_takes_less_than_a_second);
  g_test_add_func ("/debug/hostile/linear", test_all_samples_over_and_over_take_linear_time);
  g_test_add_func ("/debug/hostile/long-log", test_a_long_log_without_errors_is_quick);
  g_test_add_func ("/debug/hostile/every-cut", test_every_cut_of_every_sample_is_survived);
  g_test_add_func ("/debug/hostile/long-line", test_a_line_in_a_long_line_is_found);
  g_test_add_func ("/debug/hostile/cancelled", test_a_cancelled_search_returns_at_once);
  g_test_add_func ("/debug/hostile/many", test_ten_thousand_errors_are_told_in_few);
  g_test_add_func ("/debug/hostile/damaged-catalogue", test_a_damaged_catalogue_is_refused_with_its_line);
  g_test_add_func ("/debug/hostile/every-cut-of-an-entry", test_every_cut_of_an_entry_is_whole_or_refused);
  status = g_test_run ();
  g_object_unref (english);
  g_ptr_array_unref (entries);

  return status;
}
