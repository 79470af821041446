/* test-store-ledger.c: what was sent is written down before it leaves, and stays. */
#include "engine/base/askg-error.h"
#include "engine/model/askg-ledger.h"
#include "tests/unit/memory/store-rig.h"

typedef struct
{
  gint64   id;
  GError  *error;
  gboolean is_over;
} Begun;

static void
note_begun (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Begun *begun = user_data;

  begun->id = askg_ledger_begin_finish (ASKG_LEDGER (object), result, &begun->error);
  begun->is_over = TRUE;
}

static Begun
begin (StoreRig *rig, GCancellable *cancellable)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"secret\":1}", 12);
  AskgLedgerRow row = {
    .begun_at_us = 1234567, .engine_id = (char *) "work", .engine_name = (char *) "Work",
    .host = (char *) "api.example", .request = (char *) "POST /v1/chat/completions",
    .kinds = ASKG_CONTENT_TEXT | ASKG_CONTENT_PICTURE, .n_pictures = 2, .n_bytes = 12,
    .sha256 = (char *) "abc", .window_title = (char *) "한글 — Mail", .body = body,
  };
  Begun begun = { 0 };

  askg_ledger_begin_async (ASKG_LEDGER (rig->store), &row, cancellable, note_begun, &begun);
  while (!begun.is_over)
    g_main_context_iteration (NULL, TRUE);

  return begun;
}

static void
test_a_row_tells_what_left_and_how_it_went (StoreRig *rig, gconstpointer unused)
{
  Begun sent, cut_off;

  store_rig_reopen (rig);
  sent = begin (rig, NULL);
  cut_off = begin (rig, NULL);
  g_assert_no_error (sent.error);
  g_assert_cmpint (cut_off.id, >, sent.id);
  askg_ledger_end (ASKG_LEDGER (rig->store), sent.id, ASKG_SENT_WHOLE, 429, 12, 300);
  askg_ledger_end (ASKG_LEDGER (rig->store), sent.id, ASKG_SENT_FAILED, 0, 0, 0);
  (void) store_rig_close (rig, NULL);

  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger WHERE outcome IS NULL AND ended_at_us IS NULL"), ==, 1);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger WHERE outcome = 'whole' AND http_status = 429"
                                         " AND n_sent_bytes = 12 AND n_received_bytes = 300 AND ended_at_us > 0"), ==, 1);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger WHERE begun_at_us = 1234567 AND engine_id = 'work'"
                                         " AND engine_name = 'Work' AND host = 'api.example' AND is_this_machine = 0"
                                         " AND request = 'POST /v1/chat/completions' AND kinds = 3 AND n_pictures = 2"
                                         " AND n_bytes = 12 AND sha256 = 'abc' AND window_title = '한글 — Mail'"), ==, 2);
}

static void
test_of_what_is_said_the_whole_counts (StoreRig *rig, gconstpointer unused)
{
  Begun said;

  store_rig_reopen (rig);
  said = begin (rig, NULL);
  askg_ledger_end_stream (ASKG_LEDGER (rig->store), said.id, ASKG_SENT_WHOLE, 96000, "def");
  askg_ledger_end (ASKG_LEDGER (rig->store), said.id, ASKG_SENT_FAILED, 0, 0, 0);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger WHERE outcome = 'whole' AND http_status IS NULL"
                                         " AND n_sent_bytes = 96000 AND n_bytes = 96000 AND sha256 = 'def'"), ==, 1);
}

static void
test_without_a_row_nothing_may_be_sent (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Begun closed, cancelled;

  store_rig_reopen (rig);
  g_cancellable_cancel (cancellable);
  cancelled = begin (rig, cancellable);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (cancelled.id, ==, 0);
  (void) store_rig_close (rig, NULL);
  closed = begin (rig, NULL);
  g_assert_error (closed.error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_assert_cmpint (closed.id, ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger"), ==, 0);
  g_clear_error (&cancelled.error);
  g_clear_error (&closed.error);
}

static void
test_the_book_outlives_what_is_erased (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;

  store_rig_reopen (rig);
  turn = store_rig_ask_words (rig, conversation, "send it", "sent");
  (void) begin (rig, NULL);
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (conversation), NULL));
  store_rig_reopen (rig);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn"), ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/ledger/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("a-row-tells-what-left-and-how-it-went", test_a_row_tells_what_left_and_how_it_went);
  ADD ("of-what-is-said-the-whole-counts", test_of_what_is_said_the_whole_counts);
  ADD ("without-a-row-nothing-may-be-sent", test_without_a_row_nothing_may_be_sent);
  ADD ("the-book-outlives-what-is-erased", test_the_book_outlives_what_is_erased);
#undef ADD

  return g_test_run ();
}
