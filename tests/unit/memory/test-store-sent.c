/* test-store-sent.c: what was sent can be listed, opened for some days, and purged. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-store-ledger.h"
#include "tests/unit/memory/store-rig.h"

#define DAY_US (24 * G_TIME_SPAN_HOUR)

typedef struct
{
  gpointer result;
  GError  *error;
  gint64   id;
  guint    n_rows;
  gboolean is_over;
  AskgLedgerSum sum;
} Call;

static void
wait_for (Call *call)
{
  while (!call->is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
begun_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->id = askg_ledger_begin_finish (ASKG_LEDGER (object), result, &call->error);
  call->is_over = TRUE;
}

/* @body: (nullable): its hash is told as it is */
static gint64
send_it (StoreRig *rig, const char *host, const char *body, gint64 at_us, gboolean is_here, gboolean is_off_record)
{
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  AskgLedgerRow row = {
    .begun_at_us = at_us, .engine_id = (char *) "work", .engine_name = (char *) "Work", .host = (char *) host,
    .is_this_machine = is_here, .request = (char *) "POST /v1/chat/completions", .kinds = ASKG_CONTENT_TEXT,
    .n_bytes = strlen (body), .sha256 = sha256, .window_title = (char *) "Mail", .n_hidden = 2,
    .is_off_record = is_off_record, .body = bytes,
  };
  Call call = { 0 };

  askg_ledger_begin_async (ASKG_LEDGER (rig->store), &row, NULL, begun_cb, &call);
  wait_for (&call);
  g_assert_no_error (call.error);

  return call.id;
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->result = askg_store_list_sent_finish (ASKG_STORE (object), result, &call->sum, &call->error);
  call->is_over = TRUE;
}

static GPtrArray *
list (StoreRig *rig, const AskgLedgerFilter *filter, guint most, AskgLedgerSum *out_sum)
{
  Call call = { 0 };

  askg_store_list_sent_async (rig->store, filter, most, NULL, listed_cb, &call);
  wait_for (&call);
  g_assert_no_error (call.error);
  if (out_sum != NULL)
    *out_sum = call.sum;

  return call.result;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  call->result = askg_store_load_sent_finish (ASKG_STORE (object), result, &call->error);
  call->is_over = TRUE;
}

static AskgLedgerEntry *
load (StoreRig *rig, gint64 id, GError **error)
{
  Call call = { 0 };

  askg_store_load_sent_async (rig->store, id, NULL, loaded_cb, &call);
  wait_for (&call);
  if (call.error != NULL)
    g_propagate_error (error, call.error);

  return call.result;
}

static void
purged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;

  g_assert_true (askg_store_purge_sent_finish (ASKG_STORE (object), result, &call->n_rows, &call->error));
  call->is_over = TRUE;
}

static guint
purge (StoreRig *rig, gint64 before_us)
{
  Call call = { 0 };

  askg_store_purge_sent_async (rig->store, before_us, NULL, purged_cb, &call);
  wait_for (&call);

  return call.n_rows;
}

static void
assert_hosts (GPtrArray *entries, const char *expected)
{
  g_autoptr(GString) hosts = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (hosts, "%s ", ((AskgLedgerEntry *) g_ptr_array_index (entries, i))->row->host);
  g_assert_cmpstr (hosts->str, ==, expected);
}

static void
test_the_very_bytes_can_be_opened (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgLedgerEntry) entry = NULL;
  gint64 id;

  store_rig_reopen (rig);
  id = send_it (rig, "api.example", "{\"text\":\"[api key 1] 한글\"}", g_get_real_time (), FALSE, FALSE);
  store_rig_reopen (rig);
  entry = load (rig, id, NULL);
  g_assert_nonnull (entry);
  g_assert_cmpmem (g_bytes_get_data (entry->row->body, NULL), g_bytes_get_size (entry->row->body),
                   "{\"text\":\"[api key 1] 한글\"}", strlen ("{\"text\":\"[api key 1] 한글\"}"));
  g_assert_cmpstr (entry->row->host, ==, "api.example");
  g_assert_cmpstr (entry->row->window_title, ==, "Mail");
  g_assert_cmpuint (entry->row->n_hidden, ==, 2);
  g_assert_true (entry->has_bytes);
}

static void
test_bytes_that_were_changed_are_not_shown_as_what_was_sent (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) missing = NULL;
  gint64 id;

  store_rig_reopen (rig);
  id = send_it (rig, "api.example", "the truth", g_get_real_time (), FALSE, FALSE);
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "UPDATE sent SET bytes = CAST ('a lie...' AS BLOB)");
  store_rig_reopen (rig);
  g_assert_null (load (rig, id, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_assert_null (load (rig, id + 100, &missing));
  g_assert_error (missing, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
}

static void
test_of_what_stays_here_or_is_off_the_record_only_the_row_is_kept (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgLedgerEntry) here = NULL;
  g_autoptr(AskgLedgerEntry) off = NULL;
  gint64 here_id, off_id;

  store_rig_reopen (rig);
  here_id = send_it (rig, "127.0.0.1:8080", "stays", g_get_real_time (), TRUE, FALSE);
  off_id = send_it (rig, "api.example", "off the record", g_get_real_time (), FALSE, TRUE);
  here = load (rig, here_id, NULL);
  off = load (rig, off_id, NULL);
  g_assert_false (here->has_bytes);
  g_assert_null (here->row->body);
  g_assert_cmpstr (here->row->window_title, ==, "Mail");
  g_assert_false (off->has_bytes);
  g_assert_null (off->row->window_title);
  g_assert_true (off->row->is_off_record);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM sent"), ==, 0);
}

static void
test_a_list_is_newest_first_by_pages_and_by_what_is_wanted (StoreRig *rig, gconstpointer unused)
{
  const gint64 now_us = g_get_real_time ();
  g_autoptr(GPtrArray) first = NULL;
  g_autoptr(GPtrArray) second = NULL;
  g_autoptr(GPtrArray) of_host = NULL;
  g_autoptr(GPtrArray) recent = NULL;
  g_autoptr(GPtrArray) left = NULL;
  AskgLedgerSum sum;

  store_rig_reopen (rig);
  send_it (rig, "a.example", "1", now_us - 3 * DAY_US, FALSE, FALSE);
  send_it (rig, "B.example:8443", "22", now_us - 2 * DAY_US, FALSE, FALSE);
  send_it (rig, "127.0.0.1:8080", "333", now_us - DAY_US, TRUE, FALSE);
  send_it (rig, "c.example", "4444", now_us, FALSE, FALSE);

  first = list (rig, &(AskgLedgerFilter) { 0 }, 3, &sum);
  assert_hosts (first, "c.example 127.0.0.1:8080 B.example:8443 ");
  g_assert_cmpuint (sum.n_requests, ==, 4);
  g_assert_cmpuint (sum.n_bytes, ==, 10);
  g_assert_cmpuint (sum.n_hidden, ==, 8);
  second = list (rig, &(AskgLedgerFilter) { .before_id = ((AskgLedgerEntry *) g_ptr_array_index (first, 2))->id }, 3, &sum);
  assert_hosts (second, "a.example ");
  g_assert_cmpuint (sum.n_requests, ==, 4);
  of_host = list (rig, &(AskgLedgerFilter) { .host = "b.example", .engine = "work" }, 9, NULL);
  assert_hosts (of_host, "B.example:8443 ");
  recent = list (rig, &(AskgLedgerFilter) { .since_us = now_us - DAY_US, .until_us = now_us }, 9, NULL);
  assert_hosts (recent, "127.0.0.1:8080 ");
  left = list (rig, &(AskgLedgerFilter) { .only_left = TRUE }, 9, &sum);
  assert_hosts (left, "c.example B.example:8443 a.example ");
  g_assert_cmpuint (sum.n_bytes, ==, 7);
}

static void
test_a_host_is_words_and_never_a_pattern (StoreRig *rig, gconstpointer unused)
{
  static const char *const hosts[] = { "%", "_.example", "a.exampl", "a.example' OR 1 --", "*" };

  store_rig_reopen (rig);
  send_it (rig, "a.example", "1", g_get_real_time (), FALSE, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr(GPtrArray) none = list (rig, &(AskgLedgerFilter) { .host = hosts[i] }, 9, NULL);

      g_assert_cmpuint (none->len, ==, 0);
    }
}

static void
test_bytes_go_after_their_days_and_the_row_stays (StoreRig *rig, gconstpointer unused)
{
  const gint64 now_us = g_get_real_time ();

  store_rig_reopen (rig);
  send_it (rig, "api.example", "an old secret", now_us - 8 * DAY_US, FALSE, FALSE);
  send_it (rig, "api.example", "a new one", now_us - 6 * DAY_US, FALSE, FALSE);
  store_rig_reopen (rig);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM sent"), ==, 1);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger WHERE sha256 IS NOT NULL"), ==, 2);
  {
    g_autoptr(GBytes) file = store_rig_read_file (rig->path);

    g_assert_null (memmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "an old secret", 13));
    g_assert_nonnull (memmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "a new one", 9));
  }
}

static void
test_who_wants_no_bytes_kept_has_none (StoreRig *rig, gconstpointer unused)
{
  store_rig_reopen (rig);
  send_it (rig, "api.example", "before", g_get_real_time (), FALSE, FALSE);
  askg_store_set_keep_sent_days (rig->store, 0);
  send_it (rig, "api.example", "after", g_get_real_time (), FALSE, FALSE);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM sent"), ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger"), ==, 2);
}

static void
test_what_is_purged_is_gone_and_what_it_cost_is_not (StoreRig *rig, gconstpointer unused)
{
  const gint64 now_us = g_get_real_time ();
  g_autofree char *secret = g_strnfill (200000, 'x');
  g_autoptr(GBytes) full = NULL;

  store_rig_reopen (rig);
  memcpy (secret, "remarkable", 10);
  send_it (rig, "api.example", secret, now_us - 2 * DAY_US, FALSE, FALSE);
  askg_ledger_end (ASKG_LEDGER (rig->store), send_it (rig, "api.example", "stays", now_us, FALSE, FALSE), ASKG_SENT_WHOLE, 200,
                   5, 5);
  (void) store_rig_close (rig, NULL);
  full = store_rig_read_file (rig->path);
  store_rig_exec (rig, "INSERT INTO usage (at_us, engine_id, cost_usd) VALUES (1, 'work', 0.5)");
  store_rig_reopen (rig);
  g_assert_cmpuint (purge (rig, now_us - DAY_US), ==, 1);
  {
    g_autoptr(GBytes) file = store_rig_read_file (rig->path);
    g_autofree char *log = g_strconcat (rig->path, "-wal", NULL);
    g_autoptr(GBytes) wal = store_rig_read_file (log);

    g_assert_null (memmem (g_bytes_get_data (file, NULL), g_bytes_get_size (file), "remarkable", 10));
    g_assert_cmpuint (g_bytes_get_size (file) + 190000, <, g_bytes_get_size (full));
    g_assert_cmpuint (g_bytes_get_size (wal), ==, 0);
  }
  g_assert_cmpuint (purge (rig, G_MAXINT64), ==, 1);
  g_assert_cmpuint (purge (rig, G_MAXINT64), ==, 0);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM ledger"), ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM sent"), ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM usage WHERE cost_usd = 0.5"), ==, 1);
}

static void
test_what_is_on_its_way_is_not_purged_before_its_end_is_told (StoreRig *rig, gconstpointer unused)
{
  gint64 id;

  store_rig_reopen (rig);
  id = send_it (rig, "api.example", "1", g_get_real_time (), FALSE, FALSE);
  (void) send_it (rig, "api.example", "cut off by a crash", g_get_real_time () - DAY_US, FALSE, FALSE);
  g_assert_cmpuint (purge (rig, G_MAXINT64), ==, 1);
  askg_ledger_end (ASKG_LEDGER (rig->store), id, ASKG_SENT_WHOLE, 200, 1, 1);
  g_assert_cmpuint (purge (rig, G_MAXINT64), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/sent/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("the-very-bytes-can-be-opened", test_the_very_bytes_can_be_opened);
  ADD ("bytes-that-were-changed-are-not-shown-as-what-was-sent", test_bytes_that_were_changed_are_not_shown_as_what_was_sent);
  ADD ("of-what-stays-here-or-is-off-the-record-only-the-row-is-kept",
       test_of_what_stays_here_or_is_off_the_record_only_the_row_is_kept);
  ADD ("a-list-is-newest-first-by-pages-and-by-what-is-wanted", test_a_list_is_newest_first_by_pages_and_by_what_is_wanted);
  ADD ("a-host-is-words-and-never-a-pattern", test_a_host_is_words_and_never_a_pattern);
  ADD ("bytes-go-after-their-days-and-the-row-stays", test_bytes_go_after_their_days_and_the_row_stays);
  ADD ("who-wants-no-bytes-kept-has-none", test_who_wants_no_bytes_kept_has_none);
  ADD ("what-is-purged-is-gone-and-what-it-cost-is-not", test_what_is_purged_is_gone_and_what_it_cost_is_not);
  ADD ("what-is-on-its-way-is-not-purged-before-its-end-is-told",
       test_what_is_on_its_way_is_not_purged_before_its_end_is_told);
#undef ADD

  return g_test_run ();
}
