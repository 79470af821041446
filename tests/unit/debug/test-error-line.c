/* test-error-line.c: the right line is pointed at, whatever the tool. */
#include "engine/debug/askg-error-line.h"

static void
test_a_line_tells_what_it_is (void)
{
  static const struct
  {
    const char   *line;
    AskgLineKind  kind;
  } cases[] = {
    { "zig: error: expected type 'u8', found '[]const u8'", ASKG_LINE_ERROR },
    { "[ERROR] broker: connection lost", ASKG_LINE_ERROR },
    { "\033[31mERR\033[0m no route", ASKG_LINE_ERROR },
    { "ValueError: bad value", ASKG_LINE_ERROR },
    { "scp: stat remote: No such file or directory", ASKG_LINE_ERROR },
    { "파일을 찾을 수 없습니다", ASKG_LINE_ERROR },
    { "오류: 인수가 모자랍니다", ASKG_LINE_ERROR },
    { "x.nim(3, 5) Warning: imported and not used", ASKG_LINE_WARNING },
    { "note: candidate is declared here", ASKG_LINE_NOTE },
    { "make: *** [all] Error 2: exit status 2", ASKG_LINE_CONSEQUENCE },
    { "Build FAILED in 3 s", ASKG_LINE_CONSEQUENCE },
    { "0 errors, 2 files", ASKG_LINE_PLAIN },
    { "CC error_handler.o", ASKG_LINE_PLAIN },
    { "compiling error.c", ASKG_LINE_PLAIN },
    { "void error(int code)", ASKG_LINE_PLAIN },
    { "all tests passed", ASKG_LINE_PLAIN },
    { "", ASKG_LINE_PLAIN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].line);
      g_assert_cmpint (askg_error_line_kind (cases[i].line, -1), ==, cases[i].kind);
    }
}

static void
test_the_first_error_is_found (void)
{
  g_assert_cmpuint (askg_error_line_find ("start\nwarning: old\nfoo: cannot open bar\nerror: gone\n"), ==, 2);
  g_assert_cmpuint (askg_error_line_find ("start\nwarning: old\nBuild failed\n"), ==, 2);
  g_assert_cmpuint (askg_error_line_find ("start\nwarning: old\n"), ==, 1);
  g_assert_cmpuint (askg_error_line_find ("all is well\n"), ==, G_MAXUINT);
  g_assert_cmpuint (askg_error_line_find (""), ==, G_MAXUINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/debug/error-line/kind", test_a_line_tells_what_it_is);
  g_test_add_func ("/debug/error-line/first", test_the_first_error_is_found);

  return g_test_run ();
}
