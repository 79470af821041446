/* fuzz-redactor.c: whatever is searched, what is found lies in it, sorted and apart; what is covered shows no critical secret
 * and comes back as it was, wherever the way back is cut. */
#include "engine/privacy/askg-cover.h"
#include "engine/privacy/askg-put-back.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check_spans (GArray     *spans,
             const char *text,
             gsize       n_bytes)
{
  const gboolean is_valid = g_utf8_validate_len (text, n_bytes, NULL);
  gsize end = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const AskgSecretSpan *span = &g_array_index (spans, AskgSecretSpan, i);

      g_assert_cmpuint (span->start, >=, end);
      g_assert_cmpuint (span->length, >, 0);
      end = span->start + span->length;
      g_assert_cmpuint (end, <=, n_bytes);
      if (is_valid)
        {
          g_assert_cmpuint (((guint8) text[span->start]) & 0xc0, !=, 0x80);
          g_assert_true (end == n_bytes || (((guint8) text[end]) & 0xc0) != 0x80);
        }
    }
}

static void
check_way_back (AskgCover  *cover,
                const char *covered,
                const char *text,
                gsize       step)
{
  g_autoptr(AskgPutBack) put_back = askg_put_back_new (cover);
  g_autoptr(GString) out = g_string_new (NULL);
  const gsize n = strlen (covered);

  for (gsize at = 0; at < n; at += step)
    askg_put_back_feed (put_back, covered + at, MIN (step, n - at), out);
  askg_put_back_end (put_back, out);
  g_assert_cmpstr (out->str, ==, text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static AskgRedactor *redactor;
  g_autofree char *text = g_strndup ((const char *) data, size); /* up to a NUL: so are texts */
  g_autoptr(AskgCover) cover = askg_cover_new ();
  g_autoptr(GArray) spans = NULL;
  g_autoptr(GArray) left = NULL;
  g_autofree char *covered = NULL;

  if (redactor == NULL)
    redactor = askg_redactor_new ((const char *[]) { "ACME-\?\?\?\?-*", "가?나*", NULL }, NULL);

  spans = askg_redactor_find (redactor, text, -1);
  check_spans (spans, text, strlen (text));

  covered = askg_cover_text (cover, redactor, text, -1, NULL);
  left = askg_redactor_find (redactor, covered, -1);
  for (guint i = 0; i < left->len; i++)
    g_assert_cmpint (g_array_index (left, AskgSecretSpan, i).tier, !=, ASKG_SECRET_CRITICAL);
  check_way_back (cover, covered, text, 1);
  check_way_back (cover, covered, text, size > 0 ? 1 + data[0] % 40 : 1);

  return 0;
}
