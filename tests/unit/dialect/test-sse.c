/* test-sse.c: the same events for every way of cutting the bytes, and an end to what grows. */
#include "engine/dialect/askg-sse.h"

#include <string.h>

static void
tell_cb (const char *name,
         char       *data,
         gsize       n_bytes,
         gboolean    is_whole,
         gpointer    user_data)
{
  g_assert_cmpuint (strlen (data), <=, n_bytes);
  g_string_append_printf (user_data, "%s=%s%s;", name, data, is_whole ? "" : "(cut)");
}

static char *
tell (const char *bytes,
      gsize       n_bytes,
      gsize       first,
      gsize       then)
{
  g_autoptr(GString) told = g_string_new (NULL);
  g_autoptr(AskgSse) sse = askg_sse_new (tell_cb, told);

  for (gsize at = 0, n = first; at < n_bytes; at += n, n = then)
    {
      n = MIN (n, n_bytes - at);
      g_assert_true (askg_sse_feed (sse, bytes + at, n));
    }
  askg_sse_end (sse);
  g_string_append_printf (told, "%u", askg_sse_get_n_comments (sse));

  return g_string_free (g_steal_pointer (&told), FALSE);
}

static void
test_every_cut_gives_the_same_events (void)
{
  static const struct
  {
    const char *bytes;
    const char *told;
  } cases[] = {
    { "", "0" },
    { "data: a\n\n", "message=a;0" },
    { "data:a\n\ndata:  b\n\n", "message=a;message= b;0" },
    { "data: a\r\ndata: b\r\n\r\n", "message=a\nb;0" },
    { "data: a\r\rdata: b\n\r\ndata: c\r\n\n", "message=a;message=b;message=c;0" },
    { "\xef\xbb\xbf" "data: a\n\n", "message=a;0" },
    { "\xef\xbb\xbf\xef\xbb\xbf" "data: a\n\ndata: b\n\n", "message=b;0" },
    { ":\n: ping\ndata: a\n:x\n\n", "message=a;3" },
    { "event: ready\ndata: a\n\ndata: b\n\n", "ready=a;message=b;0" },
    { "event: ready\n\ndata: b\n\n", "message=b;0" },
    { "data\n\ndata:\ndata\n\n", "message=;message=\n;0" },
    { "id: 1\nretry: 2\nunknown: 3\nid\n\ndata: a\n\n", "message=a;0" },
    { "error: {\"message\":1}\n\ndata: a\n\n", "error={\"message\":1};message=a;0" },
    { "data: {\"a\":1}\ndata: {\"b\":2}\ndata: [DONE]\n\n", "message={\"a\":1};message={\"b\":2};message=[DONE];0" },
    { "data: {\"a\":[{}\ndata: ,{}]}\n\n", "message={\"a\":[{}\n,{}]};0" },
    { "data: a\n\ndata: b", "message=a;message=b(cut);0" },
    { "data: a\ndata: b\n", "message=a\nb(cut);0" },
    { "data: caf\xe9 \xc3\xa9\n\n", "message=caf\xef\xbf\xbd \xc3\xa9;0" },
    { "data: \xf0\x9f\x98\x80\n\n", "message=\xf0\x9f\x98\x80;0" },
    { "\n\n\r\n\n", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gsize n_bytes = strlen (cases[i].bytes);

      for (gsize at = 0; at <= n_bytes; at++)
        {
          g_autofree char *two = tell (cases[i].bytes, n_bytes, MAX (at, 1), n_bytes);
          g_autofree char *many = tell (cases[i].bytes, n_bytes, MAX (at, 1), 1);

          g_assert_cmpstr (two, ==, cases[i].told);
          g_assert_cmpstr (many, ==, cases[i].told);
        }
    }
}

static void
count_cb (const char *name,
          char       *data,
          gsize       n_bytes,
          gboolean    is_whole,
          gpointer    user_data)
{
  *(gsize *) user_data += n_bytes;
}

/* Feeds @piece until it is refused. Returns how much was taken. */
static gsize
fill (const char *start,
      const char *piece)
{
  gsize n_told = 0, n_fed = 0;
  const gsize n_piece = strlen (piece);
  g_autoptr(AskgSse) sse = askg_sse_new (count_cb, &n_told);

  g_assert_true (askg_sse_feed (sse, start, strlen (start)));
  while (n_fed < 3 * (gsize) ASKG_SSE_MAX_BYTES && askg_sse_feed (sse, piece, n_piece))
    n_fed += n_piece;
  g_assert_cmpuint (n_told, ==, 0);

  return n_fed;
}

static void
test_nothing_grows_without_end (void)
{
  g_autofree char *piece = g_strnfill (65536, 'A');
  g_autofree char *line = g_strconcat ("data: ", piece, "\n", NULL);

  g_assert_cmpuint (fill ("data: ", piece), <=, ASKG_SSE_MAX_BYTES);
  g_assert_cmpuint (fill (": ", piece), <=, ASKG_SSE_MAX_BYTES);
  g_assert_cmpuint (fill ("", line), <=, ASKG_SSE_MAX_BYTES + 65536);
}

static void
test_a_line_of_ten_megabytes_is_taken (void)
{
  g_autofree char *piece = g_strnfill (10000000, 'A');
  gsize n_told = 0;
  g_autoptr(AskgSse) sse = askg_sse_new (count_cb, &n_told);

  g_assert_true (askg_sse_feed (sse, "data: ", 6));
  g_assert_true (askg_sse_feed (sse, piece, strlen (piece)));
  g_assert_true (askg_sse_feed (sse, "\n\n", 2));
  g_assert_cmpuint (n_told, ==, 10000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/sse/every-cut-gives-the-same-events", test_every_cut_gives_the_same_events);
  g_test_add_func ("/dialect/sse/nothing-grows-without-end", test_nothing_grows_without_end);
  g_test_add_func ("/dialect/sse/a-line-of-ten-megabytes-is-taken", test_a_line_of_ten_megabytes_is_taken);

  return g_test_run ();
}
