/* test-signature.c: the same trouble is known again, another is not. */
#include "engine/debug/askg-signature.h"

typedef struct
{
  const char *message;
  const char *normal;
} Case;

static const Case cases[] = {
  { "expected ‘;’ before ‘}’", "expected ';' before '}'" },
  { "undefined reference to `foo'", "undefined reference to 'foo'" },
  { "/home/a/src/x.c: No such file", "x.c: No such file" },
  { "../lib/x.c: No such file", "x.c: No such file" },
  { "heap-use-after-free on address 0x60200000eff0 at pc 0x4011d5", "heap-use-after-free on address 0 at pc 0" },
  { "line 12: took 3.25 s, 17 of 20", "line 0: took 0.0 s, 0 of 0" },
  { "int32_t has no E0308 in utf8", "int32_t has no E0308 in utf8" },
  { "commit 3f9a8b7c1d not found", "commit 0 not found" },
  { "/tmp/ccAb12.o: bad", "/: bad" },
  { "“/home/가나/다 라.c” 없음", "'다 라.c' 없음" },
  { "a  \t b", "a b" },
  { "", "" },
};

static void
test_what_changes_from_run_to_run_is_left_out (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = askg_signature_normalise (cases[i].message);

      g_assert_cmpstr (normal, ==, cases[i].normal);
    }
}

static void
test_its_words_stand_in_every_such_output (void)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("gcc", ASKG_DIAGNOSTIC_COMPILE, ASKG_SEVERITY_ERROR,
                                                    "/tmp/x1.c:7: ‘tide’ at 0x6f00 has 3 arguments in /home/a/harbor.h", -1);
  g_autofree char *words = NULL;

  askg_diagnostic_set_place (diagnostic, "src/quay.c", -1, 4, 0);
  words = askg_signature_words (diagnostic);
  g_assert_cmpstr (words, ==, "quay tide at has arguments in harbor");
  askg_diagnostic_free (diagnostic);
}

static char *
sign (const char *file,
      guint       line,
      const char *message)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("gcc", ASKG_DIAGNOSTIC_COMPILE, ASKG_SEVERITY_ERROR, message, -1);
  char *signature;

  askg_diagnostic_set_place (diagnostic, file, -1, line, 0);
  signature = askg_signature_of (diagnostic);
  askg_diagnostic_free (diagnostic);

  return signature;
}

static void
test_the_same_trouble_is_known_again (void)
{
  g_autofree char *here = sign ("src/main.c", 4, "expected ‘;’"), *there = sign ("/elsewhere/main.c", 40, "expected ';'");
  g_autofree char *other_file = sign ("src/more.c", 4, "expected ‘;’"), *other = sign ("src/main.c", 4, "expected ‘)’");
  g_autofree char *nowhere = sign (NULL, 0, "expected ‘;’");

  g_assert_cmpstr (here, ==, there);
  g_assert_cmpstr (here, !=, other_file);
  g_assert_cmpstr (here, !=, other);
  g_assert_cmpstr (here, !=, nowhere);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/signature/what-changes-from-run-to-run-is-left-out", test_what_changes_from_run_to_run_is_left_out);
  g_test_add_func ("/signature/its-words-stand-in-every-such-output", test_its_words_stand_in_every_such_output);
  g_test_add_func ("/signature/the-same-trouble-is-known-again", test_the_same_trouble_is_known_again);

  return g_test_run ();
}
