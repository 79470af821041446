/* test-intake.c: what a pasted or dropped thing is taken for. */
#include "ui/overlay/askg-intake.h"

static AskgIntakeKind
choose (const char *types)
{
  g_auto(GStrv) each = g_strsplit (types, " ", -1);
  GdkContentFormats *formats = gdk_content_formats_new ((const char **) each, g_strv_length (each));
  const AskgIntakeKind kind = askg_intake_choose (formats);

  gdk_content_formats_unref (formats);

  return kind;
}

static void
test_what_others_copy (void)
{
  g_assert_cmpint (choose ("text/plain;charset=utf-8 text/plain UTF8_STRING"), ==, ASKG_INTAKE_TEXT);
  g_assert_cmpint (choose ("text/html image/png"), ==, ASKG_INTAKE_PICTURE); /* a browser's picture */
  g_assert_cmpint (choose ("image/jpeg"), ==, ASKG_INTAKE_PICTURE);
  g_assert_cmpint (choose ("text/plain;charset=utf-8 image/png text/html"), ==, ASKG_INTAKE_TEXT); /* cells */
  g_assert_cmpint (choose ("text/uri-list text/plain;charset=utf-8 x-special/gnome-copied-files"), ==, ASKG_INTAKE_FILES);
  g_assert_cmpint (choose ("image/svg+xml audio/x-wav"), ==, ASKG_INTAKE_NOTHING);
}

static void
test_a_log_is_asked_about_and_a_sentence_is_typed (void)
{
  g_autofree char *sentence = g_strnfill (1999, 'a');
  g_autofree char *essay = g_strnfill (2001, 'a');

  g_assert_false (askg_intake_is_long ("why?"));
  g_assert_false (askg_intake_is_long (sentence));
  g_assert_true (askg_intake_is_long (essay));
  g_assert_false (askg_intake_is_long ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n"));
  g_assert_true (askg_intake_is_long ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/intake/what-others-copy", test_what_others_copy);
  g_test_add_func ("/ui/intake/a-log-is-asked-about-and-a-sentence-is-typed",
                   test_a_log_is_asked_about_and_a_sentence_is_typed);

  return g_test_run ();
}
