/* test-catalogue.c: every entry is found in its own samples, and the root cause leads. */
#include "engine/base/askg-error.h"
#include "tests/unit/debug/catalogue-samples.h"

static AskgCatalogue *english;
static GPtrArray *entries; /* of AskgCatalogueEntry, with their samples */

static GPtrArray *
match (const char *text)
{
  return askg_catalogue_match (english, text, NULL);
}

static const AskgCatalogueMatch *
first_of (GPtrArray *matches)
{
  return matches->len > 0 ? g_ptr_array_index (matches, 0) : NULL;
}

static gboolean
says (const AskgCatalogueMatch *found,
      const char               *value)
{
  if (strstr (found->title, value) != NULL || strstr (found->explanation, value) != NULL)
    return TRUE;
  for (guint i = 0; found->causes[i] != NULL; i++)
    if (strstr (found->causes[i], value) != NULL)
      return TRUE;
  for (guint i = 0; found->fixes[i] != NULL; i++)
    if (strstr (found->fixes[i], value) != NULL)
      return TRUE;

  return FALSE;
}

/* Returns what is wrong with @found, or %NULL. */
static char *
trouble_of (const AskgCatalogueEntry  *entry,
            const AskgCatalogueSample *sample,
            const AskgCatalogueMatch  *found)
{
  if (found == NULL || strcmp (found->id, entry->id) != 0)
    return g_strdup_printf ("%s: found %s\n%s", entry->id, found != NULL ? found->id : "nothing", sample->text);
  if (found->line != sample->line)
    return g_strdup_printf ("%s: found in line %u, not %u", entry->id, found->line, sample->line);

  for (guint i = 0; i < sample->finds->len; i++)
    {
      const char *wanted = g_ptr_array_index (sample->finds, i);
      const char *value = strchr (wanted, '=') + 1;
      gboolean ok;

      if (g_str_has_prefix (wanted, "file="))
        ok = g_strcmp0 (found->file, value) == 0;
      else if (g_str_has_prefix (wanted, "line="))
        ok = found->file_line == (guint) atoi (value);
      else if (g_str_has_prefix (wanted, "column="))
        ok = found->file_column == (guint) atoi (value);
      else
        ok = says (found, value);
      if (!ok)
        return g_strdup_printf ("%s: not %s, but file %s, line %u, “%s”", entry->id, wanted,
                                found->file, found->file_line, found->title);
    }

  return NULL;
}

static void
test_every_sample_leads_with_its_entry (void)
{
  g_autoptr(GString) troubles = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const AskgCatalogueEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpuint (entry->samples->len, >, 0);
      for (guint j = 0; j < entry->samples->len; j++)
        {
          const AskgCatalogueSample *sample = g_ptr_array_index (entry->samples, j);
          g_autoptr(GPtrArray) found = match (sample->text);
          g_autofree char *trouble = trouble_of (entry, sample, first_of (found));

          if (trouble != NULL)
            g_string_append_printf (troubles, "\n%s", trouble);
        }
    }
  g_assert_cmpstr (troubles->str, ==, "");
}

static void
test_what_was_read_wrongly_still_names_the_place (void)
{
  g_autoptr(GPtrArray) found = match ("main .c: l2: 5: error: implicit declaration of function hash_file");

  g_assert_cmpstr (first_id (found), ==, "gcc-implicit-function");
  g_assert_cmpstr (first_of (found)->file, ==, "main.c");
  g_assert_cmpuint (first_of (found)->file_line, ==, 12);
  g_assert_cmpuint (first_of (found)->file_column, ==, 5);
  g_assert_true (says (first_of (found), "`hash_file`"));
  g_assert_cmpuint (first_of (found)->confidence, <, 90);
}

static void
test_consequences_never_lead (void)
{
  static const char *const text =
    "gcc -Wall -Werror -o tool tool.o\n"
    "make: *** [Makefile:4: tool] Error 1\n"
    "collect2: error: ld returned 1 exit status\n"
    "tool.c:3:7: warning: unused variable ‘n’ [-Wunused-variable]\n"
    "cc1: all warnings being treated as errors\n"
    "/usr/bin/ld: tool.o: in function `main':\n"
    "tool.c:(.text+0x1a): undefined reference to `zlibVersion'\n";
  g_autoptr(GPtrArray) found = match (text);

  g_assert_cmpstr (first_id (found), ==, "ld-undefined-reference");
  g_assert_cmpstr (((AskgCatalogueMatch *) g_ptr_array_index (found, 1))->id, ==, "gcc-unused");
  g_assert_cmpuint (found->len, >=, 4);
}

static void
test_the_first_error_leads (void)
{
  g_autoptr(GPtrArray) found = match ("a.c:9:1: error: unknown type name ‘gsize’\n"
                                      "a.c:12:3: error: ‘count’ undeclared (first use in this function)\n"
                                      "b.c:1:1: error: unknown type name ‘gsize’\n");

  g_assert_cmpuint (found->len, ==, 2); /* the same type twice is one error */
  g_assert_cmpstr (first_id (found), ==, "gcc-unknown-type");
  g_assert_cmpuint (first_of (found)->file_line, ==, 9);
}

static void
test_the_last_cause_of_a_java_chain_leads (void)
{
  g_autoptr(GPtrArray) found = match (
    "Exception in thread \"main\" java.lang.IllegalStateException: cannot start\n"
    "\tat shop.Main.main(Main.java:14)\n"
    "Caused by: java.lang.RuntimeException: no pool\n"
    "\tat shop.Pool.open(Pool.java:31)\n"
    "Caused by: java.net.ConnectException: Connection refused\n"
    "\tat java.base/sun.nio.ch.Net.pollConnect(Native Method)\n"
    "\tat shop.Pool.connect(Pool.java:58)\n");

  g_assert_cmpstr (first_id (found), ==, "java-connection-refused");
  g_assert_cmpuint (first_of (found)->line, ==, 4);
  g_assert_cmpstr (first_of (found)->file, ==, "Pool.java");
  g_assert_cmpuint (first_of (found)->file_line, ==, 58);
}

static void
test_an_unknown_error_is_pointed_at_with_little_confidence (void)
{
  g_autoptr(GPtrArray) found = match ("Compiling…\nsrc/x.c:7:2: error: flux capacitor out of plutonium\n");

  g_assert_cmpstr (first_id (found), ==, "gcc-some-error");
  g_assert_cmpuint (first_of (found)->line, ==, 1);
  g_assert_cmpuint (first_of (found)->confidence, <=, 50);
}

static void
test_text_without_errors_matches_nothing (void)
{
  g_autoptr(GPtrArray) prose = match ("Dear all,\nthe meeting is at 10:30 in room 4.\nNo errors were found last week.\n");
  g_autoptr(GPtrArray) code = match ("static int\nerror_count (void)\n{\n  return n_errors;\n}\n");
  g_autoptr(GPtrArray) build = match ("[1/3] Compiling C object main.c.o\n[3/3] Linking target app\n0 errors, 0 warnings\n");
  g_autoptr(GPtrArray) nothing = match ("");

  g_assert_cmpstr (first_id (prose), ==, "nothing");
  g_assert_cmpstr (first_id (code), ==, "nothing");
  g_assert_cmpstr (first_id (build), ==, "nothing");
  g_assert_cmpuint (nothing->len, ==, 0);
}

static void
test_korean_has_the_same_entries_in_korean (void)
{
  const char *text = "a.c:9:1: error: unknown type name ‘gsize’\n";
  g_autoptr(AskgCatalogue) korean = load_catalogue ("ko_KR.UTF-8");
  g_autoptr(AskgCatalogue) other = load_catalogue ("xx");
  g_autoptr(GPtrArray) in_korean = askg_catalogue_match (korean, text, NULL);
  g_autoptr(GPtrArray) in_other = askg_catalogue_match (other, text, NULL);

  g_assert_cmpuint (askg_catalogue_get_n_entries (korean), ==, askg_catalogue_get_n_entries (english));
  g_assert_nonnull (strstr (first_of (in_korean)->title, "형식"));
  g_assert_nonnull (strstr (first_of (in_korean)->title, "`gsize`"));
  g_assert_nonnull (strstr (first_of (in_other)->title, "not known"));
}

/* The colon above and the name of the file are, read in one, the beginning of what the next row says. */
static void
test_a_row_that_ends_as_a_message_begins (void)
{
  g_autoptr(GPtrArray) found = match ("unused.c: In function ‘f’:\nunused.c:5:7: warning: unused variable ‘extra’ [-Wunused-variable]\n");

  g_assert_cmpuint (found->len, >=, 1);
  g_assert_cmpstr (((AskgCatalogueMatch *) g_ptr_array_index (found, 0))->id, ==, "gcc-unused");
}

static void
test_a_backtick_in_a_name_does_not_end_the_code (void)
{
  g_autoptr(GPtrArray) found = match ("a.c:9:1: error: unknown type name \"x`[y](http://z)\"\n");

  g_assert_cmpstr (first_id (found), ==, "gcc-unknown-type");
  g_assert_null (strstr (first_of (found)->title, "x`["));
}

static void
test_a_missing_catalogue_is_told_in_a_sentence (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgCatalogue) none = askg_catalogue_load ("/nonexistent", NULL, &error);

  g_assert_null (none);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
  g_assert_cmpuint (strlen (error->message), <=, 400);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  english = load_catalogue ("en");
  entries = read_samples ();
  g_test_add_func ("/debug/catalogue/every-sample-leads-with-its-entry", test_every_sample_leads_with_its_entry);
  g_test_add_func ("/debug/catalogue/wrongly-read-place", test_what_was_read_wrongly_still_names_the_place);
  g_test_add_func ("/debug/catalogue/consequences-never-lead", test_consequences_never_lead);
  g_test_add_func ("/debug/catalogue/the-first-error-leads", test_the_first_error_leads);
  g_test_add_func ("/debug/catalogue/the-last-cause-of-a-java-chain-leads", test_the_last_cause_of_a_java_chain_leads);
  g_test_add_func ("/debug/catalogue/an-unknown-error-is-pointed-at", test_an_unknown_error_is_pointed_at_with_little_confidence);
  g_test_add_func ("/debug/catalogue/text-without-errors-matches-nothing", test_text_without_errors_matches_nothing);
  g_test_add_func ("/debug/catalogue/korean", test_korean_has_the_same_entries_in_korean);
  g_test_add_func ("/debug/catalogue/row-above-ends-alike", test_a_row_that_ends_as_a_message_begins);
  g_test_add_func ("/debug/catalogue/backtick", test_a_backtick_in_a_name_does_not_end_the_code);
  g_test_add_func ("/debug/catalogue/missing", test_a_missing_catalogue_is_told_in_a_sentence);
  status = g_test_run ();
  g_object_unref (english);
  g_ptr_array_unref (entries);

  return status;
}
