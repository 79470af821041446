/* test-http-version.c: streams go by HTTP/1.1 unless a person wants HTTP/2 and libcurl can be trusted with it. */
#include "engine/transport/askg-exchange-private.h"

static void
test_http2_is_a_choice_from_8_2_on (void)
{
  static const struct { guint libcurl; gboolean is_wanted; long version; } rows[] = {
    { 0x075801, FALSE, CURL_HTTP_VERSION_1_1 }, { 0x075801, TRUE, CURL_HTTP_VERSION_1_1 },
    { 0x0801ff, TRUE, CURL_HTTP_VERSION_1_1 },  { 0x080200, TRUE, CURL_HTTP_VERSION_2TLS },
    { 0x080200, FALSE, CURL_HTTP_VERSION_1_1 }, { 0x090000, TRUE, CURL_HTTP_VERSION_2TLS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (askg_exchange_http_version (rows[i].is_wanted, rows[i].libcurl), ==, rows[i].version);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-version/http2-is-a-choice-from-8.2-on", test_http2_is_a_choice_from_8_2_on);

  return g_test_run ();
}
