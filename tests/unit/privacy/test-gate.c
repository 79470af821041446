/* test-gate.c: nothing goes to a host for the first time unseen. */
#include "engine/base/askg-error.h"
#include "engine/privacy/askg-gate.h"
#include "tests/unit/privacy/covered-rig.h"

typedef struct
{
  AskgGate     *gate;
  AskgPolicy   *policy;
  GCancellable *cancellable;
  GError       *error;
  AskgOutbound *outbound; /* as it passed */
  gboolean      passed;
  gboolean      is_always_shown;
  guint         n_done;
  guint         n_asked;
  guint         ticket;
  guint         withdrawn;
} Rig;

static void
ask_cb (AskgGate     *gate,
        AskgOutbound *outbound,
        guint         ticket,
        gpointer      user_data)
{
  Rig *rig = user_data;

  rig->n_asked++;
  rig->ticket = ticket;
}

static void
withdrawn_cb (AskgGate *gate,
              guint     ticket,
              Rig      *rig)
{
  rig->withdrawn = ticket;
}

static void
rig_set_up (Rig           *rig,
            gconstpointer  user_data)
{
  rig->gate = askg_gate_new ();
  rig->policy = askg_policy_new ();
  rig->cancellable = g_cancellable_new ();
  askg_gate_set_asker (rig->gate, ask_cb, rig);
  g_signal_connect (rig->gate, "withdrawn", G_CALLBACK (withdrawn_cb), rig);
}

static void
rig_tear_down (Rig           *rig,
               gconstpointer  user_data)
{
  g_assert_finalize_object (rig->gate);
  g_clear_object (&rig->policy);
  g_clear_object (&rig->cancellable);
  g_clear_error (&rig->error);
  g_clear_pointer (&rig->outbound, askg_outbound_unref);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Rig *rig = user_data;

  g_clear_error (&rig->error);
  g_clear_pointer (&rig->outbound, askg_outbound_unref);
  rig->outbound = askg_gate_pass_finish (ASKG_GATE (object), result, &rig->error);
  rig->passed = rig->outbound != NULL;
  rig->n_done++;
}

static void
turn_loop (void)
{
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
send (Rig        *rig,
      const char *url,
      const char *engine_id,
      gboolean    with_text)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("hi", 2);
  g_autoptr(AskgCovered) content = rig_covered (body, with_text ? "hi" : NULL, TRUE);
  const AskgOutboundParts parts = { .method = "POST", .url = url, .content = content, .engine_id = engine_id,
                                    .show = rig->is_always_shown ? ASKG_SHOW_ALWAYS : ASKG_SHOW_WHEN_FOUND };
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (rig->policy, &parts, NULL);

  askg_gate_pass_async (rig->gate, outbound, rig->cancellable, done_cb, rig);
  turn_loop ();
}

static void
let_through_cb (AskgGate     *gate,
                AskgOutbound *outbound,
                guint        *n)
{
  g_assert_nonnull (outbound);
  (*n)++;
}

static void
test_what_leaves_is_handed_out_once (Rig           *rig,
                                     gconstpointer  user_data)
{
  guint n = 0;

  g_signal_connect (rig->gate, "let-through", G_CALLBACK (let_through_cb), &n);
  send (rig, "http://127.0.0.1:8080", "local", TRUE);
  send (rig, "https://api.example/v1/models", "cloud", FALSE);
  send (rig, "https://api.example", "cloud", TRUE);
  g_assert_cmpuint (n, ==, 0);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_SEND_ALWAYS);
  g_assert_cmpuint (n, ==, 1);
  send (rig, "https://api.example", "cloud", TRUE);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_this_machine_passes (Rig           *rig,
                          gconstpointer  user_data)
{
  send (rig, "http://127.0.0.1:8080", "local", TRUE);
  g_assert_true (rig->passed);
  send (rig, "https://api.example/v1/models", "cloud", FALSE);
  g_assert_cmpuint (rig->n_done, ==, 2);
  g_assert_true (rig->passed);
  g_assert_cmpuint (rig->n_asked, ==, 0);
}

/* Also after it was agreed to for ever; but nothing is asked about what stays here. */
static void
test_what_is_always_shown_is_shown_each_time (Rig           *rig,
                                              gconstpointer  user_data)
{
  rig->is_always_shown = TRUE;
  for (guint i = 1; i <= 3; i++)
    {
      rig->passed = FALSE;
      send (rig, "https://api.example", "cloud", TRUE);
      g_assert_cmpuint (rig->n_asked, ==, i);
      g_assert_cmpuint (rig->n_done, ==, i - 1);
      askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_SEND_ALWAYS);
      turn_loop ();
      g_assert_true (rig->passed);
    }
  send (rig, "http://127.0.0.1:8080", "local", TRUE);
  send (rig, "https://api.example/v1/models", "cloud", FALSE);
  rig->is_always_shown = FALSE;
  send (rig, "https://api.example", "cloud", TRUE);
  g_assert_cmpuint (rig->n_done, ==, 6);
  g_assert_cmpuint (rig->n_asked, ==, 3);
}

static void
test_agreed_once_is_once (Rig           *rig,
                          gconstpointer  user_data)
{
  send (rig, "https://api.example", "cloud", TRUE);
  g_assert_cmpuint (rig->n_asked, ==, 1);
  g_assert_cmpuint (rig->n_done, ==, 0);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_SEND_ONCE);
  turn_loop ();
  g_assert_true (rig->passed);

  send (rig, "https://api.example", "cloud", TRUE);
  g_assert_cmpuint (rig->n_asked, ==, 2);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_DECLINE);
  turn_loop ();
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
}

/* It must not say that somebody decided it. */
static void
test_who_cannot_ask_says_so (Rig           *rig,
                             gconstpointer  user_data)
{
  send (rig, "https://api.example", "cloud", TRUE);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_NOBODY);
  turn_loop ();
  g_assert_false (rig->passed);
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (rig->error->message, "nobody can be asked here"));
}

static void
test_agreed_for_ever_is_for_this_engine_and_host (Rig           *rig,
                                                  gconstpointer  user_data)
{
  send (rig, "https://api.example", "cloud", TRUE);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_SEND_ALWAYS);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_DECLINE); /* too late: no matter */
  turn_loop ();
  g_assert_true (rig->passed);
  g_assert_cmpstr (askg_gate_get_passed (rig->gate)[0], ==, "cloud https://api.example:443");

  send (rig, "https://api.example/other", "cloud", TRUE);
  g_assert_cmpuint (rig->n_done, ==, 2);
  g_assert_cmpuint (rig->n_asked, ==, 1);
  send (rig, "https://api.example:444", "cloud", TRUE);
  g_assert_cmpuint (rig->n_asked, ==, 2);
  send (rig, "https://api.example", "another", TRUE);
  g_assert_cmpuint (rig->n_asked, ==, 3);
  g_cancellable_cancel (rig->cancellable);
  turn_loop ();
  g_assert_cmpuint (rig->n_done, ==, 4);
}

static void
test_a_question_can_be_taken_back (Rig           *rig,
                                   gconstpointer  user_data)
{
  send (rig, "https://api.example", "cloud", TRUE);
  g_cancellable_cancel (rig->cancellable);
  turn_loop ();
  g_assert_error (rig->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (rig->withdrawn, ==, rig->ticket);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_SEND_ALWAYS);
  turn_loop ();
  g_assert_cmpuint (rig->n_done, ==, 1);
  g_assert_null (askg_gate_get_passed (rig->gate)[0]);
}

static void
test_without_anybody_to_ask_nothing_is_sent (Rig           *rig,
                                             gconstpointer  user_data)
{
  static const char * const kept[] = { "cloud https://api.example:443", NULL };

  askg_gate_set_asker (rig->gate, NULL, NULL);
  send (rig, "https://api.example", "cloud", TRUE);
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
  g_assert_nonnull (strstr (rig->error->message, "api.example"));
  askg_gate_set_passed (rig->gate, kept);
  send (rig, "https://api.example", "cloud", TRUE);
  g_assert_true (rig->passed);
}

static void
send_parcel (Rig        *rig,
             AskgParcel *parcel)
{
  g_autoptr(AskgCovered) content = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  const AskgOutboundParts parts = { .method = "POST", .url = "https://api.example", .content = content, .engine_id = "cloud" };
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (rig->policy, &parts, NULL);

  askg_gate_pass_async (rig->gate, outbound, rig->cancellable, done_cb, rig);
  turn_loop ();
}

/* Also where the engine may send; who cannot be asked loses nothing by what is covered. */
static void
test_what_was_found_is_asked_about_once (Rig           *rig,
                                         gconstpointer  user_data)
{
  static const char *const passed[] = { "cloud https://api.example:443", NULL };
  g_autoptr(GBytes) body = g_bytes_new_static ("hi", 2);
  g_autoptr(AskgParcel) parcel = rig_parcel (body);

  askg_gate_set_passed (rig->gate, passed);
  askg_parcel_add_text (parcel, "KEY=sk-proj-9f3Ab2KpXw7Qz0RtLm48Vc6N");
  send_parcel (rig, parcel);
  g_assert_cmpuint (rig->n_asked, ==, 1);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_NOBODY);
  turn_loop ();
  g_assert_true (rig->passed);
  send_parcel (rig, parcel);
  g_assert_cmpuint (rig->n_asked, ==, 2);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_SEND_ONCE);
  send_parcel (rig, parcel);
  g_assert_cmpuint (rig->n_asked, ==, 2);
  g_assert_true (rig->passed);
}

static void
test_sound_is_asked_about_once_for_an_engine (Rig           *rig,
                                              gconstpointer  user_data)
{
  static const char *const passed[] = { "cloud https://api.example:443", NULL };
  g_autoptr(GBytes) body = g_bytes_new_static ("hi", 2);
  g_autoptr(AskgParcel) parcel = rig_parcel (body);

  askg_gate_set_passed (rig->gate, passed);
  rig_add_sound (parcel);
  send_parcel (rig, parcel);
  g_assert_cmpuint (rig->n_asked, ==, 1);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_NOBODY);
  turn_loop ();
  g_assert_false (rig->passed);
  send_parcel (rig, parcel);
  askg_gate_reply (rig->gate, rig->ticket, ASKG_GATE_SEND_ONCE);
  send_parcel (rig, parcel);
  g_assert_cmpuint (rig->n_asked, ==, 2);
  g_assert_true (rig->passed);
}

#define ADD(name, func) g_test_add ("/gate/" name, Rig, NULL, rig_set_up, func, rig_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("this-machine-passes", test_this_machine_passes);
  ADD ("what-is-always-shown-is-shown-each-time", test_what_is_always_shown_is_shown_each_time);
  ADD ("what-was-found-is-asked-about-once", test_what_was_found_is_asked_about_once);
  ADD ("sound-is-asked-about-once-for-an-engine", test_sound_is_asked_about_once_for_an_engine);
  ADD ("what-leaves-is-handed-out-once", test_what_leaves_is_handed_out_once);
  ADD ("agreed-once-is-once", test_agreed_once_is_once);
  ADD ("who-cannot-ask-says-so", test_who_cannot_ask_says_so);
  ADD ("agreed-for-ever-is-for-this-engine-and-host", test_agreed_for_ever_is_for_this_engine_and_host);
  ADD ("a-question-can-be-taken-back", test_a_question_can_be_taken_back);
  ADD ("without-anybody-to-ask-nothing-is-sent", test_without_anybody_to_ask_nothing_is_sent);

  return g_test_run ();
}
