/* test-web-socket.c: a web socket as it should be, and what has to be asked before anything leaves by it. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "tests/unit/transport/web-rig.h"

/* -- What goes well ------------------------------------------------------------ */

static void
test_messages (WebRig       *rig,
               gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (200000, 'l');

  web_rig_open_script (rig, "upgrade\nframe 1 hello\nframe 9 ping\nframe 1 there\ntalk 0");
  WAIT_FOR (rig->n_messages == 2);
  g_assert_true (askg_web_socket_is_open (rig->socket));
  g_assert_null (web_rig_send_words (rig, "of ours", NULL));
  g_assert_null (web_rig_send_words (rig, "of theirs", "of theirs"));
  g_assert_null (web_rig_send_words (rig, long_text, NULL));
  WAIT_FOR (rig->n_messages == 5);
  g_assert_cmpstr (rig->told->str, ==, "hello\nthere\nof ours\nof theirs\n");
  g_assert_cmpuint (rig->n_bytes, ==, 10 + 7 + 9 + 200000);
  askg_web_socket_close (rig->socket);
  g_assert_false (askg_web_socket_is_open (rig->socket));
  WAIT_FOR (rig->n_ended == 1);
  g_assert_no_error (rig->error);
  g_assert_cmpuint (rig->code, ==, 1000);
  g_assert_cmpuint (rig->n_opened, ==, 1);
}

static void
test_one_byte_at_a_time (WebRig       *rig,
                         gconstpointer data)
{
  web_rig_open_script (rig, "drip 1\nupgrade\nframe 1 hello\nframe 1 there\nframe 8 \\x03\\xe9later");
  WAIT_FOR (rig->n_ended == 1);
  g_assert_cmpstr (rig->told->str, ==, "hello\nthere\n");
  g_assert_no_error (rig->error);
  g_assert_cmpuint (rig->code, ==, 1001);
  g_assert_cmpstr (rig->reason, ==, "later");
}

static void
test_ledger (WebRig       *rig,
             gconstpointer data)
{
  const AskgLedgerRow *row;
  g_autofree char *whole = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "onetwo", -1);

  web_rig_open_script (rig, "upgrade\ntalk 0");
  WAIT_FOR (rig->n_opened == 1);
  web_rig_send_words (rig, "ours", NULL);
  web_rig_say (rig, "one");
  web_rig_send_words (rig, "ours too", NULL);
  web_rig_say (rig, "two");
  askg_web_socket_end_turn (rig->socket);
  WAIT_FOR (rig->n_messages == 4);
  g_assert_cmpuint (rig->wire.ledger->rows->len, ==, 2); /* the connection, and the turn */
  row = rig->wire.ledger->rows->pdata[1];
  g_assert_cmpuint (row->kinds, ==, ASKG_CONTENT_SOUND);
  g_assert_null (row->body);
  g_assert_true (g_str_has_prefix (row->request, "WebSocket /"));
  WAIT_FOR (rig->wire.ledger->n_ended == 1);
  g_assert_cmpstr (rig->wire.ledger->sha256, ==, whole);
  g_assert_cmpuint (rig->wire.ledger->n_sent, ==, 6);
  g_assert_cmpint (rig->wire.ledger->outcome, ==, ASKG_SENT_WHOLE);
  web_rig_say (rig, "three");
  g_assert_null (web_rig_send_words (rig, "words", "words"));
  WAIT_FOR (rig->n_messages == 6);
  g_assert_cmpuint (rig->wire.ledger->rows->len, ==, 4);
  g_cancellable_cancel (rig->wire.cancellable); /* in the middle of what is said */
  WAIT_FOR (rig->n_ended == 1);
  g_assert_error (rig->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_back_pressure (WebRig       *rig,
                    gconstpointer data)
{
  guint n_before;

  web_rig_open_script (rig, "upgrade\nframe 1 first\nflush\nwait 30\nframe 1 second\nframe 8 \\x03\\xe8");
  WAIT_FOR (rig->n_messages == 1);
  askg_web_socket_pause (rig->socket);
  n_before = rig->n_messages;
  wire_rig_turn_loop (100);
  g_assert_cmpuint (rig->n_messages, ==, n_before);
  g_assert_cmpuint (rig->n_ended, ==, 0);
  askg_web_socket_resume (rig->socket);
  WAIT_FOR (rig->n_ended == 1);
  g_assert_cmpstr (rig->told->str, ==, "first\nsecond\n");
}

static void
test_proxy (WebRig       *rig,
            gconstpointer data)
{
  web_rig_open_far (rig, "upgrade\nframe 1 through\ntalk 0");
  WAIT_FOR (rig->n_messages == 1);
  g_assert_cmpstr (rig->told->str, ==, "through\n");
}

/* -- Gate, ledger, policy -------------------------------------------------------- */

static void
test_gate_holds_the_order (WebRig       *rig,
                           gconstpointer data)
{
  web_rig_open_far (rig, "upgrade\ntalk 0");
  web_rig_send_words (rig, "ours", NULL);
  web_rig_send_words (rig, "a secret plan", "a secret plan"); /* nobody agreed to this engine, and nobody can be asked */
  web_rig_send_words (rig, "ours too", NULL);
  WAIT_FOR (rig->n_ended == 1);
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
  g_assert_null (strstr (rig->told->str, "plan"));
  g_assert_null (strstr (rig->told->str, "too"));
}

static void
test_no_row_no_words (WebRig       *rig,
                      gconstpointer data)
{
  g_autofree char *place = NULL;
  g_autofree char *entry = NULL;
  g_autofree char *sound = NULL;

  web_rig_open_far (rig, "upgrade\ntalk 0");
  place = g_strndup (rig->url, strlen ("http://engine.local:") + strlen (rig->wire.listeners[0]));
  entry = g_strconcat ("tested ", place, NULL);
  sound = g_strconcat ("sound ", entry, NULL);
  askg_gate_set_passed (rig->wire.gate, (const char *const[]) { entry, sound, NULL });
  rig->wire.ledger->is_broken = TRUE;
  web_rig_say (rig, "hello");
  WAIT_FOR (rig->n_ended == 1);
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL);
  g_assert_cmpuint (rig->n_messages, ==, 0);
}

static void
test_another_place (WebRig       *rig,
                    gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autoptr(GError) error = NULL;

  web_rig_open_script (rig, "upgrade\ntalk 0");
  WAIT_FOR (rig->n_opened == 1);
  kept = g_steal_pointer (&rig->url);
  rig->url = g_strdup ("http://127.0.0.1:9/");
  error = web_rig_send_words (rig, "x", NULL);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
}

#define ADD(name, func) g_test_add ("/web-socket/" name, WebRig, NULL, web_rig_set_up, func, web_rig_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("messages-both-ways", test_messages);
  ADD ("one-byte-at-a-time", test_one_byte_at_a_time);
  ADD ("a-row-a-turn", test_ledger);
  ADD ("the-server-has-to-wait", test_back_pressure);
  ADD ("through-a-proxy", test_proxy);
  ADD ("what-waits-for-the-gate-holds-what-is-behind-it", test_gate_holds_the_order);
  ADD ("no-row-no-words", test_no_row_no_words);
  ADD ("made-for-another-place", test_another_place);

  return g_test_run ();
}
