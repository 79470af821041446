/* fuzz-web-frames.c: what a server sends over a WebSocket, and before it is one; no way of cutting it changes what is told. */
#include <string.h>

#include "engine/transport/askg-web-frames.h"
#include "engine/transport/askg-web-upgrade.h"

#define KEY "dGhlIHNhbXBsZSBub25jZQ=="

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
message_cb (const guint8 *message,
            gsize         n_bytes,
            gpointer      user_data)
{
  g_string_append_len (user_data, (const char *) message, (gssize) n_bytes);
  g_string_append_c (user_data, '\n');
}

static void
feed_frames (AskgWebFrames *frames,
             const guint8  *data,
             gsize          size,
             gsize          step)
{
  gsize n_out;

  for (gsize at = 0; at < size; at += step)
    {
      g_autofree guint8 *piece = g_memdup2 (data + at, MIN (step, size - at)); /* so that reading beyond it is seen */

      if (!askg_web_frames_feed (frames, piece, MIN (step, size - at)))
        break;
    }
  while (askg_web_frames_fill (frames, &n_out), n_out > 0)
    askg_web_frames_written (frames, n_out);
}

static GString *
tell (const guint8 *data,
      gsize         size,
      gsize         step)
{
  GString *told = g_string_new (NULL);
  g_autoptr(AskgWebFrames) frames = askg_web_frames_new (1 << 16, message_cb, told);
  g_autoptr(AskgWebUpgrade) upgrade = askg_web_upgrade_new (KEY);
  AskgUpgradeState state = ASKG_UPGRADE_MORE;

  feed_frames (frames, data, size, step);
  g_assert_true (g_utf8_validate (askg_web_frames_get_reason (frames), -1, NULL));
  /* Of half a goodbye with words that are none, wslay says so, or not, by where it was cut: the code is left out. */
  g_assert_cmpuint (askg_web_frames_get_code (frames), >=, ASKG_WEB_CLOSE_NORMAL);
  for (gsize at = 0; at < size && state == ASKG_UPGRADE_MORE; at += step)
    {
      gsize n_used = 0;

      state = askg_web_upgrade_feed (upgrade, data + at, MIN (step, size - at), &n_used);
      g_assert_cmpuint (n_used, <=, MIN (step, size - at));
    }
  g_string_append_printf (told, "%d %u", askg_web_upgrade_end (upgrade), askg_web_upgrade_get_status (upgrade));

  return told;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GString) whole = NULL;
  g_autoptr(GString) cut = NULL;

  if (size < 2 || size > 65536)
    return 0;
  whole = tell (data + 1, size - 1, size - 1);
  cut = tell (data + 1, size - 1, 1 + data[0] % 16);
  g_assert_cmpstr (whole->str, ==, cut->str);
  g_assert_true (g_string_equal (whole, cut));

  return 0;
}
