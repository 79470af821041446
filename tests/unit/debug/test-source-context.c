/* test-source-context.c: what of a project goes along with a failing command: what belongs to its error, and nothing that is
 * secret or lies elsewhere. */
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "engine/debug/askg-failure.h"
#include "engine/debug/askg-source-finder.h"
#include "engine/debug/askg-source-function.h"
#include "engine/debug/askg-source-names.h"
#include "engine/debug/askg-source-secret.h"

#define CODE "#include \"harbor.h\"\n\nstatic int\nquay (void)\n{\n  return tide (7);\n}\n"

typedef struct
{
  char *folder; /* a project */
} Rig;

static void
put (Rig        *rig,
     const char *name,
     const char *text)
{
  g_autofree char *path = g_build_filename (rig->folder, name, NULL), *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Rig           *rig,
        gconstpointer  unused)
{
  g_autofree char *made = g_dir_make_tmp ("askg-context-XXXXXX", NULL);

  rig->folder = g_steal_pointer (&made);
}

static void
tear_down (Rig           *rig,
           gconstpointer  unused)
{
  const char *words[] = { "rm", "-rf", rig->folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_free (rig->folder);
}

static gboolean
git (Rig        *rig,
     const char *line)
{
  g_autofree char *whole = g_strdup_printf ("git -C '%s' -c user.email=a@b -c user.name=a -c commit.gpgsign=false %s", rig->folder, line);
  int status = 1;

  return g_spawn_command_line_sync (whole, NULL, NULL, &status, NULL) && status == 0;
}

static AskgFailure *
fail_in (const char *folder,
         const char *output)
{
  g_autoptr(AskgCommandRecord) record = askg_command_record_new ();
  g_autoptr(GBytes) bytes = g_bytes_new (output, strlen (output));

  record->command = g_strdup ("make");
  record->folder = g_strdup (folder);
  record->status = 2;
  record->n_total_bytes = strlen (output);
  askg_command_record_add_part (record, 0, bytes);

  return askg_failure_new_for_record (record);
}

static const AskgFailurePart *
part_of (const AskgFailure *failure,
         guint              index)
{
  g_assert_cmpuint (index, <, failure->parts->len);

  return g_ptr_array_index (failure->parts, index);
}

/* -- Names ------------------------------------------------------------------------------ */

static const struct
{
  const char *message;
  const char *names;
} messages[] = {
  { "implicit declaration of function ‘session_resume’ [-Werror=implicit-function-declaration]", "session_resume" },
  { "‘struct session’ has no member named ‘rc’", "session rc" },
  { "no matching function for call to ‘harbor::Quay::dock(int)’", "dock" },
  { "undefined reference to `tide'", "tide" },
  { "name 'tide' is not defined", "tide" },
  { "cannot find value `level` in this scope", "level" },
  { "undefined: harbor.Tide", "Tide" },
  { "cannot find symbol: dock(int)", "dock" },
  { "not enough arguments in call to harbor.Tide", "Tide" },
  { "cannot use File{} as Store value: File does not implement Store (missing method Close)", "Store Close" },
  { "unknown option ‘-Wfoo’ in ‘src/a.c’", "" },
  { "can't open it, isn't there", "" },
  { "‘int’ ‘main’ ‘", "" },
  { "", "" },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autoptr(GPtrArray) names = askg_source_names (messages[i].message);
      g_autofree char *told = NULL;

      g_ptr_array_add (names, NULL);
      told = g_strjoinv (" ", (char **) names->pdata);
      g_assert_cmpstr (told, ==, messages[i].names);
      for (gsize n = 0; n < strlen (messages[i].message); n++)
        {
          g_autofree char *cut = g_strndup (messages[i].message, n);
          g_autoptr(GPtrArray) some = askg_source_names (cut);
        }
    }
}

static void
test_secrets_are_known_by_their_names (void)
{
  static const char *const secret[] = { ".env", "a/.env.local", "prod.env", "/home/a/.ssh/config", "id_rsa.pub", "server.KEY", "credentials.json",
                                        "terraform.tfstate", ".npmrc" };
  static const char *const open[] = { "main.c", "environment.py", "keyboard.c", "src/secretary.c", "monkey.py", "env.h" };

  for (gsize i = 0; i < G_N_ELEMENTS (secret); i++)
    g_assert_true (askg_source_is_secret (secret[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    g_assert_false (askg_source_is_secret (open[i]));
}

static void
test_a_function_has_a_beginning_and_an_end (void)
{
  static const struct { const char *text; guint line, first, last; } cases[] = {
    { "int a;\n\nstatic void\non_wake (gpointer data)\n{\n  int a;\n\n  b ();\n}\n\nint c;\n", 6, 3, 9 },
    { "int main(void) {\n  if (a) {\n    f();\n  }\n  g();\n}\nint b;\n", 3, 1, 6 },
    { "import os\n\ndef load(path):\n    a = 1\n\n    return a\n\n\nb = 2\n", 4, 3, 6 },
    { "class A {\n  public void run() {\n    go();\n  }\n  int b;\n}\n", 3, 2, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(GStrv) lines = g_strsplit (cases[i].text, "\n", -1);
      guint first = 0, last = 0;

      g_assert_true (askg_source_function_span ((const char *const *) lines, g_strv_length (lines), cases[i].line, &first, &last));
      g_assert_cmpuint (first, ==, cases[i].first);
      g_assert_cmpuint (last, ==, cases[i].last);
    }
}

/* -- Parts ------------------------------------------------------------------------------ */

static void
test_the_header_that_was_forgotten (Rig *rig, gconstpointer unused)
{
  g_autoptr(AskgFailure) failure = NULL, again = NULL, without = NULL;
  g_autofree char *less = NULL;

  put (rig, "src/main.c", CODE);
  put (rig, "src/harbor.h", "int dock (void);\n");
  put (rig, "include/moon.h", "/* tide () is mine */\nint tide (int level);\n");
  failure = fail_in (rig->folder, "src/main.c:6:10: error: implicit declaration of function ‘tide’\n");
  g_assert_cmpuint (failure->parts->len, ==, 1);
  g_assert_cmpint (part_of (failure, 0)->kind, ==, ASKG_FAILURE_PART_NOT_INCLUDED);
  g_assert_cmpstr (part_of (failure, 0)->place, ==, "include/moon.h:2");
  g_assert_nonnull (strstr (part_of (failure, 0)->text, "     2  int tide (int level);\n"));
  again = askg_failure_new_for_text (failure->text);
  g_assert_cmpuint (again->parts->len, ==, 1);
  g_assert_cmpstr (part_of (again, 0)->place, ==, "include/moon.h:2");
  g_assert_cmpuint (again->source->len, ==, failure->source->len);
  less = askg_failure_without (again, 0);
  g_assert_null (strstr (less, "moon"));
  g_assert_null (askg_failure_find_parts (less));
  without = askg_failure_new_for_text (less);
  g_assert_cmpuint (without->parts->len, ==, 0);
  g_assert_cmpuint (without->source->len, ==, failure->source->len);
  g_assert_cmpstr (without->signature, ==, failure->signature);
}

static void
test_a_declaration_in_what_is_included (Rig *rig, gconstpointer unused)
{
  g_autoptr(AskgFailure) failure = NULL;

  put (rig, "src/main.c", CODE);
  put (rig, "src/harbor.h", "#include \"deep/moon.h\"\n");
  put (rig, "src/deep/moon.h", "int\ntide (void);\n");
  put (rig, "other.h", "int tide (char *);\n");
  failure = fail_in (rig->folder, "src/main.c:6:10: error: too many arguments to function ‘tide’\n");
  g_assert_cmpuint (failure->parts->len, ==, 1);
  g_assert_cmpint (part_of (failure, 0)->kind, ==, ASKG_FAILURE_PART_DECLARED);
  g_assert_cmpstr (part_of (failure, 0)->place, ==, "src/deep/moon.h:2");
}

static void
test_an_import (Rig *rig, gconstpointer unused)
{
  g_autoptr(AskgFailure) failure = NULL;

  put (rig, "app.py", "from sea.moon import tide\n\ndef quay():\n    return tide(7)\n");
  put (rig, "sea/moon.py", "import os\n\n\ndef tide():\n    return 1\n");
  failure = fail_in (rig->folder, "Traceback (most recent call last):\n  File \"app.py\", line 4, in quay\n    return tide(7)\n"
                     "TypeError: 'tide' takes 0 positional arguments but 1 was given\n");
  g_assert_cmpuint (failure->parts->len, ==, 1);
  g_assert_cmpstr (part_of (failure, 0)->place, ==, "sea/moon.py:4");
}

/* Neither names a file that it takes a name from. */
static void
test_a_name_of_another_package (Rig *rig, gconstpointer unused)
{
  g_autoptr(AskgFailure) go = NULL, java = NULL;

  put (rig, "main.go", "package main\n\nfunc main() {\n\tharbor.Tide()\n}\n");
  put (rig, "harbor/tide.go", "package harbor\n\n// Tide is how high it stands.\nfunc Tide(level int) int { return level }\n");
  go = fail_in (rig->folder, "./main.go:4:14: not enough arguments in call to harbor.Tide\n");
  g_assert_cmpuint (go->parts->len, ==, 1);
  g_assert_cmpstr (part_of (go, 0)->place, ==, "harbor/tide.go:4");
  put (rig, "quay/Main.java", "package quay;\n\nclass Main\n{\n  Moon moon;\n}\n");
  put (rig, "sea/Moon.java", "package sea;\n\npublic class Moon\n{\n}\n");
  java = fail_in (rig->folder, "quay/Main.java:5: error: cannot find symbol\n  Moon moon;\n  ^\n  symbol:   class Moon\n  location: class Main\n1 error\n");
  g_assert_cmpuint (java->parts->len, ==, 1);
  g_assert_cmpstr (part_of (java, 0)->place, ==, "sea/Moon.java:3");
}

static void
test_what_was_changed_lately (Rig *rig, gconstpointer unused)
{
  g_autoptr(AskgFailure) failure = NULL, committed = NULL;

  if (!git (rig, "init -q"))
    {
      g_test_skip ("git is not installed");
      return;
    }
  put (rig, "src/main.c", "#include \"harbor.h\"\n");
  put (rig, ".gitattributes", "*.c filter=evil diff=evil\n");
  g_assert_true (git (rig, "add -A") && git (rig, "commit -qm a"));
  /* Settings of a repository are no reason to run anything. */
  g_assert_true (git (rig, "config filter.evil.clean 'touch owned; cat'") && git (rig, "config diff.evil.command 'touch owned'") &&
                 git (rig, "config core.fsmonitor 'touch owned'") && git (rig, "config diff.evil.textconv 'touch owned'"));
  put (rig, "src/main.c", CODE);
  failure = fail_in (rig->folder, "src/main.c:6:10: error: bad\n");
  g_assert_cmpuint (failure->parts->len, ==, 1);
  g_assert_cmpint (part_of (failure, 0)->kind, ==, ASKG_FAILURE_PART_CHANGES);
  g_assert_cmpstr (part_of (failure, 0)->place, ==, "src/main.c");
  g_assert_true (g_str_has_prefix (part_of (failure, 0)->text, "@@ "));
  g_assert_nonnull (strstr (part_of (failure, 0)->text, "\n+  return tide (7);\n"));
  {
    g_autofree char *owned = g_build_filename (rig->folder, "owned", NULL), *below = g_build_filename (rig->folder, "src/owned", NULL);

    g_assert_false (g_file_test (owned, G_FILE_TEST_EXISTS) || g_file_test (below, G_FILE_TEST_EXISTS));
  }
  g_assert_true (git (rig, "config --unset filter.evil.clean") && git (rig, "config --unset core.fsmonitor"));
  g_assert_true (git (rig, "add -A") && git (rig, "commit -qm b"));
  committed = fail_in (rig->folder, "src/main.c:6:10: error: bad\n");
  g_assert_cmpint (part_of (committed, 0)->kind, ==, ASKG_FAILURE_PART_COMMITTED);
}

/* -- Where files are -------------------------------------------------------------------- */

static void
test_a_build_beside_its_sources (Rig *rig, gconstpointer unused)
{
  g_autofree char *build = g_build_filename (rig->folder, "build", NULL), *commands = NULL;
  g_autoptr(AskgFailure) failure = NULL;

  put (rig, "tree/.git/HEAD", "");
  put (rig, "tree/src/main.c", CODE);
  put (rig, "tree/inc/harbor.h", "int tide (void);\n");
  commands = g_strdup_printf ("[{\"directory\":\"%s/build\",\"file\":\"../tree/src/main.c\",\"command\":\"cc -I../tree/inc -c ../tree/src/main.c\"}]",
                              rig->folder);
  put (rig, "build/compile_commands.json", commands);
  failure = fail_in (build, "../tree/src/main.c:6:10: error: too many arguments to function ‘tide’\n");
  g_assert_cmpuint (failure->source->len, ==, 7);
  g_assert_cmpstr (failure->function, ==, "quay");
  g_assert_cmpstr (part_of (failure, 0)->place, ==, "inc/harbor.h:1");
}

static void
test_nothing_secret_and_nothing_from_elsewhere (Rig *rig, gconstpointer unused)
{
  g_autofree char *link = g_build_filename (rig->folder, "linked.h", NULL);
  g_autoptr(AskgFailure) env = NULL, linked = NULL, absolute = NULL;

  put (rig, ".env", "a\nKEY=tide\n");
  put (rig, "main.c", "#include \"linked.h\"\n#include \"secrets.h\"\nint a = tide ();\n");
  put (rig, "secrets.h", "int tide (void);\n");
  g_assert_cmpint (symlink ("/usr/include/stdio.h", link), ==, 0);
  env = fail_in (rig->folder, ".env:2: error: ‘tide’\n");
  g_assert_cmpuint (env->source->len + env->parts->len, ==, 0);
  linked = fail_in (rig->folder, "main.c:3:1: error: ‘tide’\n");
  g_assert_cmpuint (linked->source->len, ==, 3);
  g_assert_cmpuint (linked->parts->len, ==, 0);
  absolute = fail_in (rig->folder, "/usr/include/stdio.h:3:1: error: ‘tide’\n");
  g_assert_cmpuint (absolute->source->len + absolute->parts->len, ==, 0);
}

static void
test_no_more_than_the_budget (Rig *rig, gconstpointer unused)
{
  g_autoptr(GString) long_lines = g_string_new (NULL);
  g_autoptr(AskgFailure) failure = NULL;

  for (guint i = 0; i < 400; i++)
    {
      g_string_append (long_lines, i == 0 ? "int f (void) {" : "  x = ");
      for (guint j = 0; j < 300; j++)
        g_string_append (long_lines, "가나다");
      g_string_append_c (long_lines, '\n');
    }
  put (rig, "a.c", long_lines->str);
  failure = fail_in (rig->folder, "a.c:200:1: error: ‘zzz’\n");
  g_assert_cmpuint (failure->source->len, >, 10);
  g_assert_cmpuint (strlen (failure->text), <, 20000);
  g_assert_true (g_utf8_validate (failure->text, -1, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/context/names", test_names);
  g_test_add_func ("/context/secrets-are-known-by-their-names", test_secrets_are_known_by_their_names);
  g_test_add_func ("/context/a-function-has-a-beginning-and-an-end", test_a_function_has_a_beginning_and_an_end);
#define ADD(name, func) g_test_add ("/context/" name, Rig, NULL, set_up, func, tear_down)
  ADD ("the-header-that-was-forgotten", test_the_header_that_was_forgotten);
  ADD ("a-declaration-in-what-is-included", test_a_declaration_in_what_is_included);
  ADD ("an-import", test_an_import);
  ADD ("a-name-of-another-package", test_a_name_of_another_package);
  ADD ("what-was-changed-lately", test_what_was_changed_lately);
  ADD ("a-build-beside-its-sources", test_a_build_beside_its_sources);
  ADD ("nothing-secret-and-nothing-from-elsewhere", test_nothing_secret_and_nothing_from_elsewhere);
  ADD ("no-more-than-the-budget", test_no_more_than_the_budget);

  return g_test_run ();
}
