/* test-keep-back.c: what is told again elsewhere is told without its secrets. */
#include "engine/privacy/askg-keep-back.h"

#include <string.h>

#define TOKEN "ghp_" "Rk8sWq2Zt5Yb7Nm3Xc9Vd4Lf6Hg1Jp0Ta8Ue"

static GPtrArray *
kept (const char *const *texts, guint *out_n)
{
  g_autoptr(AskgRedactor) redactor = askg_redactor_new (NULL, NULL);
  GPtrArray *left = g_ptr_array_new_with_free_func (g_free);

  for (; *texts != NULL; texts++)
    g_ptr_array_add (left, g_strdup (*texts));
  *out_n = askg_keep_back (redactor, left);

  return left;
}

static void
test_a_mark_without_a_number_stands_in_its_place (void)
{
  guint n;
  g_autoptr(GPtrArray) left = kept ((const char *const []) { "git push with " TOKEN " again, " TOKEN "!", NULL }, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (left, 0), ==, "git push with [git token] again, [git token]!");
}

/* The answer alone does not tell: the question does, or what was on the screen. */
static void
test_what_another_text_tells_holds_for_all (void)
{
  guint n;
  g_autoptr(GPtrArray) left =
    kept ((const char *const []) { "why not?", "Type tidewater-gull-93x there.", "HARBOR_PASSWORD=tidewater-gull-93x", NULL }, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (left, 0), ==, "why not?");
  g_assert_cmpstr (g_ptr_array_index (left, 1), ==, "Type [password] there.");
  g_assert_null (strstr (g_ptr_array_index (left, 2), "gull"));
}

static void
test_without_secrets_nothing_changes (void)
{
  static const char *const texts[] = { "", "The harbour of Rivertown opens at 7.", "부두는 일곱 시에 엽니다. [api key 1]", NULL };
  guint n;
  g_autoptr(GPtrArray) left = kept (texts, &n);

  g_assert_cmpuint (n, ==, 0);
  for (guint i = 0; texts[i] != NULL; i++)
    g_assert_cmpstr (g_ptr_array_index (left, i), ==, texts[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keep-back/a-mark-without-a-number-stands-in-its-place", test_a_mark_without_a_number_stands_in_its_place);
  g_test_add_func ("/keep-back/what-another-text-tells-holds-for-all", test_what_another_text_tells_holds_for_all);
  g_test_add_func ("/keep-back/without-secrets-nothing-changes", test_without_secrets_nothing_changes);

  return g_test_run ();
}
