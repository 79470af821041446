/* test-picture-diagnosis.c: what is wrong by what was read on a picture: words with their places, some of them misread. */
#include <string.h>

#include "engine/debug/askg-picture-diagnosis.h"
#include "engine/debug/askg-picture-places.h"
#include "engine/debug/askg-picture-rows.h"
#include "engine/debug/askg-source-finder.h"

#define CELL_PX 8
#define ROW_PX 16
#define LEFT_PX 12

/* As the reader tells it: words with their ink, of letters that stand in cells; narrow ones do not fill theirs. */
static AskgPageText *
new_page (const char *const *rows)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  for (guint i = 0; rows[i] != NULL; i++)
    {
      const guint n_indent = (guint) strspn (rows[i], " ");
      g_auto(GStrv) words = g_strsplit (rows[i] + n_indent, " ", -1);
      int column = (int) n_indent;

      for (guint j = 0; words[j] != NULL; j++)
        {
          const int n_chars = (int) g_utf8_strlen (words[j], -1);
          const AskgRect box = { LEFT_PX + column * CELL_PX + 1, (int) i * ROW_PX, n_chars * CELL_PX - 2, ROW_PX - 4 };

          if (n_chars > 0)
            askg_page_text_builder_add_word (builder, words[j], &box, 90);
          column += n_chars + 1;
        }
      askg_page_text_builder_end_line (builder, 0, n_indent);
    }

  return askg_page_text_builder_finish (builder);
}

static void
assert_rows (const char *const *rows,
             guint              n_columns,
             const char *const *lines)
{
  g_autoptr(AskgPageText) page = new_page (rows);
  g_autoptr(GPtrArray) joined = askg_picture_rows_join (page, n_columns < G_MAXUINT ? 2 * LEFT_PX + n_columns * CELL_PX : G_MAXUINT);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (i, <, joined->len);
      g_assert_cmpstr (g_ptr_array_index (joined, i), ==, lines[i]);
    }
  g_assert_cmpuint (joined->len, ==, g_strv_length ((char **) lines));
}

static void
test_a_row_that_the_terminal_broke_is_whole (void)
{
  static const char *const rows[] = { "main.c:12:5: error: too few arguments to", "function moor; expected 2, have 1", "make: stopped", NULL };
  static const char *const lines[] = { "main.c:12:5: error: too few arguments tofunction moor; expected 2, have 1", "make: stopped", NULL };
  static const char *const rules[] = { "=============== FAILURES ===============", "platform linux", NULL };
  static const char *const blank[] = { "main.c:12:5: error: too few arguments of", "Traceback: a row as wide as the terminal", "that goes on", NULL };
  static const char *const blank_lines[] = { "main.c:12:5: error: too few arguments of", "Traceback: a row as wide as the terminalthat goes on", NULL };

  assert_rows (rows, 40, lines);
  assert_rows (rows, 100, rows); /* far from the edge it ended by itself */
  assert_rows (rows, G_MAXUINT, rows);
  assert_rows (blank, 40, blank_lines);
  assert_rows (rules, 40, rules);
}

static void
test_a_place_that_the_terminal_broke_is_whole (void)
{
  static const char *const rows[] = { "   at java.util.Immutable.add(ImmutableCo", "lections.java:147)", NULL };
  static const char *const lines[] = { "   at java.util.Immutable.add(ImmutableColections.java:147)", NULL };

  assert_rows (rows, 41, lines);
}

static void
test_blanks_stand_as_wide_as_on_the_screen (void)
{
  static const char *const rows[] = { "[web]   File \"web.py\", line 4, in <module>", "[web]     print(port())", NULL };

  assert_rows (rows, 100, rows);
}

typedef struct
{
  const char *read;
  const char *written;
} Mended;

static void
test_places_are_as_tools_write_them (void)
{
  static const Mended cases[] = {
    { "main.c:4:13: error: expected ';'", NULL },
    { "main.c:4:13; error: expected", "main.c:4:13: error: expected" },
    { "main .c:4:l3: error: x", "main.c:4:13: error: x" },
    { "src/main.c: 4: 13: error: x", "src/main.c:4:13: error: x" },
    { "main.c:I:O1: error: x", "main.c:1:01: error: x" },
    { "run.sh: 2: Bad substitution", NULL },
    { "run.sh: line l2: x: unbound variable", "run.sh: line 12: x: unbound variable" },
    { " --> src/lib.rs:2:5", NULL },
    { "   at Main.main (Main . j ava: 4)", NULL },
    { "    at Main.main(Main .java:4)", "    at Main.main(Main.java:4)" },
    { "  File “main.py\", line 3, in <module>", "  File \"main.py\", line 3, in <module>" },
    { "  File \"/usr/1ib/python3.11/x.py\". line 3, in f", "  File \"/usr/lib/python3.11/x.py\", line 3, in f" },
    { "node : internal/modules/esm/resolve : 283", "node:internal/modules/esm/resolve:283" },
    { "main: main.c:4: check: Assertion 'x > 0' failed.", "main: main.c:4: check: Assertion `x > 0' failed." },
    { "undefined reference to \"f'", "undefined reference to `f'" },
    { "  ^-^ $C2045 (error): x", "  ^-^ SC2045 (error): x" },
    { "/usr/bin/1d: x: multiple definition of \"f'", "/usr/bin/ld: x: multiple definition of `f'" },
    { "Cannot find module 'x' importedfrom /w/main.mjs", "Cannot find module 'x' imported from /w/main.mjs" },
    { "it costs 5 USD: see notes.txt: SOLD", NULL },
    { "12:04:59 main.c is compiled", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *mended = askg_picture_places_mend (cases[i].read);

      g_assert_cmpstr (mended, ==, cases[i].written != NULL ? cases[i].written : cases[i].read);
    }
}

static char *
resolve (AskgSourceFinder *finder,
         const char       *file)
{
  g_autoptr(AskgDiagnostic) diagnostic = askg_diagnostic_new ("gcc", ASKG_DIAGNOSTIC_COMPILE, ASKG_SEVERITY_ERROR, "e", -1);

  askg_diagnostic_set_place (diagnostic, file, -1, 1, 0);

  return askg_source_finder_resolve (finder, diagnostic);
}

/* No file is invented: what looks like two, or like none, stays as it was read. */
static void
test_a_name_is_that_of_the_one_file_that_looks_like_it (void)
{
  static const char *const files[] = { "harbor/src/ti1e.c", "harbor/src/pool.c", "harbor/a/l0g.py", "harbor/b/log.py", "harbor/b/lOg.py", NULL };
  static const Mended cases[] = {
    { "src/tile.c", "src/ti1e.c" },
    { "tiIe.c", "src/ti1e.c" },
    { "src/p00l.c", "src/pool.c" },
    { "src/pood.c", "src/pood.c" },
    { "c/1og.py", "c/1og.py" },
    { "a/1og.py", "a/l0g.py" },
    { "/home/anna/harbor/src/tile.c", "src/ti1e.c" },
    { "/home/anna/other/src/tile.c", "/home/anna/other/src/tile.c" },
  };
  g_autofree char *folder = g_dir_make_tmp ("askg-picture-XXXXXX", NULL);
  const char *remove[] = { "rm", "-rf", folder, NULL };
  g_autofree char *project = g_build_filename (folder, "harbor", NULL);
  g_autoptr(AskgSourceFinder) finder = NULL;

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL), *parent = g_path_get_dirname (path);

      g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, "x\n", -1, NULL));
    }
  finder = askg_source_finder_new (project);
  askg_source_finder_accept_alike (finder);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *resolved = resolve (finder, cases[i].read);

      g_assert_cmpstr (resolved, ==, cases[i].written);
    }
  g_assert_true (g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
test_what_was_misread_leads_all_the_same (void)
{
  static const char *const rows[] = { "main .c: In function 'main':", "main .c:5:l3; error: expected ';' before 'puts'", "    5 I   puts (\"x\");", NULL };
  g_autoptr(AskgPageText) page = new_page (rows);
  g_autoptr(AskgDiagnosis) diagnosis = askg_picture_diagnosis_new (page, 0);
  const AskgDiagnostic *root = askg_diagnosis_get_root (diagnosis);

  g_assert_nonnull (root);
  g_assert_cmpstr (root->file, ==, "main.c");
  g_assert_cmpuint (root->line, ==, 5);
  g_assert_cmpuint (root->column, ==, 13);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/debug/picture/broken-row", test_a_row_that_the_terminal_broke_is_whole);
  g_test_add_func ("/debug/picture/broken-place", test_a_place_that_the_terminal_broke_is_whole);
  g_test_add_func ("/debug/picture/blanks", test_blanks_stand_as_wide_as_on_the_screen);
  g_test_add_func ("/debug/picture/places", test_places_are_as_tools_write_them);
  g_test_add_func ("/debug/picture/alike", test_a_name_is_that_of_the_one_file_that_looks_like_it);
  g_test_add_func ("/debug/picture/misread", test_what_was_misread_leads_all_the_same);

  return g_test_run ();
}
