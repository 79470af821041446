/* test-diagnosis.c: which of all the errors is the one to be mended. */
#include "tests/unit/debug/diagnosis-case.h"

static const Case cases[] = {
  { "compiler", "main.c:4:13: error: expected ‘;’\n", "main.c", 4, 13, ASKG_DIAGNOSTIC_COMPILE, "expected ‘;’" },
  { "warning-first", "a.c:1:1: warning: w\na.c:2:1: error: e\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "in-colour", "\033[01m\033[Ka.c:2:1:\033[m\033[K \033[01;31m\033[Kerror: \033[m\033[Ke\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "behind-a-bar", "[ 50%] Building C object\r\033[Ka.c:2:1: error: e\r\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "korean", "a.c:2:1: 오류: 선언되지 않음\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "선언되지 않음" },
  { "german", "a.c: In Funktion »main«:\na.c:2:1: Fehler: »x« nicht deklariert\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "»x« nicht deklariert" },
  { "japanese", "a.c:2:1: エラー: 宣言されていません\n", "a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "宣言されていません" },
  { "path-with-spaces-and-colons", "my dir/a: b/한글.c:2:1: error: e\n", "my dir/a: b/한글.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "path-with-brackets", "src(1)/[x]/a.c:2:1: error: e\n", "src(1)/[x]/a.c", 2, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "instantiated-from-own-file",
    "In file included from /usr/include/c++/12/map:60,\n                 from main.cpp:1:\n"
    "/usr/include/c++/12/bits/x.h: In instantiation of ‘f’:\nmain.cpp:5:9:   required from here\n"
    "/usr/include/c++/12/bits/x.h:400:20: error: no match\n",
    "main.cpp", 5, 9, ASKG_DIAGNOSTIC_COMPILE, "no match" },
  { "note-leads-home",
    "/usr/bin/../lib/gcc/x/12/x.h:45:23: error: invalid operands\nmain.cpp:7:8: note: in instantiation of function\n",
    "main.cpp", 7, 8, ASKG_DIAGNOSTIC_COMPILE, "invalid operands" },
  { "excerpt-that-sounds-like-an-error", "   12 |   error (\"fatal error\");\na.c:3:1: error: e\n", "a.c", 3, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "driver", "gcc: error: x.c: No such file or directory\n", NULL, 0, 0, ASKG_DIAGNOSTIC_COMPILE, "x.c: No such file or directory" },
  { "linker-with-lines", "/usr/bin/ld: /tmp/c.o: in function `main':\n/w/main.c:4: undefined reference to `f'\ncollect2: error: ld returned 1 exit status\n",
    "/w/main.c", 4, 0, ASKG_DIAGNOSTIC_LINK, "undefined reference to `f'" },
  { "linker-with-sections", "/usr/bin/ld: /tmp/c.o: in function `main':\nmain.c:(.text+0xa): undefined reference to `f'\n",
    "main.c", 0, 0, ASKG_DIAGNOSTIC_LINK, "undefined reference to `f'" },
  { "linker-without-place", "/usr/bin/ld: cannot find -lx: No such file or directory\ncollect2: error: ld returned 1 exit status\n",
    NULL, 0, 0, ASKG_DIAGNOSTIC_LINK, "cannot find -lx: No such file or directory" },
  { "lld", "ld.lld: error: undefined symbol: f\n>>> referenced by main.c:4 (/w/main.c:4)\n>>>               main.o:(main)\n",
    "main.c", 4, 0, ASKG_DIAGNOSTIC_LINK, "undefined symbol: f" },
  { "make-stopped-for-it", "a.c:1:1: error: e\nmake: *** [Makefile:3: a.o] Error 1\n", "a.c", 1, 1, ASKG_DIAGNOSTIC_COMPILE, "e" },
  { "make-alone", "make: *** [Makefile:3: all] Error 1\n", "Makefile", 3, 0, ASKG_DIAGNOSTIC_SHELL, "[Makefile:3: all] Error 1" },
  { "makefile-itself", "Makefile:2: *** missing separator.  Stop.\n", "Makefile", 2, 0, ASKG_DIAGNOSTIC_CONFIG, "missing separator" },
  { "no-rule", "make: *** No rule to make target 'x', needed by 'all'.  Stop.\n", NULL, 0, 0, ASKG_DIAGNOSTIC_CONFIG, "No rule to make target 'x', needed by 'all'" },
  { "traceback", "Traceback (most recent call last):\n  File \"main.py\", line 3, in <module>\n    f()\n  File \"/usr/lib/python3.11/json/x.py\", line 9, in g\n    raise\nValueError: no\n",
    "main.py", 3, 0, ASKG_DIAGNOSTIC_RUNTIME, "ValueError: no" },
  { "traceback-of-a-cause",
    "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 'x'\n\nThe above exception was the direct cause of the following exception:\n\n"
    "Traceback (most recent call last):\n  File \"b.py\", line 2, in g\nValueError: no\n",
    "a.py", 1, 0, ASKG_DIAGNOSTIC_RUNTIME, "KeyError: 'x'" },
  { "unknown-tool", "frob: starting\nfrob: cannot open the frobnicator\nfrob: build failed\n", NULL, 0, 0, ASKG_DIAGNOSTIC_RUNTIME, "frob: cannot open the frobnicator" },
  { "unknown-tool-with-place", "frobbing error in conf/frob.ini:12: bad key\n", "conf/frob.ini", 12, 0, ASKG_DIAGNOSTIC_CONFIG, "frobbing error in conf/frob.ini:12: bad key" },
};

static void
test_what_is_well_has_no_root (void)
{
  static const char *const outputs[] = { "", "\n\n", "all is well\n", "a.c:1:1: warning: w\n", "Entering directory\nok\n", "0 errors, 12 passed\n",
                                         "make: Nothing to be done for 'all'.\n", "make: Entering directory '/x'\nmake: Leaving directory '/x'\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (outputs); i++)
    {
      g_autoptr(AskgDiagnosis) diagnosis = understand (outputs[i], strlen (outputs[i]), 0);

      g_assert_null (askg_diagnosis_get_root (diagnosis));
    }
}

static void
test_paths_start_from_the_folder_that_was_entered (void)
{
  static const char output[] = "make: Entering directory '/w'\nmake[1]: Entering directory '/w/deep'\na.c:1:1: error: e\n"
                               "make[1]: Leaving directory '/w/deep'\nb.c:1:1: error: e\nmake: Leaving directory '/w'\nc.c:1:1: error: e\n";
  g_autoptr(AskgDiagnosis) diagnosis = understand (output, sizeof output - 1, 0);
  GPtrArray *all = askg_diagnosis_get_all (diagnosis);

  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (((AskgDiagnostic *) g_ptr_array_index (all, 0))->folder, ==, "/w/deep");
  g_assert_cmpstr (((AskgDiagnostic *) g_ptr_array_index (all, 1))->folder, ==, "/w");
  g_assert_null (((AskgDiagnostic *) g_ptr_array_index (all, 2))->folder);
}

static void
test_a_million_errors_are_counted_and_the_first_leads (void)
{
  g_autoptr(AskgDiagnosis) diagnosis = askg_diagnosis_new (0);

  for (guint i = 1; i <= 100000; i++)
    {
      g_autofree char *line = g_strdup_printf ("a.c:%u:1: error: e%u\n", i, i);

      askg_diagnosis_feed (diagnosis, line, strlen (line));
    }
  askg_diagnosis_finish (diagnosis);
  g_assert_cmpuint (askg_diagnosis_get_root (diagnosis)->line, ==, 1);
  g_assert_cmpuint (askg_diagnosis_get_n_more (diagnosis), ==, 100000 - ASKG_DIAGNOSTIC_LIST_MAX);
}

static void
test_the_excerpt_stands_around_the_root (void)
{
  g_autoptr(GString) output = g_string_new (NULL);
  g_autoptr(AskgDiagnosis) diagnosis = NULL;
  g_autofree char *excerpt = NULL;
  g_auto(GStrv) lines = NULL;
  guint root;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (output, "frob: cannot do %u\n", i);
  g_string_append (output, "a.c:7:1: error: e\n");
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (output, "after %u\n", i);
  diagnosis = understand (output->str, output->len, 0);
  excerpt = askg_diagnosis_dup_excerpt (diagnosis, &root);
  lines = g_strsplit (excerpt, "\n", -1);
  g_assert_cmpstr (lines[root], ==, "a.c:7:1: error: e");
  g_assert_cmpstr (lines[root - 1], ==, "frob: cannot do 499");
  g_assert_cmpstr (lines[root + 1], ==, "after 0");
  g_assert_cmpuint (g_strv_length (lines), <, 200);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/debug/diagnosis/root/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_the_root_leads_wherever_it_is_cut);
    }
  g_test_add_func ("/debug/diagnosis/nothing-wrong", test_what_is_well_has_no_root);
  g_test_add_func ("/debug/diagnosis/folders", test_paths_start_from_the_folder_that_was_entered);
  g_test_add_func ("/debug/diagnosis/too-many", test_a_million_errors_are_counted_and_the_first_leads);
  g_test_add_func ("/debug/diagnosis/excerpt", test_the_excerpt_stands_around_the_root);

  return g_test_run ();
}
