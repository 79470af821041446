/* test-failure.c: what failed is told with its lines and their function, and is the same again when the history shows it. */
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "engine/debug/askg-command-text.h"
#include "engine/debug/askg-failure-change.h"
#include "engine/debug/askg-source-finder.h"
#include "engine/debug/askg-source-function.h"
#include "engine/debug/askg-source-outside.h"

typedef struct
{
  const char *name;
  const char *text;
  guint       line;
  const char *function; /* (nullable) */
} FunctionCase;

static const FunctionCase functions[] = {
  { "gnu", "static void\non_wake (gpointer data)\n{\n  int a;\n  b ();\n}\n", 5, "on_wake" },
  { "kernighan", "int main(void) {\n    return f();\n}\n", 2, "main" },
  { "nested-blocks", "int main(void) {\n    if (a) {\n        for (;;) {\n            f();\n", 4, "main" },
  { "method", "class A {\n    public void run() {\n        go();\n    }\n}\n", 3, "run" },
  { "cpp-method", "int\nHarbor::count () const\n{\n  return ships.at (9);\n}\n", 4, "Harbor::count" },
  { "python", "import os\n\ndef load(path):\n    with open(path) as f:\n        return f\n", 5, "load" },
  { "python-method", "class A:\n    async def run(self):\n        x = f(1)\n        await x\n", 4, "run" },
  { "rust", "pub fn tide(level: u32) -> u32 {\n    level - 1\n}\n", 2, "tide" },
  { "go-method", "func (h *Harbor) Dock(s Ship) error {\n\treturn h.err\n}\n", 2, "Dock" },
  { "javascript", "export async function tide(level) {\n  return level.x\n}\n", 2, "tide" },
  { "shell", "tide() {\n  nosuch\n}\n", 2, "tide" },
  { "between-functions", "int f(void) {\n}\nint a = b;\n", 3, NULL },
  { "top-of-a-file", "#include \"x.h\"\nint a;\n", 1, NULL },
  { "script-without-functions", "import os\nprint(1)\nfoo(2)\n", 3, NULL },
  { "no-such-line", "a\n", 9, NULL },
};

static void
test_function (gconstpointer data)
{
  const FunctionCase *one = data;
  g_auto(GStrv) lines = g_strsplit (one->text, "\n", -1);
  g_autofree char *found = askg_source_function_find ((const char *const *) lines, g_strv_length (lines), one->line);

  g_assert_cmpstr (found, ==, one->function);
}

static AskgCommandRecord *
make_record (const char *folder,
             const char *output)
{
  AskgCommandRecord *record = askg_command_record_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (output, strlen (output));

  record->command = g_strdup ("make -j8");
  record->folder = g_strdup (folder);
  record->status = 2;
  record->began_us = 1000000;
  record->ended_us = 5800000;
  record->n_total_bytes = strlen (output);
  askg_command_record_add_part (record, 0, bytes);

  return record;
}

static void
check (const AskgFailure *failure,
       const char        *folder)
{
  g_assert_cmpstr (failure->command, ==, "make -j8");
  g_assert_cmpstr (failure->folder, ==, folder);
  g_assert_cmpint (failure->status, ==, 2);
  g_assert_cmpint (failure->took_us, ==, 4800000);
  g_assert_cmpstr (failure->message, ==, "implicit declaration of function ‘session_resume’");
  g_assert_cmpstr (failure->file, ==, "session.c");
  g_assert_cmpuint (failure->line, ==, 4);
  g_assert_cmpstr (failure->function, ==, "on_wake");
  g_assert_cmpuint (failure->source->len, ==, 5);
  g_assert_cmpstr (((AskgSourceLine *) failure->source->pdata[3])->text, ==, "  session_resume ();");
  g_assert_cmpuint (failure->others->len, ==, 1);
  g_assert_cmpstr (failure->others->pdata[0], ==, "session.c:5  e");
}

static void
test_told_and_read_back (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-failure-XXXXXX", NULL), *file = g_build_filename (folder, "session.c", NULL);
  g_autoptr(AskgCommandRecord) record = make_record (folder, "[exit status 9]\nsession.c:4:3: error: implicit declaration of function ‘session_resume’\n"
                                                     "session.c:5:1: error: e\nmake: *** [Makefile:3: all] Error 1\n");
  g_autoptr(AskgFailure) failure = NULL, again = NULL;

  g_assert_true (g_file_set_contents (file, "void\non_wake (void)\n{\n  session_resume ();\n}\n", -1, NULL));
  failure = askg_failure_new_for_record (record);
  check (failure, folder);
  g_assert_cmpint (g_unlink (file), ==, 0); /* what is shown later is what was there then */
  again = askg_failure_new_for_text (failure->text);
  check (again, folder);
  g_assert_cmpstr (again->text, ==, failure->text);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Read back, it is the whole of it: a half would be run again. And none of it is what it wrote. */
static void
test_a_command_of_several_lines (void)
{
  static const char command[] = "for f in a b; do\n  make $f: || echo 'a.c:1:1: error: mine'\ndone";
  g_autoptr(AskgCommandRecord) record = make_record ("/nowhere", "b.c:2:1: error: theirs\n");
  g_autoptr(AskgFailure) failure = NULL, again = NULL;
  g_autofree char *to_run = NULL;

  g_free (record->command);
  record->command = g_strdup (command);
  failure = askg_failure_new_for_record (record);
  again = askg_failure_new_for_text (failure->text);
  g_assert_cmpstr (again->command, ==, failure->command);
  g_assert_cmpstr (again->message, ==, "theirs");
  g_assert_cmpuint (again->others->len, ==, 0);
  to_run = askg_command_text_read_line (again->command);
  g_assert_cmpstr (to_run, ==, command);
}

static void
test_no_error_in_it (void)
{
  g_autoptr(AskgCommandRecord) record = make_record ("/nowhere", "nothing to see\n");
  g_autoptr(AskgFailure) failure = askg_failure_new_for_record (record), again = askg_failure_new_for_text (failure->text);

  g_assert_null (failure->message);
  g_assert_nonnull (again);
  g_assert_null (again->message);
  g_assert_cmpuint (again->source->len, ==, 0);
}

/* The history keeps the lines around the first and the last ones; the card still tells how many more there were. */
static void
test_errors_that_were_left_out_are_counted (void)
{
  g_autoptr(GString) output = g_string_new (NULL);
  g_autoptr(AskgCommandRecord) record = NULL;
  g_autoptr(AskgFailure) failure = NULL, again = NULL;

  for (guint i = 1; i <= 49; i++)
    {
      g_string_append_printf (output, "a.c:%u:1: error: ‘x%u’ undeclared\n", i, i);
      for (guint j = 0; j < 100; j++)
        g_string_append (output, "   12 |   of the file itself\n");
    }
  record = make_record ("/nowhere", output->str);
  failure = askg_failure_new_for_record (record);
  g_assert_cmpuint (failure->others->len + failure->n_more, ==, 48);
  again = askg_failure_new_for_text (failure->text);
  g_assert_nonnull (again);
  g_assert_cmpint (again->took_us, ==, 4800000);
  g_assert_cmpuint (again->others->len, <, 48);
  g_assert_cmpuint (again->others->len + again->n_more, ==, 48);
}

static void
test_other_texts_are_none (void)
{
  static const char *const texts[] = { "", "hello", "$ make\n", "/x$ make", "/x$ make\nout\n", "[exit status 2]\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (askg_failure_new_for_text (texts[i]));
}

/* Nothing of it is read before it is wanted; then it goes along, and can be left out again. */
static void
test_a_file_outside_the_project (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-failure-XXXXXX", NULL), *project = g_build_filename (folder, "project", NULL);
  g_autofree char *file = g_build_filename (folder, "lib.h", NULL), *secret = g_build_filename (folder, ".env", NULL);
  g_autofree char *found = NULL, *text = NULL, *without = NULL, *place = NULL;
  g_autoptr(AskgCommandRecord) record = NULL;
  g_autoptr(AskgFailure) failure = NULL, again = NULL, more = NULL;
  g_autoptr(GPtrArray) lines = NULL, none = NULL;

  g_assert_cmpint (g_mkdir (project, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "int a;\nint b = x;\nint c;\n", -1, NULL));
  g_assert_true (g_file_set_contents (secret, "KEY=1\n", -1, NULL));
  record = make_record (project, "../lib.h:2:9: error: ‘x’ undeclared here\n");
  failure = askg_failure_new_for_record (record);
  g_assert_cmpuint (failure->source->len, ==, 0);
  g_assert_null (strstr (failure->text, "int b"));
  again = askg_failure_new_for_text (failure->text);
  g_assert_cmpuint (again->line, ==, 2);

  found = askg_source_outside_find (project, again->file);
  g_assert_cmpstr (found, ==, file);
  g_assert_null (askg_source_outside_find (project, "../.env"));
  g_assert_null (askg_source_outside_find (project, "../none.h"));
  g_assert_null (askg_source_outside_find (project, ".."));
  g_assert_null (askg_source_outside_find (project, "/proc/self/environ"));
  g_assert_null (askg_source_outside_find (folder, "lib.h")); /* which is inside then */

  lines = askg_source_outside_read (project, found, 2, 1);
  g_assert_cmpuint (lines->len, ==, 3);
  none = askg_source_outside_read (project, secret, 1, 1);
  g_assert_cmpuint (none->len, ==, 0);
  text = askg_failure_with_outside (failure->text, found, lines, 2);
  more = askg_failure_new_for_text (text);
  g_assert_cmpstr (more->file, ==, "../lib.h");
  g_assert_cmpuint (more->parts->len, ==, 1);
  place = g_strconcat (file, ":2", NULL);
  g_assert_cmpint (((AskgFailurePart *) more->parts->pdata[0])->kind, ==, ASKG_FAILURE_PART_OUTSIDE);
  g_assert_cmpstr (((AskgFailurePart *) more->parts->pdata[0])->place, ==, place);
  g_assert_nonnull (strstr (((AskgFailurePart *) more->parts->pdata[0])->text, ">     2  int b = x;\n"));
  without = askg_failure_without (more, 0);
  g_assert_cmpstr (without, ==, failure->text);

  g_assert_cmpint (g_unlink (file) | g_unlink (secret) | g_rmdir (project) | g_rmdir (folder), ==, 0);
}

/* A part alone, without a place before it, is no place. */
static void
test_a_part_is_no_place (void)
{
  g_autoptr(AskgFailure) failure =
    askg_failure_new_for_text ("/w$ make\nnothing\n[exit status 2]\n[outside the project: /usr/include/a.h:12]\n>    12  int a;\n");

  g_assert_null (failure->file);
  g_assert_cmpuint (failure->parts->len, ==, 1);
}

typedef struct
{
  const char *name;
  const char *before;
  const char *after;
  gboolean    is_same;
  gboolean    is_as_was;
  guint       n_before;
  guint       n_after;
} ChangeCase;

static const ChangeCase changes[] = {
  { "nothing", "a.c:4:1: error: ‘x’ undeclared\n", "a.c:4:1: error: ‘x’ undeclared\n", TRUE, TRUE, 1, 1 },
  { "moved", "a.c:4:1: error: ‘x’ undeclared\n", "a.c:6:1: error: ‘x’ undeclared\n", TRUE, FALSE, 1, 1 },
  { "fewer", "a.c:4:1: error: ‘x’ undeclared\na.c:9:1: error: ‘y’ undeclared\n", "a.c:4:1: error: ‘x’ undeclared\n", TRUE, FALSE, 2, 1 },
  { "another", "a.c:4:1: error: ‘x’ undeclared\n", "a.c:9:1: error: expected ‘;’ before ‘}’ token\n", FALSE, FALSE, 1, 1 },
  { "another-beside", "a.c:4:1: error: ‘x’ undeclared\na.c:9:1: error: ‘y’ undeclared\n",
    "a.c:4:1: error: ‘x’ undeclared\na.c:9:1: error: ‘z’ undeclared\n", TRUE, FALSE, 2, 2 },
  { "nothing-understood", "no\n", "no\n", TRUE, TRUE, 0, 0 },
  { "understood-now", "no\n", "a.c:4:1: error: ‘x’ undeclared\n", FALSE, FALSE, 0, 1 },
};

static void
test_change (gconstpointer data)
{
  const ChangeCase *one = data;
  g_autofree char *before_text = g_strdup_printf ("/w$ make\n%s[exit status 2]\n", one->before);
  g_autofree char *after_text = g_strdup_printf ("/w$ make\n%s[exit status 2]\n", one->after);
  g_autoptr(AskgFailure) before = askg_failure_new_for_text (before_text), after = askg_failure_new_for_text (after_text);
  const AskgFailureChange change = askg_failure_compare (before, after);

  g_assert_cmpint (change.is_same, ==, one->is_same);
  g_assert_cmpint (change.is_as_was, ==, one->is_as_was);
  g_assert_cmpuint (change.n_before, ==, one->n_before);
  g_assert_cmpuint (change.n_after, ==, one->n_after);
}

static void
test_cut_anywhere (void)
{
  static const char text[] = "/w$ make\na.c:4:1: error: e\n[exit status 2]\na.c:4 in f\n      3  a\n>     4  b\n";

  for (gsize n = 0; n <= strlen (text); n++)
    {
      g_autofree char *cut = g_strndup (text, n);
      g_autoptr(AskgFailure) failure = askg_failure_new_for_text (cut);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autofree char *path = g_strconcat ("/failure/function/", functions[i].name, NULL);

      g_test_add_data_func (path, &functions[i], test_function);
    }
  g_test_add_func ("/failure/told-and-read-back", test_told_and_read_back);
  g_test_add_func ("/failure/a-command-of-several-lines", test_a_command_of_several_lines);
  g_test_add_func ("/failure/no-error-in-it", test_no_error_in_it);
  g_test_add_func ("/failure/errors-left-out-are-counted", test_errors_that_were_left_out_are_counted);
  g_test_add_func ("/failure/other-texts-are-none", test_other_texts_are_none);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/failure/change/", changes[i].name, NULL);

      g_test_add_data_func (path, &changes[i], test_change);
    }
  g_test_add_func ("/failure/a-file-outside-the-project", test_a_file_outside_the_project);
  g_test_add_func ("/failure/a-part-is-no-place", test_a_part_is_no_place);
  g_test_add_func ("/failure/cut-anywhere", test_cut_anywhere);

  return g_test_run ();
}
