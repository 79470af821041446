/* test-verbs.c: one table says what Askglass can be told; every end of a command has its code. */
#include <string.h>

#include "app/askg-exit.h"
#include "app/askg-verbs.h"
#include "engine/base/askg-error.h"

static void
test_every_verb_is_found_by_its_name_and_stands_in_the_help (void)
{
  g_autofree char *help = askg_verbs_help ();
  gsize n_verbs;
  const AskgVerb *verbs = askg_verbs_list (&n_verbs);

  g_assert_true (askg_verbs_find (NULL) == &verbs[0]);
  for (gsize i = 1; i < n_verbs; i++)
    {
      g_autofree char *line = g_strdup_printf ("  askglass %s", verbs[i].name);

      g_assert_true (askg_verbs_find (verbs[i].name) == &verbs[i]);
      g_assert_nonnull (strstr (help, line));
    }
  g_assert_null (askg_verbs_find ("askk"));
  g_assert_null (askg_verbs_find (""));
}

static void
test_the_bus_carries_nothing_that_reads_the_history (void)
{
  gsize n_verbs;
  const AskgVerb *verbs = askg_verbs_list (&n_verbs);

  for (gsize i = 0; i < n_verbs; i++)
    {
      const gboolean shown = verbs[i].id == ASKG_VERB_OVERLAY || verbs[i].id == ASKG_VERB_ASK ||
                             verbs[i].id == ASKG_VERB_STOP || verbs[i].id == ASKG_VERB_HIDE;

      g_assert_true (shown == (verbs[i].bus != NULL));
    }
}

/* Whatever goes wrong has a code that the man page explains, and a word that finds the way back. */
static void
test_every_error_has_a_code_and_comes_back_by_its_word (void)
{
  g_autoptr(GEnumClass) codes = g_type_class_ref (ASKG_TYPE_ERROR);

  for (guint i = 0; i < codes->n_values; i++)
    {
      g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, codes->values[i].value, "Why.");
      g_autoptr(GError) again = askg_error_new_for_id (askg_error_get_id (error), "Why.");

      g_assert_cmpint (askg_exit_for_error (error), >, ASKG_EXIT_OK);
      g_assert_cmpint (askg_exit_for_error (error), <=, ASKG_EXIT_NO_ANSWER);
      g_assert_error (again, ASKG_ERROR, codes->values[i].value);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/verbs/every-verb-is-found-by-its-name-and-stands-in-the-help",
                   test_every_verb_is_found_by_its_name_and_stands_in_the_help);
  g_test_add_func ("/app/verbs/the-bus-carries-nothing-that-reads-the-history",
                   test_the_bus_carries_nothing_that_reads_the_history);
  g_test_add_func ("/app/verbs/every-error-has-a-code-and-comes-back-by-its-word",
                   test_every_error_has_a_code_and_comes_back_by_its_word);

  return g_test_run ();
}
