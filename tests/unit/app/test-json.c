/* test-json.c: what `askglass ask --json` tells of an answer that is more than text. */
#include "app/askg-json.h"

#include "engine/base/askg-error.h"

static AskgTurn *
make_turn (void)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = askg_question_new ("draw it", G_LIST_MODEL (attachments));
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");

  return askg_turn_new (question, answer);
}

static const char *
string_at (json_t *object, const char *list, const char *key)
{
  return json_string_value (json_object_get (json_array_get (json_object_get (object, list), 0), key));
}

static void
test_everything_an_engine_gave_is_told (void)
{
  g_autoptr(AskgTurn) turn = make_turn ();
  AskgAnswer *answer = askg_turn_get_answer (turn);
  g_autoptr(GBytes) bytes = g_bytes_new_static ("abc", 3);
  g_autoptr(GBytes) samples = g_bytes_new_static ("ab", 2);
  g_autoptr(json_t) object = NULL;
  json_t *usage, *span;
  AskgUsage figures;

  askg_usage_init (&figures);
  figures.input = 7;
  figures.output = 2;
  figures.cached = 0;
  askg_answer_set_usage (answer, &figures);
  askg_answer_set_model (answer, "org/model:7b");
  askg_answer_set_finish (answer, ASKG_FINISH_LENGTH);
  askg_answer_reason (answer, "생각 \"1\"");
  askg_answer_note (answer, "The picture was read as text.");
  askg_answer_call_tool (answer, 0, "call_1", "open", "{\"line\":7}");
  askg_answer_give_picture (answer, 0, "image/png", bytes, FALSE);
  askg_answer_give_picture (answer, 1, "image/png", bytes, TRUE);
  askg_answer_give_sound (answer, 24000, samples);
  askg_answer_add_span (answer, &(AskgAnswerSpan) { ASKG_SPAN_FIRST_TOKEN, -5, 30, TRUE, TRUE });
  askg_answer_finish (answer, NULL);
  object = askg_json_for_turn (turn, 1);

  g_assert_cmpstr (askg_json_get_string (object, "model"), ==, "org/model:7b");
  g_assert_cmpstr (askg_json_get_string (object, "finish"), ==, "length");
  g_assert_cmpstr (askg_json_get_string (object, "reasoning"), ==, "생각 \"1\"");
  usage = json_object_get (object, "usage");
  g_assert_cmpint (json_integer_value (json_object_get (usage, "total")), ==, 9);
  g_assert_true (json_is_integer (json_object_get (usage, "cached")));
  g_assert_null (json_object_get (usage, "reasoning")); /* nobody said 0 */
  g_assert_null (json_object_get (usage, "cost_usd"));
  g_assert_cmpstr (json_string_value (json_array_get (json_object_get (object, "notes"), 0)), ==,
                   "The picture was read as text.");
  g_assert_cmpstr (string_at (object, "tool_calls", "arguments"), ==, "{\"line\":7}");
  g_assert_cmpuint (json_array_size (json_object_get (object, "pictures")), ==, 1); /* not the sketch */
  g_assert_cmpstr (string_at (object, "pictures", "sha256"), ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpint (json_integer_value (json_object_get (json_object_get (object, "sound"), "rate")), ==, 24000);
  span = json_array_get (json_object_get (object, "spans"), 0);
  g_assert_cmpstr (askg_json_get_string (span, "kind"), ==, "first-token");
  g_assert_cmpstr (askg_json_get_string (span, "whose"), ==, "engine");
  g_assert_cmpint (json_integer_value (json_object_get (span, "start_us")), ==, -5);
  g_assert_true (json_is_true (json_object_get (span, "reused")));
}

static void
test_what_there_is_none_of_is_empty_or_null (void)
{
  static const char *const lists[] = { "notes", "tool_calls", "pictures", "spans" };
  static const char *const nothings[] = { "model", "usage", "sound" };
  g_autoptr(AskgTurn) turn = make_turn ();
  g_autoptr(json_t) object = NULL;

  askg_answer_append (askg_turn_get_answer (turn), "x");
  askg_answer_finish (askg_turn_get_answer (turn), NULL);
  object = askg_json_for_turn (turn, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    g_assert_cmpuint (json_array_size (json_object_get (object, lists[i])), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (nothings); i++)
    g_assert_true (json_is_null (json_object_get (object, nothings[i])));
  g_assert_cmpstr (askg_json_get_string (object, "reasoning"), ==, "");
}

/* 0 would say that it came at once. */
static void
test_text_that_never_came_has_no_time (void)
{
  g_autoptr(AskgTurn) silent = make_turn ();
  g_autoptr(AskgTurn) told = make_turn ();
  g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL, "This needs a model.");
  g_autoptr(json_t) without = NULL;
  g_autoptr(json_t) with = NULL;

  askg_answer_finish (askg_turn_get_answer (silent), error);
  without = askg_json_for_turn (silent, 1);
  g_assert_cmpint (json_integer_value (json_object_get (without, "first_text_ms")), ==, -1);
  g_assert_cmpint (json_integer_value (json_object_get (without, "duration_ms")), >=, 0);

  askg_answer_append (askg_turn_get_answer (told), "x");
  askg_answer_finish (askg_turn_get_answer (told), NULL);
  with = askg_json_for_turn (told, 1);
  g_assert_cmpint (json_integer_value (json_object_get (with, "first_text_ms")), >=, 0);
}

static void
test_a_stage_tells_how_long_it_waits (void)
{
  g_autoptr(AskgTurn) turn = make_turn ();
  AskgAnswer *answer = askg_turn_get_answer (turn);
  const AskgStageDetail wait = { g_get_monotonic_time () + 2500 * G_TIME_SPAN_MILLISECOND, 2, 4, 0, 0 };
  g_autoptr(json_t) waiting = NULL;
  g_autoptr(json_t) connecting = NULL;

  askg_answer_set_stage_detail (answer, ASKG_STAGE_WAITING, &wait);
  waiting = askg_json_for_stage (answer);
  g_assert_cmpstr (askg_json_get_string (waiting, "stage"), ==, "waiting");
  g_assert_cmpint (json_integer_value (json_object_get (waiting, "seconds")), ==, 3);
  g_assert_cmpint (json_integer_value (json_object_get (waiting, "attempt")), ==, 2);
  askg_answer_set_stage (answer, ASKG_STAGE_CONNECTING);
  connecting = askg_json_for_stage (answer);
  g_assert_null (json_object_get (connecting, "seconds"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/json/everything-an-engine-gave-is-told", test_everything_an_engine_gave_is_told);
  g_test_add_func ("/app/json/what-there-is-none-of-is-empty-or-null", test_what_there_is_none_of_is_empty_or_null);
  g_test_add_func ("/app/json/text-that-never-came-has-no-time", test_text_that_never_came_has_no_time);
  g_test_add_func ("/app/json/a-stage-tells-how-long-it-waits", test_a_stage_tells_how_long_it_waits);

  return g_test_run ();
}
