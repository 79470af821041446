/* fuzz-sse.c: no way of cutting the bytes changes the events. */
#include "engine/dialect/askg-sse.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
event_cb (const char *name,
          char       *data,
          gsize       n_bytes,
          gboolean    is_whole,
          gpointer    user_data)
{
  GString *told = user_data;

  g_assert_cmpint (data[n_bytes], ==, '\0');
  g_string_append_printf (told, "%s %d ", name, is_whole);
  g_string_append_len (told, data, n_bytes);
  g_string_append_c (told, '\n');
}

static GString *
tell (const guint8 *data,
      gsize         size,
      gsize         step)
{
  GString *told = g_string_new (NULL);
  g_autoptr(AskgSse) sse = askg_sse_new (event_cb, told);

  for (gsize at = 0; at < size; at += step)
    {
      /* From a copy of its own, so that reading beyond it is seen. */
      g_autofree char *piece = g_memdup2 (data + at, MIN (step, size - at));

      g_assert_true (askg_sse_feed (sse, piece, MIN (step, size - at)));
    }
  askg_sse_end (sse);
  g_string_append_printf (told, "%u %d", askg_sse_get_n_comments (sse), askg_sse_was_repaired (sse));

  return told;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const gsize step = size > 0 ? 1 + data[0] % 40 : 1;
  g_autoptr(GString) whole = tell (data, size, MAX (size, 1));
  g_autoptr(GString) pieces = tell (data, size, step);

  g_assert_true (g_string_equal (whole, pieces));

  return 0;
}
