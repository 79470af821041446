/* test-live-engine.c: an engine that is spoken with, asked in words. */
#include "engine/base/askg-error.h"
#include "engine/provider/askg-live-engine.h"
#include "tests/unit/provider/live-rig.h"

typedef struct
{
  AskgLiveEngine   *engine;
  AskgConversation *conversation;
  AskgAnswer       *answer;
  GCancellable     *cancellable;
} Asking;

static void
asking_clear (Asking *asking)
{
  g_clear_object (&asking->engine);
  g_clear_object (&asking->conversation);
  g_clear_object (&asking->answer);
  g_clear_object (&asking->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, asking_clear)

static void
ask (LiveRig    *rig,
     Asking     *asking,
     const char *habits)
{
  g_autoptr(AskgQuestion) question = askg_question_new ("Who is that?", NULL);

  live_rig_make (rig, habits);
  rig->n_ended = 1; /* its own session is never opened */
  asking->engine = askg_live_engine_new (rig->link);
  asking->conversation = askg_conversation_new ();
  asking->answer = askg_answer_new ("live", "Live");
  asking->cancellable = g_cancellable_new ();
  askg_engine_ask (ASKG_ENGINE (asking->engine), asking->conversation, question, asking->answer, asking->cancellable);
}

/* @data: habits: all of these answer it in words, and no voice of anybody is asked about or sent */
static void
test_answered (LiveRig       *rig,
               gconstpointer  data)
{
  g_auto(Asking) asking = { 0 };

  ask (rig, &asking, data);
  LIVE_WAIT_FOR (askg_answer_is_over (asking.answer));
  g_assert_no_error (askg_answer_get_error (asking.answer));
  g_assert_cmpstr (askg_answer_get_text (asking.answer), ==, "Loud and clear!");
  g_assert_true (live_rig_was_told (rig, "Who is that?"));
  g_assert_false (live_rig_was_told (rig, "append"));
}

static void
test_a_tool_is_told (LiveRig       *rig,
                     gconstpointer  data)
{
  g_auto(Asking) asking = { 0 };

  ask (rig, &asking, "tool");
  LIVE_WAIT_FOR (askg_answer_is_over (asking.answer));
  g_assert_no_error (askg_answer_get_error (asking.answer));
  g_assert_cmpuint (askg_answer_get_parts (asking.answer)->tool_calls->len, ==, 1);
}

/* @data: habits */
static void
test_told_why_not (LiveRig       *rig,
                   gconstpointer  data)
{
  g_auto(Asking) asking = { 0 };

  ask (rig, &asking, data);
  LIVE_WAIT_FOR (askg_answer_is_over (asking.answer));
  g_assert_nonnull (askg_answer_get_error (asking.answer));
  g_assert_cmpint (askg_answer_get_error (asking.answer)->domain, ==, ASKG_ERROR);
}

/* @data: whether it has begun to answer */
static void
test_stopped (LiveRig       *rig,
              gconstpointer  data)
{
  g_auto(Asking) asking = { 0 };

  ask (rig, &asking, "quiet");
  if (data != NULL)
    LIVE_WAIT_FOR (live_rig_was_told (rig, "response.create"));
  g_cancellable_cancel (asking.cancellable);
  LIVE_WAIT_FOR (askg_answer_is_over (asking.answer));
  g_assert_cmpstr (askg_answer_get_text (asking.answer), ==, "");
}

#define ADD(name, data, func) g_test_add ("/live-engine/" name, LiveRig, data, live_rig_set_up, func, live_rig_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  ADD ("answers", "x", test_answered);
  ADD ("answers-as-before", "beta", test_answered);
  ADD ("speaks-all-the-same", "deaf-to-wishes", test_answered);
  ADD ("out-of-order", "shuffled", test_answered);
  ADD ("tool", NULL, test_a_tool_is_told);
  ADD ("lets-nobody-in", "refuses", test_told_why_not);
  ADD ("hangs-up", "policy", test_told_why_not);
  ADD ("fails", "fails", test_told_why_not);
  ADD ("stopped-while-it-opens", NULL, test_stopped);
  ADD ("stopped-while-it-answers", "yes", test_stopped);

  status = g_test_run ();
  live_rig_stop_server ();

  return status;
}
