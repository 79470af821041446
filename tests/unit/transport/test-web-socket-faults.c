/* test-web-socket-faults.c: servers that refuse, lie, hang up and fall silent; and a person who has enough. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "tests/unit/transport/web-rig.h"

/* -- What goes wrong ---------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *script;
  AskgError   error;   /* -1: none */
  guint       code;
  guint       http_status;
  const char *body;
} Trouble;

static const Trouble troubles[] = {
  { "refused-for-its-key", "send HTTP/1.1 401 No\\r\\nContent-Length: 4\\r\\n\\r\\noops\nflush\nstall", -1, 0, 401, "oops" },
  { "an-ordinary-page", "send HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", -1, 0, 200, "hi" },
  { "sent-elsewhere", "send HTTP/1.1 302 Found\\r\\nLocation: http://elsewhere.example/\\r\\nContent-Length: 0\\r\\n\\r\\n", ASKG_ERROR_ADDRESS, 0, 302, NULL },
  { "not-http", "send SSH-2.0-OpenSSH\\r\\n\\r\\n\nflush\nstall", ASKG_ERROR_ADDRESS, 0, 0, NULL },
  { "wrong-accept", "send HTTP/1.1 101 x\\r\\nUpgrade: websocket\\r\\nConnection: upgrade\\r\\nSec-WebSocket-Accept: x\\r\\n\\r\\n\nflush\nstall", ASKG_ERROR_ADDRESS, 0, 0, NULL },
  { "hangs-up-at-once", "close", ASKG_ERROR_NETWORK, 0, 0, NULL },
  { "breaks", "upgrade\nframe 1 x\nflush\nwait 20\nreset", ASKG_ERROR_NETWORK, 1006, 0, NULL },
  { "ends-without-goodbye", "upgrade\nframe 1 x\nflush\nclose", ASKG_ERROR_NETWORK, 1006, 0, NULL },
  { "in-the-middle-of-a-frame", "upgrade\nsend \\x81\\x05he\nflush\nclose", ASKG_ERROR_NETWORK, 1006, 0, NULL },
  { "masked", "upgrade\nsend \\x81\\x85\\x01\\x02\\x03\\x04hello\nflush\nstall", ASKG_ERROR_ENGINE_FAILED, 1002, 0, NULL },
  { "too-long", "upgrade\nlongframe 2000000\nflush\nstall", ASKG_ERROR_ENGINE_FAILED, 1009, 0, NULL },
  { "not-utf8", "upgrade\nframe 1 \\xc3(\nflush\nstall", ASKG_ERROR_ENGINE_FAILED, 1007, 0, NULL },
  { "restarts", "upgrade\nframe 8 \\x03\\xf4soon", -1, 1012, 0, NULL },
  { "expired", "upgrade\nframe 8 \\x03\\xe9Your session hit the maximum duration.", -1, 1001, 0, NULL },
};

static void
test_trouble (WebRig       *rig,
              gconstpointer data)
{
  const Trouble *trouble = data;

  web_rig_run_script (rig, trouble->script);
  if ((int) trouble->error == -1)
    g_assert_no_error (rig->error);
  else
    g_assert_error (rig->error, ASKG_ERROR, (int) trouble->error);
  g_assert_cmpuint (rig->code, ==, trouble->code);
  g_assert_cmpuint (rig->http_status, ==, trouble->http_status);
  if (trouble->body != NULL)
    g_assert_cmpstr (rig->body, ==, trouble->body);
}

static void
test_silent_upgrade (WebRig       *rig,
                     gconstpointer data)
{
  AskgExchangeLimits limits = { .connect_ms = 1000, .first_byte_ms = 100, .quiet_ms = 100, .max_bytes = 1 };

  rig->wire.limits = &limits;
  web_rig_run_script (rig, "stall");
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
}

static void
test_silence_that_is_expected_or_not (WebRig       *rig,
                                      gconstpointer data)
{
  AskgExchangeLimits limits = { .connect_ms = 1000, .first_byte_ms = 1000, .quiet_ms = 100, .max_bytes = 1 };

  rig->wire.limits = &limits;
  web_rig_open_script (rig, "upgrade\nflush\nstall");
  WAIT_FOR (rig->n_opened == 1);
  wire_rig_turn_loop (300);
  g_assert_cmpuint (rig->n_ended, ==, 0);
  askg_web_socket_expect (rig->socket, TRUE);
  WAIT_FOR (rig->n_ended == 1);
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
}

static void
test_no_answer_to_a_goodbye (WebRig       *rig,
                             gconstpointer data)
{
  gint64 began_us;

  web_rig_open_script (rig, "upgrade\nflush\nstall");
  WAIT_FOR (rig->n_opened == 1);
  began_us = g_get_monotonic_time ();
  askg_web_socket_close (rig->socket);
  WAIT_FOR (rig->n_ended == 1);
  g_assert_no_error (rig->error);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 3 * G_USEC_PER_SEC);
}

static void
test_local_only (WebRig       *rig,
                 gconstpointer data)
{
  web_rig_open_far (rig, "upgrade\ntalk 0");
  askg_policy_set_local_only (rig->wire.policy, TRUE);
  WAIT_FOR (rig->n_ended == 1);
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_LOCAL_ONLY);
}

/* -- Cancel ------------------------------------------------------------------------ */

static void
test_cancel (WebRig       *rig,
             gconstpointer data)
{
  static const char *const scripts[] = { "stall", "upgrade\nflush\nstall", "drip 5\nupgrade\nframe 1 x", "upgrade\nfill 50000000 x" };
  gint64 began_us;

  web_rig_open_script (rig, scripts[GPOINTER_TO_UINT (data)]);
  wire_rig_turn_loop (60);
  if (rig->n_ended == 1) /* what is filled in are no frames */
    return;
  began_us = g_get_monotonic_time ();
  g_cancellable_cancel (rig->wire.cancellable);
  WAIT_FOR (rig->n_ended == 1);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 50000);
  g_assert_error (rig->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancel_in_a_message (WebRig       *rig,
                          gconstpointer data)
{
  rig->cancel_at = 2;
  web_rig_run_script (rig, "upgrade\nframe 1 one\nframe 1 two\nframe 1 three\nframe 1 four\nflush\nstall");
  g_assert_error (rig->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (rig->told->str, ==, "one\ntwo\n");
}

#define ADD(name, func) g_test_add ("/web-socket/" name, WebRig, NULL, web_rig_set_up, func, web_rig_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/web-socket/", troubles[i].name, NULL);

      g_test_add (path, WebRig, &troubles[i], web_rig_set_up, test_trouble, web_rig_tear_down);
    }
  ADD ("silent-instead-of-an-upgrade", test_silent_upgrade);
  ADD ("silence-that-is-expected-or-not", test_silence_that_is_expected_or_not);
  ADD ("no-answer-to-a-goodbye", test_no_answer_to_a_goodbye);
  ADD ("local-only-is-switched-on", test_local_only);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/web-socket/cancelled-%u", i);

      g_test_add (path, WebRig, GUINT_TO_POINTER (i), web_rig_set_up, test_cancel, web_rig_tear_down);
    }
  ADD ("cancelled-in-a-message", test_cancel_in_a_message);


  return g_test_run ();
}
