/* test-answer.c: an answer grows, ends once, and stays ended. */
#include "engine/base/askg-error.h"
#include "engine/model/askg-answer.h"

static void
count (AskgAnswer *answer, guint *n)
{
  (*n)++;
}

static void
test_text_after_stop_is_dropped (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  guint n_asked_to_stop = 0;

  g_signal_connect (answer, "stop-requested", G_CALLBACK (count), &n_asked_to_stop);
  askg_answer_append (answer, "one");
  askg_answer_stop (answer);
  askg_answer_append (answer, " two");
  askg_answer_stop (answer);
  askg_answer_finish (answer, NULL);

  g_assert_cmpstr (askg_answer_get_text (answer), ==, "one");
  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_cmpuint (n_asked_to_stop, ==, 1);
  g_assert_cmpint (askg_answer_get_duration_us (answer), >=, askg_answer_get_first_text_us (answer));
}

static void
test_failure_keeps_what_was_written_and_why (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_TEXT, "No text.");

  askg_answer_append (answer, "half");
  askg_answer_finish (answer, error);

  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_FAILED);
  g_assert_cmpstr (askg_answer_get_text (answer), ==, "half");
  g_assert_error (askg_answer_get_error (answer), ASKG_ERROR, ASKG_ERROR_NO_TEXT);
  g_assert_cmpstr (askg_error_get_id (askg_answer_get_error (answer)), ==, "no-text");
}

static void
test_an_answer_without_a_word_has_failed (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");

  askg_answer_finish (answer, NULL);

  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_FAILED);
  g_assert_error (askg_answer_get_error (answer), ASKG_ERROR, ASKG_ERROR_EMPTY_ANSWER);
}

static void
test_pointers_are_numbered_in_order (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  const AskgPointer *second;

  askg_answer_point (answer, 0, &(AskgRect) { 1, 2, 3, 4 }, "first");
  askg_answer_point (answer, 1, &(AskgRect) { 5, 6, 7, 8 }, "second");
  second = g_ptr_array_index (askg_answer_get_pointers (answer), 1);

  g_assert_cmpuint (second->number, ==, 2);
  g_assert_cmpuint (second->attachment, ==, 1);
  g_assert_cmpstr (second->label, ==, "second");
  g_assert_cmpint (second->box.width, ==, 7);
}

static void
keep (AskgAnswer *answer, const char *delta, GString *all)
{
  g_string_append (all, delta);
}

static void
tick (AskgAnswer *answer, AskgPart part, guint *n_told)
{
  n_told[part]++;
}

static void
test_reasoning_is_kept_apart_from_the_answer (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(GString) told = g_string_new (NULL);

  g_signal_connect (answer, "reasoned", G_CALLBACK (keep), told);
  askg_answer_reason (answer, "let me ");
  askg_answer_reason (answer, "");
  askg_answer_reason (answer, "see");
  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_WAITING);
  askg_answer_append (answer, "42");
  askg_answer_finish (answer, NULL);
  askg_answer_reason (answer, " more");

  g_assert_cmpstr (askg_answer_get_parts (answer)->reasoning->str, ==, "let me see");
  g_assert_cmpstr (told->str, ==, "let me see");
  g_assert_cmpstr (askg_answer_get_text (answer), ==, "42");
}

static void
test_only_thoughts_are_no_answer (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");

  askg_answer_reason (answer, "hm");
  askg_answer_finish (answer, NULL);
  g_assert_error (askg_answer_get_error (answer), ASKG_ERROR, ASKG_ERROR_EMPTY_ANSWER);
}

static void
test_endless_reasoning_ends_at_a_whole_character (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(GString) block = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (block, "생각은");
  for (guint i = 0; i < 20; i++)
    askg_answer_reason (answer, block->str);
  g_assert_cmpuint (askg_answer_get_parts (answer)->reasoning->len, >, ASKG_PARTS_MAX_REASONING_BYTES - 4);
  g_assert_cmpuint (askg_answer_get_parts (answer)->reasoning->len, <=, ASKG_PARTS_MAX_REASONING_BYTES);
  g_assert_true (g_utf8_validate (askg_answer_get_parts (answer)->reasoning->str, -1, NULL));
}

static void
test_a_picture_or_a_sound_alone_is_an_answer (void)
{
  g_autoptr(AskgAnswer) drawn = askg_answer_new ("chat", "Chat");
  g_autoptr(AskgAnswer) begun = askg_answer_new ("chat", "Chat");
  g_autoptr(AskgAnswer) spoken = askg_answer_new ("chat", "Chat");
  g_autoptr(GBytes) bytes = g_bytes_new_static ("1234", 4);

  askg_answer_give_picture (drawn, 0, "image/png", bytes, FALSE);
  askg_answer_finish (drawn, NULL);
  g_assert_cmpint (askg_answer_get_state (drawn), ==, ASKG_ANSWER_DONE);
  askg_answer_give_picture (begun, 0, "image/png", bytes, TRUE);
  askg_answer_finish (begun, NULL);
  g_assert_cmpint (askg_answer_get_state (begun), ==, ASKG_ANSWER_FAILED);
  askg_answer_give_sound (spoken, 24000, bytes);
  askg_answer_give_sound (spoken, 24000, bytes);
  askg_answer_finish (spoken, NULL);
  g_assert_cmpint (askg_answer_get_state (spoken), ==, ASKG_ANSWER_DONE);
  g_assert_cmpmem (askg_answer_get_parts (spoken)->sound->data, askg_answer_get_parts (spoken)->sound->len,
                   "12341234", 8);
}

static void
test_a_finished_picture_takes_the_place_of_its_sketch (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(GBytes) sketch = g_bytes_new_static ("sketch", 6);
  g_autoptr(GBytes) whole = g_bytes_new_static ("whole", 5);
  GPtrArray *pictures = askg_answer_get_parts (answer)->pictures;

  askg_answer_give_picture (answer, 1, "image/webp", sketch, TRUE);
  askg_answer_give_picture (answer, 0, "image/png", whole, FALSE);
  askg_answer_give_picture (answer, 1, "image/png", whole, FALSE);
  askg_answer_give_picture (answer, 1, "image/webp", sketch, TRUE);
  g_assert_cmpuint (pictures->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const AskgGivenPicture *picture = g_ptr_array_index (pictures, i);

      g_assert_cmpuint (picture->index, ==, i);
      g_assert_true (g_bytes_equal (picture->bytes, whole));
      g_assert_cmpstr (picture->mime, ==, "image/png");
      g_assert_false (picture->is_partial);
    }
}

static void
test_too_much_is_left_out_and_said_once (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(GBytes) huge = g_bytes_new_take (g_malloc0 (ASKG_PARTS_MAX_SOUND_BYTES), ASKG_PARTS_MAX_SOUND_BYTES);
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);

  askg_answer_give_sound (answer, 24000, huge);
  askg_answer_give_sound (answer, 24000, huge);
  askg_answer_give_sound (answer, 24000, huge);
  g_assert_cmpuint (parts->sound->len, ==, ASKG_PARTS_MAX_SOUND_BYTES);
  g_assert_cmpuint (parts->notes->len, ==, 1);
  for (guint i = 0; i < 5; i++)
    askg_answer_give_picture (answer, i, "image/png", huge, FALSE);
  g_assert_cmpuint (parts->pictures->len, ==, 2);
  g_assert_cmpuint (parts->notes->len, ==, 2);
  for (guint i = 0; i < 1000; i++)
    askg_answer_call_tool (answer, 1000 - i, "id", "name", "{}");
  g_assert_cmpuint (parts->tool_calls->len, ==, ASKG_PARTS_MAX_TOOL_CALLS);
}

static void
test_tool_calls_arrive_in_pieces (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  const AskgToolCall *call;

  askg_answer_call_tool (answer, 1, "call_b", "open", NULL);
  askg_answer_call_tool (answer, 0, "call_a", "list", "{}");
  askg_answer_call_tool (answer, 1, NULL, NULL, "{\"file\":");
  askg_answer_call_tool (answer, 1, NULL, NULL, "\"a.c\"}");
  call = g_ptr_array_index (askg_answer_get_parts (answer)->tool_calls, 1);
  g_assert_cmpuint (call->index, ==, 1);
  g_assert_cmpstr (call->id, ==, "call_b");
  g_assert_cmpstr (call->name, ==, "open");
  g_assert_cmpstr (call->arguments->str, ==, "{\"file\":\"a.c\"}");
}

static void
test_what_is_new_is_told_and_nothing_after_the_end (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  const AskgAnswerSpan stream = { ASKG_SPAN_STREAM, 50, 10, FALSE, FALSE };
  const AskgAnswerSpan capture = { ASKG_SPAN_CAPTURE, -300, 20, FALSE, FALSE };
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);
  guint n_told[ASKG_PART_SPAN + 1] = { 0 };
  AskgUsage usage;
  guint revision;

  askg_usage_init (&usage);
  usage.input = 7;
  g_signal_connect (answer, "gained", G_CALLBACK (tick), n_told);
  askg_answer_set_model (answer, "gemma");
  askg_answer_set_model (answer, "");
  askg_answer_set_model (answer, "gemma");
  askg_answer_set_usage (answer, &usage);
  askg_answer_set_usage (answer, &usage);
  askg_answer_set_finish (answer, ASKG_FINISH_LENGTH);
  askg_answer_note (answer, "The picture was read as text.");
  askg_answer_note (answer, "The picture was read as text.");
  askg_answer_add_span (answer, &stream);
  askg_answer_add_span (answer, &capture);
  askg_answer_set_engine (answer, "other", "Other");
  askg_answer_append (answer, "x");
  askg_answer_stop (answer);
  revision = parts->revision;
  askg_answer_set_model (answer, "late");
  askg_answer_note (answer, "late");
  askg_answer_add_span (answer, &stream);
  askg_answer_set_engine (answer, "late", "Late");

  g_assert_cmpuint (parts->revision, ==, revision);
  g_assert_cmpstr (parts->model, ==, "gemma");
  g_assert_cmpstr (askg_answer_get_engine_name (answer), ==, "Other");
  g_assert_cmpuint (parts->spans->len, ==, 2);
  g_assert_cmpint (g_array_index (parts->spans, AskgAnswerSpan, 0).kind, ==, ASKG_SPAN_CAPTURE);
  g_assert_cmpuint (n_told[ASKG_PART_MODEL], ==, 1);
  g_assert_cmpuint (n_told[ASKG_PART_USAGE], ==, 1);
  g_assert_cmpuint (n_told[ASKG_PART_NOTE], ==, 1);
  g_assert_cmpuint (n_told[ASKG_PART_FINISH], ==, 1);
  g_assert_cmpuint (n_told[ASKG_PART_SPAN], ==, 2);
}

static void
count_stage (AskgAnswer *answer, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_waiting_tells_how_long_and_how_often (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  const AskgStageDetail second = { .until_us = 99, .attempt = 2, .n_attempts = 4 };
  guint n = 0;

  g_signal_connect (answer, "notify::stage", G_CALLBACK (count_stage), &n);
  askg_answer_set_stage_detail (answer, ASKG_STAGE_WAITING, &second);
  g_assert_cmpuint (askg_answer_get_stage_detail (answer)->attempt, ==, 2);
  askg_answer_set_stage_detail (answer, ASKG_STAGE_WAITING, &(AskgStageDetail) { .attempt = 3, .n_attempts = 4 });
  g_assert_cmpuint (n, ==, 2);
  askg_answer_set_stage (answer, ASKG_STAGE_CONNECTING);
  g_assert_cmpuint (askg_answer_get_stage_detail (answer)->attempt, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/answer/text-after-stop-is-dropped", test_text_after_stop_is_dropped);
  g_test_add_func ("/engine/answer/failure-keeps-what-was-written-and-why", test_failure_keeps_what_was_written_and_why);
  g_test_add_func ("/engine/answer/an-answer-without-a-word-has-failed", test_an_answer_without_a_word_has_failed);
  g_test_add_func ("/engine/answer/pointers-are-numbered-in-order", test_pointers_are_numbered_in_order);
  g_test_add_func ("/engine/answer/reasoning-is-kept-apart-from-the-answer", test_reasoning_is_kept_apart_from_the_answer);
  g_test_add_func ("/engine/answer/only-thoughts-are-no-answer", test_only_thoughts_are_no_answer);
  g_test_add_func ("/engine/answer/endless-reasoning-ends-at-a-whole-character", test_endless_reasoning_ends_at_a_whole_character);
  g_test_add_func ("/engine/answer/a-picture-or-a-sound-alone-is-an-answer", test_a_picture_or_a_sound_alone_is_an_answer);
  g_test_add_func ("/engine/answer/a-finished-picture-takes-the-place-of-its-sketch", test_a_finished_picture_takes_the_place_of_its_sketch);
  g_test_add_func ("/engine/answer/too-much-is-left-out-and-said-once", test_too_much_is_left_out_and_said_once);
  g_test_add_func ("/engine/answer/tool-calls-arrive-in-pieces", test_tool_calls_arrive_in_pieces);
  g_test_add_func ("/engine/answer/what-is-new-is-told-and-nothing-after-the-end", test_what_is_new_is_told_and_nothing_after_the_end);
  g_test_add_func ("/engine/answer/waiting-tells-how-long-and-how-often", test_waiting_tells_how_long_and_how_often);

  return g_test_run ();
}
