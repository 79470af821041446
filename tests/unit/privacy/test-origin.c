/* test-origin.c: an address is read in one way only, or refused with the reason. */
#include "engine/base/askg-error.h"
#include "engine/privacy/askg-origin.h"

static void
test_addresses_are_understood (void)
{
  static const struct { const char *url; const char *canonical; const char *label; const char *target; gboolean here; } rows[] = {
    { "https://api.example", "https://api.example:443", "api.example", "/", FALSE },
    { "https://API.Example/v1/chat?x=1", "https://api.example:443", "api.example", "/v1/chat?x=1", FALSE },
    { "HTTPS://api.example:8443/", "https://api.example:8443", "api.example:8443", "/", FALSE },
    { "https://api.example./v1", "https://api.example:443", "api.example", "/v1", FALSE },
    { "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080", "127.0.0.1:8080", "/v1", TRUE },
    { "http://0.0.0.0:11434", "http://0.0.0.0:11434", "0.0.0.0:11434", "/", TRUE },
    { "http://[::1]:8080/a", "http://[::1]:8080", "[::1]:8080", "/a", TRUE },
    { "http://localhost", "http://localhost:80", "localhost", "/", TRUE },
    { "http://LOCALHOST.", "http://localhost:80", "localhost", "/", TRUE },
    { "http://box.localhost:1", "http://box.localhost:1", "box.localhost:1", "/", TRUE },
    { "http://notlocalhost:1", "http://notlocalhost:1", "notlocalhost:1", "/", FALSE },
    { "http://localhost.evil.example", "http://localhost.evil.example:80", "localhost.evil.example", "/", FALSE },
    { "https://api.example/ä b\r\nX: y", "https://api.example:443", "api.example", "/%C3%A4%20b%0D%0AX:%20y", FALSE },
    { "http://192.168.1.5:1234", "http://192.168.1.5:1234", "192.168.1.5:1234", "/", FALSE },
    { "https://bücher.example/", "https://xn--bcher-kva.example:443", "bücher.example (xn--bcher-kva.example:443)", "/", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *target = NULL;
      g_autoptr(AskgOrigin) origin = askg_origin_new (rows[i].url, NULL, &target, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (askg_origin_get_url (origin), ==, rows[i].canonical);
      g_assert_cmpstr (askg_origin_get_label (origin), ==, rows[i].label);
      g_assert_cmpstr (target, ==, rows[i].target);
      g_assert_cmpint (askg_origin_is_this_machine (origin), ==, rows[i].here);
    }
}

static void
test_what_may_be_understood_otherwise_is_refused (void)
{
  static const char * const urls[] = {
    "", "api.example", "api.example/v1", "//api.example", "ftp://api.example", "file:///etc/passwd", "http://",
    "http:///v1", "https://me:secret@api.example/", "https://api.example@evil.example/", "https://api.example/#x",
    "http://2130706433/", "http://127.1/", "http://0x7f000001/", "http://127.0.0.0x1/", "http://127.0.0.01/",
    "http://api.example:0/", "http://api.example:99999/", "http://api.example:80:80/", "http://a b/",
    "https://api.exa\nmple/", "http://[::1/", "http://[fe80::1%25eth0]/",
    "http://.example/", "https://api.example\\@evil.example/", "javascript:alert(1)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AskgOrigin) origin = askg_origin_new (urls[i], NULL, NULL, &error);

      g_assert_null (origin);
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_ADDRESS);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_a_socket_is_another_place_than_its_host (void)
{
  g_autofree char *target = NULL;
  g_autofree char *long_path = g_strnfill (200, 'a');
  g_autoptr(AskgOrigin) socket = askg_origin_new ("http://localhost/v1", "/run/engine.sock", &target, NULL);
  g_autoptr(AskgOrigin) other = askg_origin_new ("http://localhost/v1", "/run/other.sock", NULL, NULL);
  g_autoptr(AskgOrigin) plain = askg_origin_new ("http://localhost/v1", NULL, NULL, NULL);

  g_assert_cmpstr (target, ==, "/v1");
  g_assert_true (askg_origin_is_this_machine (socket));
  g_assert_cmpstr (askg_origin_get_label (socket), ==, "/run/engine.sock");
  g_assert_false (askg_origin_equal (socket, plain));
  g_assert_false (askg_origin_equal (socket, other));
  g_assert_true (askg_origin_equal (socket, socket));
  g_assert_null (askg_origin_new ("http://localhost/", "engine.sock", NULL, NULL));
  g_assert_null (askg_origin_new ("http://localhost/", long_path, NULL, NULL));
}

static void
test_every_cut_of_an_address_is_refused_or_understood (void)
{
  static const char url[] = "https://bücher.example:8443/v1/chat?x=%20y#z";

  for (gsize n = 0; n < sizeof url; n++)
    {
      g_autofree char *cut = g_strndup (url, n);
      g_autoptr(GError) error = NULL;
      g_autoptr(AskgOrigin) origin = askg_origin_new (cut, NULL, NULL, &error);

      g_assert_true ((origin == NULL) == (error != NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/origin/addresses-are-understood", test_addresses_are_understood);
  g_test_add_func ("/origin/what-may-be-understood-otherwise-is-refused", test_what_may_be_understood_otherwise_is_refused);
  g_test_add_func ("/origin/a-socket-is-another-place-than-its-host", test_a_socket_is_another_place_than_its_host);
  g_test_add_func ("/origin/every-cut-of-an-address-is-refused-or-understood", test_every_cut_of_an_address_is_refused_or_understood);

  return g_test_run ();
}
