/* test-ear.c: who hears is the one the person said, else the first that can, else PocketSphinx; and it is told. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-words-there.h"
#include "engine/provider/askg-ear.h"
#include "tests/unit/transport/wire-rig.h"

typedef struct
{
  AskgPolicy   *policy;
  AskgProfiles *profiles;
  AskgEar      *ear;
} Rig;

static void
set_up (Rig *rig)
{
  g_autoptr(AskgGate) gate = askg_gate_new ();
  g_autoptr(FakeLedger) ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  g_autoptr(AskgKeys) keys = askg_keys_new ("/nonexistent");
  g_autoptr(AskgHttp) http = NULL;

  rig->policy = askg_policy_new ();
  http = askg_http_new (rig->policy, gate, ASKG_LEDGER (ledger));
  rig->profiles = askg_profiles_new ("/nonexistent/engines.json");
  rig->ear = askg_ear_new (rig->profiles, http, keys, NULL);
}

static void
rig_clear (Rig *rig)
{
  g_clear_object (&rig->ear);
  g_clear_object (&rig->profiles);
  g_clear_object (&rig->policy);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rig, rig_clear)

static void
add (Rig        *rig,
     const char *name,
     const char *url)
{
  g_autofree char *id = askg_profile_make_id (name);
  g_autoptr(AskgProfile) profile = askg_profile_new (id, name, url);

  g_assert_true (askg_profiles_add (rig->profiles, profile, NULL));
}

/* Whose name it is, and what is told; @told is a part of it */
static void
assert_chosen (Rig               *rig,
               const AskgEarWish *wish,
               const char        *name,
               const char        *told)
{
  g_autofree char *sentence = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgTranscriber) chosen = askg_ear_choose (rig->ear, wish, &sentence, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (chosen != NULL ? askg_transcriber_get_name (chosen) : NULL, ==, name);
  g_assert_nonnull (strstr (sentence, told));
}

static void
assert_refused (Rig               *rig,
                const AskgEarWish *wish,
                int                code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (askg_ear_choose (rig->ear, wish, NULL, &error));
  g_assert_error (error, ASKG_ERROR, code);
}

static void
the_first_that_can_hears (void)
{
  g_auto(Rig) rig;

  set_up (&rig);
  add (&rig, "Talker", "http://127.0.0.1:1/v1");
  add (&rig, "Far", "https://ears.example/v1/audio/transcriptions");
  add (&rig, "Near", "http://127.0.0.1:2/inference");
  assert_chosen (&rig, &(AskgEarWish) { NULL }, "Far", "is sent to “Far”");
  g_assert_true (askg_ear_is_there (rig.ear));
  g_object_set (rig.policy, "local-only", TRUE, NULL);
  assert_chosen (&rig, &(AskgEarWish) { NULL }, "Near", "on this machine");
  assert_chosen (&rig, &(AskgEarWish) { .engine = "Far" }, "Far", "is sent to");
}

static void
what_the_person_said_goes_first (void)
{
  g_auto(Rig) rig;

  set_up (&rig);
  add (&rig, "Talker", "http://127.0.0.1:1/v1");
  add (&rig, "One", "http://127.0.0.1:2/inference");
  add (&rig, "Two", "http://127.0.0.1:3/inference");
  g_object_set (rig.ear, "with", "two", NULL);
  assert_chosen (&rig, &(AskgEarWish) { NULL }, "Two", "Two");
  assert_chosen (&rig, &(AskgEarWish) { .engine = "One" }, "One", "One");
  assert_refused (&rig, &(AskgEarWish) { .engine = "Talker" }, ASKG_ERROR_NEEDS_MODEL);
  assert_refused (&rig, &(AskgEarWish) { .engine = "nobody" }, ASKG_ERROR_NO_SUCH_ENGINE);
  g_object_set (rig.ear, "with", "gone", NULL);
  assert_chosen (&rig, &(AskgEarWish) { NULL }, "One", "One");
}

static void
an_engine_that_hears_needs_nobody_else (void)
{
  g_auto(Rig) rig;
  AskgProfile *talker;

  set_up (&rig);
  add (&rig, "Talker", "http://127.0.0.1:1/v1");
  add (&rig, "One", "http://127.0.0.1:2/inference");
  talker = askg_profiles_find (rig.profiles, "talker");
  assert_chosen (&rig, &(AskgEarWish) { .asked = talker }, "One", "One");
  askg_profile_learn (talker, ASKG_CAN_TAKE_AUDIO, FALSE, ASKG_KNOWN_BY_SERVER);
  assert_chosen (&rig, &(AskgEarWish) { .asked = talker }, "One", "One");
  askg_profile_learn (talker, ASKG_CAN_TAKE_AUDIO, TRUE, ASKG_KNOWN_BY_PERSON);
  assert_chosen (&rig, &(AskgEarWish) { .asked = talker }, NULL, "“Talker” hears");
}

static void
pocketsphinx_is_the_last_and_knows_english_alone (void)
{
  g_auto(Rig) rig;

  set_up (&rig);
  assert_refused (&rig, &(AskgEarWish) { .language = "ko" }, ASKG_ERROR_NEEDS_MODEL);
  g_object_set (rig.ear, "language", "de", NULL);
  assert_refused (&rig, &(AskgEarWish) { NULL }, ASKG_ERROR_NEEDS_MODEL);
  if (!askg_words_are_there (NULL, NULL, NULL))
    {
      assert_refused (&rig, &(AskgEarWish) { .language = "en" }, ASKG_ERROR_UNAVAILABLE);
      g_test_skip ("pocketsphinx-en-us is not installed");
      return;
    }
  assert_chosen (&rig, &(AskgEarWish) { .language = "en-GB" }, "PocketSphinx", "roughly");
  add (&rig, "One", "http://127.0.0.1:2/inference");
  assert_chosen (&rig, &(AskgEarWish) { .engine = "pocketsphinx", .language = "en" }, "PocketSphinx", "roughly");
  assert_chosen (&rig, &(AskgEarWish) { .language = "en" }, "One", "One");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ear/first", the_first_that_can_hears);
  g_test_add_func ("/ear/said", what_the_person_said_goes_first);
  g_test_add_func ("/ear/by-itself", an_engine_that_hears_needs_nobody_else);
  g_test_add_func ("/ear/rough", pocketsphinx_is_the_last_and_knows_english_alone);

  return g_test_run ();
}
