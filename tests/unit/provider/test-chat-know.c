/* test-chat-know.c: what an engine is and can is found out before its first question, by nothing of the person's. */
#include <string.h>

#include "tests/unit/provider/chat-rig.h"

static WireRig wire;

#define JSON(body) "send HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nConnection: close\\r\\n\\r\\n" body "\nclose"
#define ANSWER(text) HEAD DELTA (text) FINISH "close"
#define NEXT "\nnext\n"

static const AskgAnswerSpan *
find_probe (AskgAnswer *answer)
{
  GArray *spans = askg_answer_get_parts (answer)->spans;

  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, AskgAnswerSpan, i).kind == ASKG_SPAN_PROBE)
      return &g_array_index (spans, AskgAnswerSpan, i);

  return NULL;
}

static gboolean
has_note (AskgAnswer *answer,
          const char *words)
{
  GPtrArray *notes = askg_answer_get_parts (answer)->notes;

  for (guint i = 0; i < notes->len; i++)
    if (strstr (notes->pdata[i], words) != NULL)
      return TRUE;

  return FALSE;
}

/* -- What is it? ---------------------------------------------------------------- */

static void
test_an_engine_that_lists_nothing_is_asked_all_the_same (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, "stall" NEXT ANSWER ("Good day."));

  g_object_set (asked->profile, "probed-at", (gint64) 0, NULL);
  asked_ask (asked);
  g_assert_no_error (asked->error);
  g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "Good day.");
  g_assert_cmpint (askg_answer_get_duration_us (asked->answer), <, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (askg_profile_get_number (asked->profile, "probed-at"), >, 0);
}

static void
test_getting_to_know_it_is_a_bar_of_its_own (void)
{
  g_autoptr(Asked) asked =
    asked_new_for_script (&wire, "wait 50\n" JSON ("{\"data\":[{\"id\":\"m1\",\"architecture\":{\"input_modalities\":[\"text\"]}}]}")
                          NEXT ANSWER ("Good day."));

  g_object_set (asked->profile, "probed-at", (gint64) 0, NULL);
  asked_ask (asked);
  g_assert_no_error (asked->error);
  g_assert_nonnull (find_probe (asked->answer));
  g_assert_cmpint (find_probe (asked->answer)->duration_us, >=, 50000);
}

/* A list in the manner of OpenRouter says of each model what goes in and what comes out. */
static void
test_what_a_list_says_it_gives_is_what_it_gives (void)
{
  static const struct { const char *outputs; AskgCapabilities gives; } rows[] = {
    { "\"text\",\"image\"", ASKG_CAN_GIVE_IMAGE },
    { "\"text\",\"audio\"", ASKG_CAN_GIVE_AUDIO },
    { "\"text\",\"image\",\"audio\"", ASKG_CAN_GIVE_IMAGE | ASKG_CAN_GIVE_AUDIO },
    { "\"text\"", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *script =
        g_strconcat ("send HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nConnection: close\\r\\n\\r\\n{\"data\":[{\"id\":"
                     "\"other\",\"architecture\":{\"input_modalities\":[\"text\"],\"output_modalities\":[\"text\"]}},{\"id\":\"m1\","
                     "\"architecture\":{\"input_modalities\":[\"text\",\"image\",\"audio\"],\"output_modalities\":[",
                     rows[i].outputs, "]}}]}\nclose" NEXT ANSWER ("Good day."), NULL);
      g_autoptr(Asked) asked = asked_new_for_script (&wire, script);
      AskgCapabilities can;

      g_object_set (asked->profile, "probed-at", (gint64) 0, NULL);
      asked_ask (asked);
      g_assert_no_error (asked->error);
      can = askg_engine_get_capabilities (ASKG_ENGINE (asked->engine));
      g_assert_cmpint (can & (ASKG_CAN_GIVE_IMAGE | ASKG_CAN_GIVE_AUDIO), ==, rows[i].gives);
      g_assert_true (askg_profile_can (asked->profile, ASKG_CAN_TAKE_IMAGE));
      g_assert_true (askg_profile_can (asked->profile, ASKG_CAN_TAKE_AUDIO));
    }
}

/* Another model may be another kind of being. */
static void
test_another_model_is_not_taken_for_the_last_one (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, ANSWER ("Good day."));
  gboolean can;

  askg_profile_learn (asked->profile, ASKG_CAN_TAKE_IMAGE, TRUE, ASKG_KNOWN_BY_PROBE);
  askg_profile_learn (asked->profile, ASKG_CAN_TAKE_AUDIO, TRUE, ASKG_KNOWN_BY_PERSON);
  g_object_set (asked->profile, "model", "m2", NULL);
  g_assert_cmpint (askg_profile_find_out (asked->profile, ASKG_CAN_TAKE_IMAGE, &can), ==, ASKG_KNOWN_BY_NOBODY);
  g_assert_true (askg_profile_can (asked->profile, ASKG_CAN_TAKE_AUDIO));
  g_assert_cmpint (askg_profile_get_number (asked->profile, "probed-at"), ==, 0);
}

/* -- Does it see? ----------------------------------------------------------------- */

static void
test_its_sight_is_tried_before_the_first_picture (void)
{
  static const struct { const char *script; const char *note; AskgKnownBy by; gboolean can; guint n_requests; } rows[] = {
    { ANSWER ("It is red.") NEXT ANSWER ("A window."), "tiny picture of our own: it can", ASKG_KNOWN_BY_PROBE, TRUE, 2 },
    { ANSWER ("I cannot see pictures.") NEXT ANSWER ("A window."), "“Wired” cannot see", ASKG_KNOWN_BY_PROBE, FALSE, 2 },
    { ANSWER ("A coloured thing in blue.") NEXT ANSWER ("A window."), "“Wired” cannot see", ASKG_KNOWN_BY_PROBE, FALSE, 2 },
    { REFUSE ("400 No", "", "image input is not supported") NEXT ANSWER ("A window."), "“Wired” cannot see",
      ASKG_KNOWN_BY_PROBE, FALSE, 2 },
    { ANSWER ("Good day.") NEXT ANSWER ("A window."), "Nobody knows whether “Wired” can see", ASKG_KNOWN_BY_NOBODY, FALSE, 2 },
    { REFUSE ("500 Oh", "x-should-retry: false\\r\\n", "oh") NEXT ANSWER ("A window."), "Nobody knows whether “Wired” can see",
      ASKG_KNOWN_BY_NOBODY, FALSE, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(Asked) asked = asked_new_for_script (&wire, rows[i].script);
      const guint n_before = wire.ledger->n_begun;
      gboolean can;

      fake_recogniser_will_say (asked->recogniser, "Some words", 1);
      asked_begin (asked, rig_question ("what is this?", rig_picture (), NULL));
      asked_finish (asked);
      g_assert_no_error (asked->error);
      g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "A window.");
      g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, rows[i].n_requests);
      g_assert_cmpint (askg_profile_find_out (asked->profile, ASKG_CAN_TAKE_IMAGE, &can), ==, rows[i].by);
      g_assert_cmpint (can, ==, rows[i].can);
      g_assert_true (has_note (asked->answer, rows[i].note));
      g_assert_nonnull (find_probe (asked->answer));
    }
}

/* What was not clear is not asked before every question; a test of the engine asks it anew. */
static void
test_a_sense_is_tried_once (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, ANSWER ("Good day.") NEXT ANSWER ("A window."));
  guint n_before;

  asked_begin (asked, rig_question ("what is this?", rig_picture (), NULL));
  asked_finish (asked);
  g_assert_cmpint (askg_profile_get_tried (asked->profile), ==, ASKG_CAN_TAKE_IMAGE);

  n_before = wire.ledger->n_begun;
  asked->n_done = 0;
  g_set_object (&asked->answer, NULL);
  asked->answer = askg_answer_new ("wired", "Wired");
  asked_begin (asked, rig_question ("and this?", rig_picture (), NULL));
  asked_finish (asked);
  g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, 1);
}

/* Nothing is sent to another machine before somebody agreed, not even a red square of ours. */
static void
test_a_far_engine_is_not_tried_before_somebody_agreed (void)
{
  g_autoptr(Asked) asked = asked_new (&wire, "https://engine.example:4433", FALSE);
  const guint n_before = wire.ledger->n_begun;

  asked_begin (asked, rig_question ("what is this?", rig_picture (), NULL));
  wire_rig_turn_loop (200);
  g_assert_cmpuint (asked->n_done, ==, 0);
  g_assert_cmpuint (wire.ledger->n_begun, ==, n_before);
  g_assert_cmpint (askg_profile_get_tried (asked->profile), ==, 0);
  g_cancellable_cancel (asked->cancellable);
  asked_finish (asked);
}

/* Stop is stop, also while it is still being got to know. */
static void
test_a_stop_while_it_is_tried_is_the_end (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, "stall");

  asked_begin (asked, rig_question ("what is this?", rig_picture (), NULL));
  wire_rig_turn_loop (100);
  g_assert_cmpint (askg_answer_get_stage (asked->answer), ==, ASKG_STAGE_PROBING);
  askg_answer_stop (asked->answer);
  asked_finish (asked);
  g_assert_error (asked->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (askg_profile_get_tried (asked->profile), ==, 0);
}

int
main (int argc, char **argv)
{
  static const char *const listeners[] = { "plain", NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&wire, listeners);
  g_test_add_func ("/chat-know/an-engine-that-lists-nothing-is-asked-all-the-same",
                   test_an_engine_that_lists_nothing_is_asked_all_the_same);
  g_test_add_func ("/chat-know/getting-to-know-it-is-a-bar-of-its-own", test_getting_to_know_it_is_a_bar_of_its_own);
  g_test_add_func ("/chat-know/what-a-list-says-it-gives-is-what-it-gives", test_what_a_list_says_it_gives_is_what_it_gives);
  g_test_add_func ("/chat-know/another-model-is-not-taken-for-the-last-one", test_another_model_is_not_taken_for_the_last_one);
  g_test_add_func ("/chat-know/its-sight-is-tried-before-the-first-picture", test_its_sight_is_tried_before_the_first_picture);
  g_test_add_func ("/chat-know/a-sense-is-tried-once", test_a_sense_is_tried_once);
  g_test_add_func ("/chat-know/a-far-engine-is-not-tried-before-somebody-agreed",
                   test_a_far_engine_is_not_tried_before_somebody_agreed);
  g_test_add_func ("/chat-know/a-stop-while-it-is-tried-is-the-end", test_a_stop_while_it_is_tried_is_the_end);
  status = g_test_run ();
  wire_rig_tear_down (&wire);

  return status;
}
