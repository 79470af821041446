/* test-web-frames.c: the frames of a WebSocket, cut anywhere, and what breaks their rules. */
#include <string.h>

#include "engine/transport/askg-web-frames.h"
#include "engine/transport/askg-web-upgrade.h"

#define BYTES(text) (const guint8 *) (text), sizeof (text) - 1

static void
note_message (const guint8 *message,
              gsize         n_bytes,
              gpointer      user_data)
{
  g_string_append_printf (user_data, "%.*s|", (int) n_bytes, (const char *) message);
}

/* Returns: (transfer full): what was told, with the code at its end; @cut bytes at a time */
static char *
told_of (const guint8 *bytes,
         gsize         n_bytes,
         gsize         cut)
{
  GString *told = g_string_new (NULL);
  g_autoptr(AskgWebFrames) frames = askg_web_frames_new (1 << 20, note_message, told);
  gsize n_out;

  for (gsize at = 0; at < n_bytes; at += cut)
    if (!askg_web_frames_feed (frames, bytes + at, MIN (cut, n_bytes - at)))
      break;
  while (askg_web_frames_fill (frames, &n_out), n_out > 0)
    askg_web_frames_written (frames, n_out);
  g_string_append_printf (told, "%u %s", askg_web_frames_get_code (frames), askg_web_frames_get_reason (frames));

  return g_string_free (told, FALSE);
}

typedef struct
{
  const char   *name;
  const guint8 *bytes;
  gsize         n_bytes;
  const char   *told;
} Case;

static const Case cases[] = {
  { "one", BYTES ("\x81\x05hello"), "hello|1006 " },
  { "two-in-one-read", BYTES ("\x81\x02hi\x81\x05there"), "hi|there|1006 " },
  { "empty", BYTES ("\x81\x00"), "|1006 " },
  { "binary", BYTES ("\x82\x02{}"), "{}|1006 " },
  { "in-pieces", BYTES ("\x01\x02he\x00\x02ll\x80\x01o"), "hello|1006 " },
  { "in-pieces-with-a-ping", BYTES ("\x01\x02he\x89\x01!\x80\x03llo"), "hello|1006 " },
  { "pong-nobody-asked-for", BYTES ("\x8a\x03yes\x81\x01x"), "x|1006 " },
  { "length-in-two-bytes", BYTES ("\x81\x7e\x00\x7e" "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"), NULL },
  { "goodbye", BYTES ("\x81\x01x\x88\x09\x03\xe9" "restart"), "x|1001 restart" },
  { "goodbye-without-a-code", BYTES ("\x88\x00"), "1005 " },
  { "goodbye-of-one-byte", BYTES ("\x88\x01\x03"), "1005 " },
  { "goodbye-with-a-code-nobody-may-send", BYTES ("\x88\x02\x03\xed"), "1002 " },
  { "goodbye-to-start-again", BYTES ("\x88\x02\x03\xf4"), "1012 " },
  { "goodbye-of-an-engine", BYTES ("\x88\x02\x0f\xa0"), "4000 " },
  { "goodbye-in-bad-utf8", BYTES ("\x88\x04\x03\xe8\xff\xfe"), "1007 " },
  { "after-the-goodbye", BYTES ("\x88\x02\x03\xe8\x81\x01x"), "1000 " },
  { "masked", BYTES ("\x81\x85\x01\x02\x03\x04hello"), "1002 " },
  { "bits-nobody-agreed-to", BYTES ("\xc1\x01x"), "1002 " },
  { "unknown-opcode", BYTES ("\x83\x01x"), "1002 " },
  { "unknown-control", BYTES ("\x8b\x01x"), "1002 " },
  { "long-ping", BYTES ("\x89\x7e\x00\x7e"), "1002 " },
  { "ping-in-pieces", BYTES ("\x09\x01x"), "1002 " },
  { "continued-from-nothing", BYTES ("\x80\x01x"), "1002 " },
  { "begun-twice", BYTES ("\x01\x01x\x81\x01y"), "1002 " },
  { "length-longer-than-needed", BYTES ("\x81\x7e\x00\x05hello"), "1002 " },
  { "length-with-its-highest-bit", BYTES ("\x81\x7f\x80\x00\x00\x00\x00\x00\x00\x01x"), "1002 " },
  { "longer-than-any", BYTES ("\x81\x7f\x00\x00\x00\x00\x40\x00\x00\x00x"), "1009 " },
  { "bad-utf8", BYTES ("\x81\x02\xc3\x28"), "1007 " },
  { "utf8-cut-off", BYTES ("\x81\x01\xc3"), "1007 " },
  { "utf8-cut-by-a-piece", BYTES ("\x01\x01\xc3\x80\x01\xa9"), "\xc3\xa9|1006 " },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autofree char *whole = told_of (one->bytes, one->n_bytes, one->n_bytes);

  if (one->told != NULL)
    g_assert_cmpstr (whole, ==, one->told);
  for (gsize cut = 1; cut < one->n_bytes; cut++)
    {
      g_autofree char *told = told_of (one->bytes, one->n_bytes, cut);

      g_assert_cmpstr (told, ==, whole);
    }
}

/* Frames as they lie on the wire, and the message in them; masks are taken off. */
static GByteArray *
take_out (AskgWebFrames *frames,
          GByteArray    *message)
{
  g_autoptr(GByteArray) wire = g_byte_array_new ();
  GByteArray *opcodes = g_byte_array_new ();
  const guint8 *bytes;
  gsize n_bytes;

  while (bytes = askg_web_frames_fill (frames, &n_bytes), n_bytes > 0)
    {
      g_byte_array_append (wire, bytes, (guint) MIN (n_bytes, 1000)); /* and not all of it is written at once */
      askg_web_frames_written (frames, MIN (n_bytes, 1000));
    }
  for (gsize at = 0; at < wire->len;)
    {
      gsize size = wire->data[at + 1] & 0x7f;
      const gsize n_more = size == 126 ? 2 : size == 127 ? 8 : 0;
      const guint8 *mask = wire->data + at + 2 + n_more;

      g_assert_cmpint (wire->data[at + 1] & 0x80, ==, 0x80);
      g_byte_array_append (opcodes, wire->data + at, 1);
      for (gsize i = 0, long_size = 0; i < n_more; i++)
        size = long_size = long_size << 8 | wire->data[at + 2 + i];
      for (gsize i = 0; i < size && (wire->data[at] & 0x08) == 0; i++)
        {
          const guint8 byte = mask[4 + i] ^ mask[i % 4];

          g_byte_array_append (message, &byte, 1);
        }
      at += 2 + n_more + 4 + size;
      g_assert_cmpuint (at, <=, wire->len);
    }

  return opcodes;
}

static void
test_long_message (void)
{
  g_autoptr(GString) told = g_string_new (NULL);
  g_autoptr(AskgWebFrames) frames = askg_web_frames_new (1 << 20, note_message, told);
  g_autoptr(GByteArray) message = g_byte_array_new ();
  g_autoptr(GByteArray) opcodes = NULL;
  g_autofree char *text = g_strnfill (300000, 'a');
  gsize n_bytes;
  guint n_pongs = 0;

  g_assert_true (askg_web_frames_send (frames, (const guint8 *) text, 300000));
  g_assert_cmpuint (askg_web_frames_get_n_waiting_bytes (frames), ==, 300000);
  askg_web_frames_fill (frames, &n_bytes); /* some of it is on its way */
  g_assert_true (askg_web_frames_feed (frames, BYTES ("\x89\x01!")));
  opcodes = take_out (frames, message);
  g_assert_cmpuint (message->len, ==, 300000);
  for (guint i = 0; i < message->len; i++)
    g_assert_cmpint (message->data[i], ==, 'a');
  for (guint i = 0; i + 1 < opcodes->len; i++)
    n_pongs += opcodes->data[i] == 0x8a; /* and it is not the last frame */
  g_assert_cmpuint (n_pongs, ==, 1);
  g_assert_cmpint (opcodes->data[0], ==, 0x01);
  g_assert_cmpint (opcodes->data[opcodes->len - 1], ==, 0x80);
  g_assert_cmpuint (askg_web_frames_get_n_waiting_bytes (frames), ==, 0);
}

static void
test_dropped_with_a_long_message (void)
{
  g_autoptr(AskgWebFrames) frames = askg_web_frames_new (1 << 20, note_message, NULL);
  g_autofree char *text = g_strnfill (100000, 'a');

  askg_web_frames_send (frames, (const guint8 *) text, 100000);
  askg_web_frames_send (frames, (const guint8 *) text, 100000);
}

static void
test_pings_without_end (void)
{
  g_autoptr(AskgWebFrames) frames = askg_web_frames_new (1 << 20, note_message, NULL);
  guint n = 0;

  while (n < 100000 && askg_web_frames_feed (frames, BYTES ("\x89\x01!")))
    n++;
  g_assert_cmpuint (n, <, 10000);
}

static void
test_goodbye (void)
{
  g_autoptr(AskgWebFrames) frames = askg_web_frames_new (1 << 20, note_message, NULL);
  g_autoptr(GByteArray) message = g_byte_array_new ();
  g_autoptr(GByteArray) opcodes = NULL;

  askg_web_frames_close (frames, ASKG_WEB_CLOSE_NORMAL);
  opcodes = take_out (frames, message);
  g_assert_cmpuint (opcodes->len, ==, 1);
  g_assert_cmpint (opcodes->data[0], ==, 0x88);
  g_assert_false (askg_web_frames_is_over (frames));
  askg_web_frames_feed (frames, BYTES ("\x88\x02\x03\xe8"));
  g_assert_true (askg_web_frames_is_over (frames));
  g_assert_cmpuint (askg_web_frames_get_code (frames), ==, 1000);
  g_assert_false (askg_web_frames_send (frames, BYTES ("x")));
}

/* -- The upgrade ------------------------------------------------------------ */

/* Of RFC 6455, 1.3 */
#define KEY    "dGhlIHNhbXBsZSBub25jZQ=="
#define ACCEPT "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
#define SWITCH "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"

typedef struct
{
  const char      *name;
  const char      *answer;
  AskgUpgradeState state;
  guint            status;
  const char      *rest; /* what are frames, or the body of a refusal */
} Answer;

static const Answer answers[] = {
  { "right", SWITCH ACCEPT "\r\n\x81\x01x", ASKG_UPGRADE_DONE, 101, "\x81\x01x" },
  { "many-tokens", "HTTP/1.1 101 x\r\nupgrade:  WebSocket \r\nCONNECTION: keep-alive, upgrade\r\n" ACCEPT "\r\n", ASKG_UPGRADE_DONE, 101, "" },
  { "bare-newlines", "HTTP/1.1 101 x\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\n\n", ASKG_UPGRADE_DONE, 101, "" },
  { "after-a-hundred", "HTTP/1.1 100 Continue\r\n\r\n" SWITCH ACCEPT "\r\n", ASKG_UPGRADE_DONE, 101, "" },
  { "wrong-accept", SWITCH "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOO=\r\n\r\n", ASKG_UPGRADE_STRANGE, 101, "" },
  { "no-accept", SWITCH "\r\n", ASKG_UPGRADE_STRANGE, 101, "" },
  { "no-upgrade", "HTTP/1.1 101 x\r\nConnection: Upgrade\r\n" ACCEPT "\r\n", ASKG_UPGRADE_STRANGE, 101, "" },
  { "extension-nobody-asked-for", SWITCH ACCEPT "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n", ASKG_UPGRADE_STRANGE, 101, "" },
  { "protocol-nobody-asked-for", SWITCH ACCEPT "Sec-WebSocket-Protocol: x\r\n\r\n", ASKG_UPGRADE_STRANGE, 101, "" },
  { "wrong-key", "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}", ASKG_UPGRADE_REFUSED, 401, "{}" },
  { "not-found-until-the-end", "HTTP/1.1 404 Not Found\r\n\r\nno", ASKG_UPGRADE_REFUSED, 404, "no" },
  { "an-ordinary-answer", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", ASKG_UPGRADE_REFUSED, 200, "" },
  { "not-http", "SSH-2.0-OpenSSH_9.2\r\n\r\n", ASKG_UPGRADE_STRANGE, 0, "" },
  { "not-a-status", "HTTP/1.1 1x1 y\r\n\r\n", ASKG_UPGRADE_STRANGE, 0, "" },
  { "cut-off", "HTTP/1.1 101 Switching", ASKG_UPGRADE_STRANGE, 0, "" },
  { "nothing", "", ASKG_UPGRADE_STRANGE, 0, "" },
};

static void
check_answer (const Answer *one,
              gsize         cut)
{
  const gsize n_bytes = strlen (one->answer);
  g_autoptr(AskgWebUpgrade) upgrade = askg_web_upgrade_new (KEY);
  g_autoptr(GString) rest = g_string_new (NULL);
  AskgUpgradeState state = ASKG_UPGRADE_MORE;

  for (gsize at = 0; at < n_bytes; at += cut)
    {
      const gsize n = MIN (cut, n_bytes - at);
      gsize n_used = 0;

      if (state == ASKG_UPGRADE_MORE)
        state = askg_web_upgrade_feed (upgrade, (const guint8 *) one->answer + at, n, &n_used);
      g_string_append_len (rest, one->answer + at + n_used, (gssize) (n - n_used));
    }
  if (state == ASKG_UPGRADE_MORE)
    state = askg_web_upgrade_end (upgrade);
  g_assert_cmpint (state, ==, one->state);
  g_assert_cmpuint (askg_web_upgrade_get_status (upgrade), ==, one->status);
  if (state == ASKG_UPGRADE_DONE)
    g_assert_cmpstr (rest->str, ==, one->rest);
  if (state == ASKG_UPGRADE_REFUSED)
    {
      g_autoptr(GBytes) body = askg_web_upgrade_get_body (upgrade);

      g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), one->rest, strlen (one->rest));
    }
}

static void
test_answer (gconstpointer data)
{
  const Answer *one = data;

  for (gsize cut = 1; cut <= MAX (strlen (one->answer), 1); cut++)
    check_answer (one, cut);
}

static void
test_head_without_end (void)
{
  g_autoptr(AskgWebUpgrade) upgrade = askg_web_upgrade_new (KEY);
  AskgUpgradeState state = ASKG_UPGRADE_MORE;
  gsize n_used;
  guint n = 0;

  for (; state == ASKG_UPGRADE_MORE; n++)
    state = askg_web_upgrade_feed (upgrade, BYTES ("X-More: and more and more\r\n"), &n_used);
  g_assert_cmpint (state, ==, ASKG_UPGRADE_STRANGE);
  g_assert_cmpuint (n, <, 4000);
}

static void
test_keys_differ (void)
{
  g_autofree char *one = askg_web_upgrade_new_key ();
  g_autofree char *other = askg_web_upgrade_new_key ();

  g_assert_cmpuint (strlen (one), ==, 24);
  g_assert_cmpstr (one, !=, other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/web-frames/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *path = g_strconcat ("/web-upgrade/", answers[i].name, NULL);

      g_test_add_data_func (path, &answers[i], test_answer);
    }
  g_test_add_func ("/web-frames/a-long-message-lets-an-answer-between", test_long_message);
  g_test_add_func ("/web-frames/dropped-with-a-long-message", test_dropped_with_a_long_message);
  g_test_add_func ("/web-frames/pings-without-end", test_pings_without_end);
  g_test_add_func ("/web-frames/our-goodbye", test_goodbye);
  g_test_add_func ("/web-upgrade/head-without-end", test_head_without_end);
  g_test_add_func ("/web-upgrade/each-key-is-another", test_keys_differ);

  return g_test_run ();
}
