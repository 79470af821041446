/* test-output-keep.c: of a flood of output the beginning, the end and what sounds like an error stay. */
#include <string.h>

#include "engine/debug/askg-error-scan.h"
#include "engine/debug/askg-output-keep.h"

static void
test_words_are_found_in_any_case_at_any_place (void)
{
  static const char *const lines[] = { "x.c:1: error: e", "ERROR: e", "Traceback (most recent call last):", "thread panicked", "오류: x", "FAILED",
                                       "fatal", "E: Unable to locate" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint n = 0; n < 40; n++)
      {
        g_autofree char *fill = g_strnfill (n, 'r');
        g_autofree char *text = g_strconcat (fill, lines[i], fill, NULL);

        g_assert_cmpint (askg_error_scan (text, strlen (text)), >=, (gssize) n);
      }
  g_assert_cmpint (askg_error_scan ("gcc -Werror=format -c terror.c -o mirror.o", 42), ==, -1);
  g_assert_cmpint (askg_error_scan ("", 0), ==, -1);
  g_assert_cmpint (askg_error_scan ("error", 5), ==, -1);
}

static AskgCommandRecord *
keep_in_steps (const GString *output,
               gsize          step)
{
  g_autoptr(AskgOutputKeep) keep = askg_output_keep_new ();
  AskgCommandRecord *record = askg_command_record_new ();

  for (gsize at = 0; at < output->len; at += step)
    askg_output_keep_take (keep, output->str + at, MIN (step, output->len - at));
  askg_output_keep_leave (keep, record);

  return record;
}

/* Each part is what stood there, and they lie in order. Returns: whether @word is in one of them */
static gboolean
check_parts (AskgCommandRecord *record,
             const GString     *output,
             const char        *word)
{
  gboolean has_word = FALSE;
  guint64 behind = 0;

  g_assert_cmpuint (record->n_total_bytes, ==, output->len);
  for (guint i = 0; i < record->parts->len; i++)
    {
      const AskgOutputPart *part = g_ptr_array_index (record->parts, i);
      gsize n;
      const char *bytes = g_bytes_get_data (part->bytes, &n);

      g_assert_cmpuint (part->offset, >=, behind);
      g_assert_cmpmem (bytes, n, output->str + part->offset, n);
      has_word |= memmem (bytes, n, word, strlen (word)) != NULL;
      behind = part->offset + n;
    }
  g_assert_cmpuint (behind, ==, output->len);

  return has_word;
}

static GString *
flood (gsize n_before,
       gsize n_behind)
{
  GString *output = g_string_new (NULL);

  for (guint i = 0; output->len < n_before; i++)
    g_string_append_printf (output, "[%u] compiling -Werror %u.c\n", i, i);
  g_string_append (output, "main.c:7:1: error: the one that matters\n");
  for (guint i = 0; output->len < n_before + n_behind; i++)
    g_string_append_printf (output, "[%u] linking %u\n", i, i);

  return output;
}

static void
test_an_error_in_the_middle_stays (void)
{
  static const gsize sizes[][2] = { { 0, 0 }, { 100, 100 }, { 262100, 5000000 }, { 800000, 0 }, { 800000, 5000 }, { 800000, 11000 },
                                    { 3000000, 520000 }, { 3000000, 3000000 } };
  static const gsize steps[] = { 1u << 30, 65536, 4095, 4096, 70000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (steps); j++)
      {
        g_autoptr(GString) output = flood (sizes[i][0], sizes[i][1]);
        g_autoptr(AskgCommandRecord) record = keep_in_steps (output, steps[j]);

        g_assert_true (check_parts (record, output, "main.c:7:1: error: the one that matters\n"));
      }
}

static void
test_a_word_that_is_cut_is_heard (void)
{
  g_autoptr(GString) output = flood (400000, 1000000);

  for (gsize step = 4000; step < 4016; step++)
    {
      g_autoptr(AskgCommandRecord) record = keep_in_steps (output, step);

      g_assert_true (check_parts (record, output, "the one that matters\n"));
    }
  g_string_truncate (output, 0);
  for (guint i = 0; i < 300000; i++)
    g_string_append (output, "a\n");
  g_string_append (output, "x.c:1: error: slow\n");
  for (guint i = 0; i < 600000; i++)
    g_string_append (output, "b\n");
  {
    g_autoptr(AskgCommandRecord) record = keep_in_steps (output, 1);

    g_assert_true (check_parts (record, output, "error: slow\n"));
  }
}

static void
test_a_million_errors_take_no_more (void)
{
  g_autoptr(GString) output = g_string_new (NULL);
  g_autoptr(AskgCommandRecord) record = NULL;
  gsize n_kept = 0;

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (output, "a.c:%u: error: e\n", i);
  record = keep_in_steps (output, 65536);
  check_parts (record, output, "e");
  for (guint i = 0; i < record->parts->len; i++)
    n_kept += g_bytes_get_size (((AskgOutputPart *) g_ptr_array_index (record->parts, i))->bytes);
  g_assert_cmpuint (n_kept, <=, 1024 * 1024);
  g_assert_cmpuint (record->parts->len, <=, ASKG_COMMAND_MAX_PARTS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/output-keep/words-are-found-in-any-case-at-any-place", test_words_are_found_in_any_case_at_any_place);
  g_test_add_func ("/output-keep/an-error-in-the-middle-stays", test_an_error_in_the_middle_stays);
  g_test_add_func ("/output-keep/a-word-that-is-cut-is-heard", test_a_word_that_is_cut_is_heard);
  g_test_add_func ("/output-keep/a-million-errors-take-no-more", test_a_million_errors_take_no_more);

  return g_test_run ();
}
