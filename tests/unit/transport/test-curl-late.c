/* test-curl-late.c: who asks no engine elsewhere waits for no library. */
#include "engine/transport/askg-back-off.h"
#include "engine/transport/askg-curl-late.h"

static void
test_it_is_loaded_when_it_is_needed (void)
{
  g_assert_false (askg_curl_is_loaded ());
  g_assert_cmpint (askg_retry_after_parse_ms (NULL, "2", 0), ==, 2000);
  g_assert_false (askg_curl_is_loaded ());

  g_assert_cmpint (askg_retry_after_parse_ms (NULL, "Thu, 01 Jan 1970 00:00:30 GMT", 0), ==, 30000);
  g_assert_true (askg_curl_is_loaded ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transport/curl-late/it-is-loaded-when-it-is-needed", test_it_is_loaded_when_it_is_needed);

  return g_test_run ();
}
