/* test-remedies.c: which buttons a question that was not answered gets. */
#include <locale.h>

#include "engine/base/askg-error.h"
#include "ui/overlay/askg-other-engines.h"
#include "ui/overlay/askg-remedy.h"

#define EVERYTHING .has_pictures = TRUE, .is_follow_up = TRUE, .has_other = TRUE, .can_set_up = TRUE

static AskgRemedies
remedies_for (AskgError  code,
              AskgPlight plight)
{
  g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, (int) code, "Why, and what to do.");

  return askg_remedies_for (error, &plight);
}

static void
assert_remedies (AskgError   code,
                 AskgPlight  plight,
                 AskgRemedy  first,
                 AskgRemedy  second)
{
  const AskgRemedies remedies = remedies_for (code, plight);

  g_assert_cmpint (remedies.first, ==, first);
  g_assert_cmpint (remedies.second, ==, second);
}

static void
test_the_likely_wish_comes_first (void)
{
  const AskgPlight all = { EVERYTHING };
  const struct { AskgError code; AskgRemedy first, second; } edges[] = {
    { ASKG_ERROR_KEY_REFUSED, ASKG_REMEDY_KEY, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_NO_KEYRING, ASKG_REMEDY_AGAIN, ASKG_REMEDY_KEY },
    { ASKG_ERROR_RATE_LIMIT, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_NETWORK, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_TIMED_OUT, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_ENGINE_SILENT, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_ENGINE_FAILED, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_EMPTY_ANSWER, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_ADDRESS, ASKG_REMEDY_ENGINE, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_NO_SUCH_MODEL, ASKG_REMEDY_ENGINE, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_UNREADABLE_MODEL, ASKG_REMEDY_ENGINE, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_NO_SUCH_ENGINE, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ADD },
    { ASKG_ERROR_CERTIFICATE, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN },
    { ASKG_ERROR_NO_CREDIT, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN },
    { ASKG_ERROR_LOCAL_ONLY, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ENGINE },
    { ASKG_ERROR_NOT_SENT, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_TOO_LARGE, ASKG_REMEDY_SMALLER, ASKG_REMEDY_NEW },
    { ASKG_ERROR_OCR_UNAVAILABLE, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
    { ASKG_ERROR_STORAGE_FULL, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    assert_remedies (edges[i].code, all, edges[i].first, edges[i].second);
}

/* What cannot work is not there, and the next wish takes its place. */
static void
test_no_button_without_an_effect (void)
{
  const AskgPlight nothing = { 0 };

  assert_remedies (ASKG_ERROR_KEY_REFUSED, nothing, ASKG_REMEDY_AGAIN, ASKG_REMEDY_NONE);
  assert_remedies (ASKG_ERROR_ADDRESS, nothing, ASKG_REMEDY_AGAIN, ASKG_REMEDY_NONE);
  assert_remedies (ASKG_ERROR_CERTIFICATE, nothing, ASKG_REMEDY_AGAIN, ASKG_REMEDY_NONE);
  assert_remedies (ASKG_ERROR_LOCAL_ONLY, nothing, ASKG_REMEDY_NONE, ASKG_REMEDY_NONE);
  assert_remedies (ASKG_ERROR_TOO_LARGE, nothing, ASKG_REMEDY_NONE, ASKG_REMEDY_NONE);
  assert_remedies (ASKG_ERROR_TOO_LARGE, (AskgPlight) { .is_follow_up = TRUE, .has_other = TRUE },
                   ASKG_REMEDY_NEW, ASKG_REMEDY_ANOTHER);
  assert_remedies (ASKG_ERROR_KEY_REFUSED, (AskgPlight) { .has_other = TRUE }, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_AGAIN);
}

static void
test_a_broken_answer_can_be_gone_on_from (void)
{
  const AskgError codes[] = { ASKG_ERROR_NETWORK, ASKG_ERROR_ENGINE_FAILED, ASKG_ERROR_TIMED_OUT, ASKG_ERROR_RATE_LIMIT };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const AskgRemedies remedies = remedies_for (codes[i], (AskgPlight) { EVERYTHING, .is_partial = TRUE });

      g_assert_cmpstr (remedies.title, ==, "The engine stopped in mid-answer");
      g_assert_cmpint (remedies.kind, ==, ASKG_NOTICE_FAILED);
      g_assert_cmpint (remedies.first, ==, ASKG_REMEDY_GO_ON);
      g_assert_cmpint (remedies.second, ==, ASKG_REMEDY_ANOTHER);
    }
}

static void
test_honesty_is_not_shown_in_red (void)
{
  const AskgPlight reader = { EVERYTHING, .is_reader = TRUE };
  const AskgPlight blind = { EVERYTHING };

  g_assert_cmpint (remedies_for (ASKG_ERROR_NEEDS_MODEL, reader).kind, ==, ASKG_NOTICE_INFO);
  g_assert_cmpint (remedies_for (ASKG_ERROR_NO_TEXT, reader).kind, ==, ASKG_NOTICE_INFO);
  assert_remedies (ASKG_ERROR_NEEDS_MODEL, reader, ASKG_REMEDY_ANOTHER, ASKG_REMEDY_ADD);
  assert_remedies (ASKG_ERROR_NEEDS_MODEL, (AskgPlight) { .is_reader = TRUE, .can_set_up = TRUE },
                   ASKG_REMEDY_ADD, ASKG_REMEDY_NONE);
  assert_remedies (ASKG_ERROR_NEEDS_MODEL, blind, ASKG_REMEDY_AGAIN, ASKG_REMEDY_ANOTHER);
}

/* Every code and a stranger's, in every plight: a title, no button twice, none without its condition. */
static void
test_every_plight_has_an_answer (void)
{
  g_autoptr(GEnumClass) codes = g_type_class_ref (ASKG_TYPE_ERROR);
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "x");

  for (guint i = 0; i <= codes->n_values; i++)
    for (guint bits = 0; bits < 64; bits++)
      {
        const AskgPlight plight = { bits & 1, (bits >> 1) & 1, (bits >> 2) & 1, (bits >> 3) & 1, (bits >> 4) & 1,
                                    (bits >> 5) & 1 };
        const AskgRemedies remedies = i < codes->n_values ? remedies_for ((AskgError) codes->values[i].value, plight)
                                                          : askg_remedies_for (foreign, &plight);

        g_assert_nonnull (remedies.title);
        g_assert_true (remedies.first != ASKG_REMEDY_NONE || remedies.second == ASKG_REMEDY_NONE);
        g_assert_true (remedies.first == ASKG_REMEDY_NONE || remedies.first != remedies.second);
        for (guint n = 0; n < 2; n++)
          {
            const AskgRemedy remedy = n == 0 ? remedies.first : remedies.second;
            g_autofree char *label = askg_remedy_dup_label (remedy, "Other");

            g_assert_true ((label != NULL) == (remedy != ASKG_REMEDY_NONE));
            g_assert_true (remedy != ASKG_REMEDY_ANOTHER || plight.has_other);
            g_assert_true (remedy != ASKG_REMEDY_SMALLER || plight.has_pictures);
            g_assert_true (remedy != ASKG_REMEDY_NEW || plight.is_follow_up);
            g_assert_true (remedy != ASKG_REMEDY_GO_ON || plight.is_partial);
            g_assert_true ((remedy != ASKG_REMEDY_KEY && remedy != ASKG_REMEDY_ENGINE && remedy != ASKG_REMEDY_ADD) ||
                           plight.can_set_up);
          }
      }
}

static void
test_the_other_engine_is_one_on_this_machine (void)
{
  g_autoptr(AskgOtherEngines) engines = askg_other_engines_new ();
  g_autoptr(GMenuModel) menu = NULL;
  g_autoptr(GMenuModel) others = NULL;
  g_autofree char *label = NULL;

  g_assert_null (askg_other_engines_pick (engines, "large"));
  askg_other_engines_add (engines, "large", "omni_large", "api.example");
  g_assert_null (askg_other_engines_pick (engines, "large"));
  askg_other_engines_add (engines, "small", "Small", "other.example");
  g_assert_cmpstr (askg_other_engines_pick (engines, "large")->id, ==, "small");
  askg_other_engines_add (engines, "reader", "Reader", NULL);
  g_assert_cmpstr (askg_other_engines_pick (engines, "large")->id, ==, "reader");
  askg_other_engines_add (engines, "gemma", "gemma", NULL);
  g_assert_cmpstr (askg_other_engines_pick (engines, "large")->id, ==, "gemma");
  g_assert_cmpstr (askg_other_engines_pick (engines, "gemma")->id, ==, "reader");

  menu = askg_other_engines_new_menu (engines);
  others = g_menu_model_get_item_link (menu, 1, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (others), ==, 4);
  g_assert_true (g_menu_model_get_item_attribute (others, 0, G_MENU_ATTRIBUTE_LABEL, "s", &label));
  g_assert_cmpstr (label, ==, "omni__large, at api.example");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/remedies/the-likely-wish-comes-first", test_the_likely_wish_comes_first);
  g_test_add_func ("/ui/remedies/no-button-without-an-effect", test_no_button_without_an_effect);
  g_test_add_func ("/ui/remedies/a-broken-answer-can-be-gone-on-from", test_a_broken_answer_can_be_gone_on_from);
  g_test_add_func ("/ui/remedies/honesty-is-not-shown-in-red", test_honesty_is_not_shown_in_red);
  g_test_add_func ("/ui/remedies/every-plight-has-an-answer", test_every_plight_has_an_answer);
  g_test_add_func ("/ui/remedies/the-other-engine-is-one-on-this-machine", test_the_other_engine_is_one_on_this_machine);

  return g_test_run ();
}
