/* test-engines.c: an engine is found by its id, or the ids there are, are told. */
#include "engine/provider/askg-engines.h"
#include "tests/unit/provider/reader-rig.h"

#include <string.h>

static void
test_the_first_is_the_default (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(AskgEngines) engines = askg_engines_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (askg_engines_get_default (engines));
  askg_engines_add (engines, ASKG_ENGINE (rig->reader));
  g_assert_true (askg_engines_get_default (engines) == ASKG_ENGINE (rig->reader));
  g_assert_true (askg_engines_find (engines, "reader", &error) == ASKG_ENGINE (rig->reader));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (engines)), ==, 1);
  g_assert_true (askg_engine_get_capabilities (ASKG_ENGINE (rig->reader)) & ASKG_IS_LOCAL);
}

static void
test_an_unknown_one_names_those_there_are (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(AskgEngines) engines = askg_engines_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) long_error = NULL;
  g_autofree char *long_id = g_strnfill (100000, 'x');

  askg_engines_add (engines, ASKG_ENGINE (rig->reader));
  g_assert_null (askg_engines_find (engines, "gpt", &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_ENGINE);
  g_assert_cmpstr (error->message, ==, "There is no engine “gpt”. Choose one of these: reader.");
  g_assert_null (askg_engines_find (engines, long_id, &long_error));
  g_assert_cmpint (g_utf8_strlen (long_error->message, -1), <, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engines/the-first-is-the-default", test_the_first_is_the_default);
  g_test_add_func ("/engines/an-unknown-one-names-those-there-are", test_an_unknown_one_names_those_there_are);

  return g_test_run ();
}
