/* test-policy.c: "local only" lets nothing out, and plain text does not cross the internet. */
#include <gio/gunixsocketaddress.h>

#include "engine/base/askg-error.h"
#include "engine/privacy/askg-policy.h"

static void
test_how_far_away_an_address_is (void)
{
  static const struct { const char *address; AskgAddressClass expected; } rows[] = {
    { "127.0.0.1", ASKG_ADDRESS_LOOPBACK },     { "127.255.255.254", ASKG_ADDRESS_LOOPBACK },
    { "0.0.0.0", ASKG_ADDRESS_LOOPBACK },       { "0.0.0.1", ASKG_ADDRESS_NOBODY },
    { "10.0.0.1", ASKG_ADDRESS_PRIVATE },       { "11.0.0.1", ASKG_ADDRESS_PUBLIC },
    { "172.15.0.1", ASKG_ADDRESS_PUBLIC },      { "172.16.0.1", ASKG_ADDRESS_PRIVATE },
    { "172.31.255.255", ASKG_ADDRESS_PRIVATE }, { "172.32.0.1", ASKG_ADDRESS_PUBLIC },
    { "192.168.0.1", ASKG_ADDRESS_PRIVATE },    { "192.169.0.1", ASKG_ADDRESS_PUBLIC },
    { "100.64.0.1", ASKG_ADDRESS_PRIVATE },     { "100.128.0.1", ASKG_ADDRESS_PUBLIC },
    { "169.254.169.254", ASKG_ADDRESS_LINK_LOCAL }, { "8.8.8.8", ASKG_ADDRESS_PUBLIC },
    { "224.0.0.1", ASKG_ADDRESS_NOBODY },       { "255.255.255.255", ASKG_ADDRESS_NOBODY },
    { "::1", ASKG_ADDRESS_LOOPBACK },           { "::", ASKG_ADDRESS_LOOPBACK },
    { "::ffff:127.0.0.1", ASKG_ADDRESS_LOOPBACK }, { "::ffff:8.8.8.8", ASKG_ADDRESS_PUBLIC },
    { "::ffff:10.0.0.1", ASKG_ADDRESS_PRIVATE }, { "fe80::1", ASKG_ADDRESS_LINK_LOCAL },
    { "fd00::1", ASKG_ADDRESS_PRIVATE },        { "fec0::1", ASKG_ADDRESS_PRIVATE },
    { "ff02::1", ASKG_ADDRESS_NOBODY },         { "2001:db8::1", ASKG_ADDRESS_PUBLIC },
    { "64:ff9b::7f00:1", ASKG_ADDRESS_PUBLIC },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (rows[i].address, 80);

      g_assert_cmpint (askg_address_classify (address), ==, rows[i].expected);
    }
}

typedef struct
{
  const char *url;
  const char *address;
  int         open;  /* the error with "local only" off; -1: none */
  int         local; /* the same with it on */
} Row;

static void
test_who_may_be_connected_to (void)
{
  static const Row rows[] = {
    { "http://127.0.0.1:1", "127.0.0.1", -1, -1 },
    { "http://localhost:1", "127.0.0.1", -1, -1 },
    { "http://localhost:1", "::1", -1, -1 },
    { "http://localhost:1", "192.168.0.1", ASKG_ERROR_ADDRESS, ASKG_ERROR_LOCAL_ONLY },
    { "http://nas.example:1", "192.168.0.1", -1, ASKG_ERROR_LOCAL_ONLY },
    { "http://nas.example:1", "127.0.0.1", -1, ASKG_ERROR_LOCAL_ONLY }, /* asking for the name has told somebody */
    { "http://api.example", "8.8.8.8", ASKG_ERROR_ADDRESS, ASKG_ERROR_LOCAL_ONLY },
    { "https://api.example", "8.8.8.8", -1, ASKG_ERROR_LOCAL_ONLY },
    { "https://api.example", "255.255.255.255", ASKG_ERROR_ADDRESS, ASKG_ERROR_LOCAL_ONLY },
    { "https://api.example", "2001:db8::1", -1, ASKG_ERROR_LOCAL_ONLY },
  };
  g_autoptr(AskgPolicy) policy = askg_policy_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gboolean local_only = FALSE; local_only <= TRUE; local_only++)
      {
        g_autoptr(AskgOrigin) origin = askg_origin_new (rows[i].url, NULL, NULL, NULL);
        g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string (rows[i].address, 80);
        g_autoptr(GError) error = NULL;
        const int expected = local_only ? rows[i].local : rows[i].open;

        askg_policy_set_local_only (policy, local_only);
        g_assert_cmpint (askg_policy_check_address (policy, origin, address, &error), ==, expected == -1);
        g_assert_cmpint (error != NULL ? error->code : -1, ==, expected);
      }
}

static void
test_local_only_asks_for_no_name_and_takes_no_proxy (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgOrigin) far = askg_origin_new ("https://api.example", NULL, NULL, NULL);
  g_autoptr(AskgOrigin) here = askg_origin_new ("http://localhost:8080", NULL, NULL, NULL);
  g_autoptr(GSocketAddress) loopback = g_inet_socket_address_new_from_string ("127.0.0.1", 3128);
  g_autoptr(GError) error = NULL;

  g_assert_true (askg_policy_check_origin (policy, far, NULL));
  g_assert_true (askg_policy_check_proxy (policy, far, "proxy.example", NULL));
  g_assert_true (askg_policy_check_proxy_address (policy, "proxy.example", loopback, NULL));
  askg_policy_set_local_only (policy, TRUE);
  g_assert_true (askg_policy_check_origin (policy, here, NULL));
  g_assert_false (askg_policy_check_origin (policy, far, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_LOCAL_ONLY);
  g_assert_nonnull (strstr (error->message, "api.example"));
  g_assert_false (askg_policy_check_proxy (policy, far, "proxy.example", NULL));
  g_assert_false (askg_policy_check_proxy_address (policy, "proxy.example", loopback, NULL));
}

static void
test_a_socket_is_the_one_that_was_named (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgOrigin) origin = askg_origin_new ("http://localhost", "/run/engine.sock", NULL, NULL);
  g_autoptr(AskgOrigin) plain = askg_origin_new ("http://localhost", NULL, NULL, NULL);
  g_autoptr(GSocketAddress) same = g_unix_socket_address_new ("/run/engine.sock");
  g_autoptr(GSocketAddress) other = g_unix_socket_address_new ("/run/other.sock");
  g_autoptr(GSocketAddress) loopback = g_inet_socket_address_new_from_string ("127.0.0.1", 80);

  askg_policy_set_local_only (policy, TRUE);
  g_assert_true (askg_policy_check_address (policy, origin, same, NULL));
  g_assert_false (askg_policy_check_address (policy, origin, other, NULL));
  g_assert_false (askg_policy_check_address (policy, plain, same, NULL));
  g_assert_false (askg_policy_check_address (policy, origin, loopback, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/how-far-away-an-address-is", test_how_far_away_an_address_is);
  g_test_add_func ("/policy/who-may-be-connected-to", test_who_may_be_connected_to);
  g_test_add_func ("/policy/local-only-asks-for-no-name-and-takes-no-proxy", test_local_only_asks_for_no_name_and_takes_no_proxy);
  g_test_add_func ("/policy/a-socket-is-the-one-that-was-named", test_a_socket_is_the_one_that_was_named);

  return g_test_run ();
}
