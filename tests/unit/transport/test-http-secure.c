/* test-http-secure.c: who is not who they say gets nothing; and the way through a proxy. */
#include "engine/base/askg-error.h"
#include "tests/unit/transport/wire-rig.h"

/* As they stand in the command line of the server. */
enum { GOOD, EXPIRED, EARLY, OTHER_HOST, SELF_SIGNED, WEAK_KEY, WEAK_DIGEST, OLD, NO_TLS, PLAIN, PROXY, PROXY_LOGIN, PROXY_DENY };

static WireRig rig;
static char *folder;

/* Certificates for the test alone, made by openssl(1); $1: the folder. */
static const char make_certificates[] =
  "set -e; cd \"$1\"\n"
  "key='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'\n"
  "openssl req -x509 $key -keyout ca.key -out ca.pem -days 30 -subj /CN=tests\n"
  "make() {\n"
  "  openssl req $key -keyout $1.key -out $1.csr -subj /CN=tests\n"
  "  printf 'subjectAltName=%s' \"$2\" > $1.ext\n"
  "  openssl x509 -req -in $1.csr -CA ca.pem -CAkey ca.key -days $3 -extfile $1.ext -out $1.pem\n"
  "}\n"
  "make good DNS:*.tests.example,IP:127.0.0.1 30\n"
  "make expired DNS:*.tests.example -1\n"
  "make other DNS:elsewhere.example.org 30\n"
  "printf '[ca]\\ndefault_ca = ca\\ndatabase = %s/index\\nrand_serial = yes\\nnew_certs_dir = %s\\ndefault_md = sha256\\npolicy = any\\n"
  "certificate = ca.pem\\nprivate_key = ca.key\\n[any]\\ncommonName = optional\\n' . . > ca.cnf\n"
  "touch index\n"
  "openssl req $key -keyout early.key -out early.csr -subj /CN=tests\n"
  "printf 'subjectAltName=DNS:*.tests.example' > early.ext\n"
  "openssl ca -batch -config ca.cnf -startdate 20980101000000Z -enddate 20990101000000Z -extfile early.ext -notext"
  " -in early.csr -out early.pem\n"
  "key='-newkey rsa:1024 -nodes'\n"
  "make weak DNS:*.tests.example 30\n"
  "key='-newkey rsa:2048 -nodes'\n"
  "make digest DNS:*.tests.example '30 -sha1'\n"
  "openssl req -x509 $key -keyout self.key -out self.pem -days 30 -subj /CN=self -addext subjectAltName=DNS:*.tests.example\n";

static char *
tls_listener (const char *name)
{
  return g_strdup_printf ("tls:%s/%s.pem:%s/%s.key", folder, name, folder, name);
}

static char *
make_url (const char *scheme,
          const char *host,
          guint       listener)
{
  return g_strdup_printf ("%s://%s:%s/play", scheme, host, rig.listeners[listener]);
}

static void
clear (void)
{
  g_autofree char *ca_file = g_build_filename (folder, "ca.pem", NULL);

  g_clear_pointer (&rig.key, askg_key_unref);
  askg_policy_set_local_only (rig.policy, FALSE);
  askg_http_set_ca_file (rig.http, ca_file);
  g_setenv ("NO_PROXY", "*", TRUE);
  g_unsetenv ("no_proxy");
  g_unsetenv ("https_proxy");
  g_unsetenv ("http_proxy");
  g_unsetenv ("all_proxy");
}

static void
test_a_good_certificate_is_good (void)
{
  g_autofree char *url = make_url ("https", "good.tests.example", GOOD);

  clear ();
  wire_rig_send (&rig, url, "echo");
  g_assert_no_error (rig.error);
  g_assert_cmpint (rig.timings.connected_us, >, rig.timings.resolved_us - 1000);
  g_assert_cmpint (rig.timings.secured_us, >, rig.timings.connected_us);
  g_assert_cmpint (rig.timings.sent_us, >=, rig.timings.secured_us - 1000);
}

typedef struct
{
  const char *scheme;
  const char *host;
  guint       listener;
  int         code;
  const char *says;
} Row;

static void
test_others_get_nothing (void)
{
  static const Row rows[] = {
    { "https", "a.tests.example", EXPIRED, ASKG_ERROR_CERTIFICATE, "has expired" },
    { "https", "a2.tests.example", EARLY, ASKG_ERROR_CERTIFICATE, "not valid yet" },
    { "https", "b.tests.example", OTHER_HOST, ASKG_ERROR_CERTIFICATE, "wrong host" },
    { "https", "c.tests.example", SELF_SIGNED, ASKG_ERROR_CERTIFICATE, "self-signed" },
    { "https", "c2.tests.example", WEAK_KEY, ASKG_ERROR_CERTIFICATE, "too weak to be trusted" },
    { "https", "c3.tests.example", WEAK_DIGEST, ASKG_ERROR_CERTIFICATE, "too weak to be trusted" },
    { "https", "d.tests.example", OLD, ASKG_ERROR_CERTIFICATE, "older than TLS 1.2" },
    { "https", "e.tests.example", NO_TLS, ASKG_ERROR_ADDRESS, "does not speak TLS" },
    { "https", "elsewhere.example", GOOD, ASKG_ERROR_CERTIFICATE, "wrong host" },
    { "http", "f.tests.example", GOOD, ASKG_ERROR_NETWORK, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = make_url (rows[i].scheme, rows[i].host, rows[i].listener);

      clear ();
      wire_rig_send (&rig, url, "echo");
      g_assert_error (rig.error, ASKG_ERROR, rows[i].code);
      g_assert_nonnull (strstr (rig.error->message, rows[i].host));
      if (rows[i].says != NULL)
        g_assert_nonnull (strstr (rig.error->message, rows[i].says));
      g_assert_cmpuint (rig.body->len, ==, 0);
    }
}

static void
test_an_unknown_authority_is_no_authority (void)
{
  g_autofree char *url = make_url ("https", "unknown.tests.example", GOOD);

  clear ();
  askg_http_set_ca_file (rig.http, NULL);
  wire_rig_send (&rig, url, "echo");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (rig.error->message, "does not trust"));
  g_assert_cmpint (rig.timings.sent_us, ==, 0);
}

static void
use_proxy (const char *name,
           const char *login,
           guint       listener)
{
  g_autofree char *value = g_strdup_printf ("http://%s127.0.0.1:%s", login, rig.listeners[listener]);

  clear ();
  g_unsetenv ("NO_PROXY");
  g_setenv (name, value, TRUE);
}

static void
test_a_proxy_passes_it_on_unread (void)
{
  g_autofree char *url = make_url ("https", "proxied.tests.example", GOOD);
  g_autofree char *plain = make_url ("http", "plain-proxied.tests.example", PLAIN);

  use_proxy ("https_proxy", "", PROXY);
  rig.resolver->n_asked = 0;
  wire_rig_send (&rig, url, "echo");
  g_assert_no_error (rig.error);
  g_assert_true (g_str_has_prefix (rig.body->str, "POST /play HTTP/1.1\r\nHost: proxied.tests.example"));
  g_assert_null (strstr (rig.body->str, "Proxy"));
  g_assert_cmpuint (rig.resolver->n_asked, ==, 0); /* the proxy looks the name up */

  use_proxy ("all_proxy", "me:secret@", PROXY_LOGIN);
  g_free (url);
  url = make_url ("https", "login.tests.example", GOOD);
  wire_rig_send (&rig, url, "echo");
  g_assert_no_error (rig.error);
  g_assert_null (strstr (rig.body->str, "secret"));

  use_proxy ("http_proxy", "", PROXY);
  wire_rig_send (&rig, plain, "echo");
  g_assert_no_error (rig.error);
}

static void
test_a_proxy_that_says_no_is_named (void)
{
  static const struct { const char *host; guint listener; const char *login; const char *says; } rows[] = {
    { "who.tests.example", PROXY_LOGIN, "", "asks for a name and a password" },
    { "wrong.tests.example", PROXY_LOGIN, "me:wrong@", "asks for a name and a password" },
    { "deny.tests.example", PROXY_DENY, "", "refused to pass it on (HTTP 403)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = make_url ("https", rows[i].host, GOOD);

      use_proxy ("https_proxy", rows[i].login, rows[i].listener);
      wire_rig_send (&rig, url, "echo");
      g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
      g_assert_nonnull (strstr (rig.error->message, rows[i].says));
      g_assert_nonnull (strstr (rig.error->message, rig.listeners[rows[i].listener]));
      g_assert_null (strstr (rig.error->message, "wrong@"));
    }

  clear ();
  g_unsetenv ("NO_PROXY");
  g_setenv ("https_proxy", "http://127.0.0.1:9", TRUE);
  wire_rig_send (&rig, "https://gone.tests.example/", NULL);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  g_assert_nonnull (strstr (rig.error->message, "the proxy 127.0.0.1:9"));
  g_setenv ("https_proxy", "gopher://me:secret@proxy", TRUE);
  wire_rig_send (&rig, "https://odd.example/", NULL);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ADDRESS);
  g_assert_null (strstr (rig.error->message, "secret"));
}

static void
test_exceptions_and_this_machine_need_no_proxy (void)
{
  static const char * const lists[] = { "direct.example", ".direct.example", "x, direct.example ,y", "example", "*", "127.0.0.0/8" };
  g_autofree char *near = make_url ("http", "127.0.0.1", PLAIN);

  use_proxy ("http_proxy", "", PROXY_DENY);
  wire_rig_send (&rig, near, "echo");
  g_assert_no_error (rig.error);
  for (gsize i = 0; i < G_N_ELEMENTS (lists) - 1; i++)
    {
      g_autofree char *host = g_strdup_printf ("n%" G_GSIZE_FORMAT ".direct.example", i);
      g_autofree char *url = make_url ("https", host, GOOD);
      gboolean is_direct;

      use_proxy ("https_proxy", "", PROXY_DENY);
      g_setenv ("no_proxy", lists[i], TRUE);
      wire_rig_send (&rig, url, "echo");
      /* The certificate's star stands for one name, so a direct one ends at the certificate. */
      is_direct = g_error_matches (rig.error, ASKG_ERROR, ASKG_ERROR_CERTIFICATE);
      g_assert_true (is_direct);
    }
}

static void
test_local_only_takes_no_proxy (void)
{
  g_autofree char *url = make_url ("https", "local-only.tests.example", GOOD);
  g_autoptr(AskgPolicy) open = askg_policy_new ();
  const AskgOutboundParts parts = { .method = "GET", .url = url, .engine_id = "tested" };
  g_autoptr(AskgOutbound) made_before = askg_outbound_new (open, &parts, NULL);

  use_proxy ("https_proxy", "", PROXY);
  askg_policy_set_local_only (rig.policy, TRUE);
  g_assert_null (askg_outbound_new (rig.policy, &parts, NULL));
  g_assert_nonnull (made_before); /* and even one that slipped through is not sent */
  rig.resolver->n_asked = 0;
  g_assert_false (askg_http_prewarm (rig.http, made_before));
  g_assert_cmpuint (rig.resolver->n_asked, ==, 0);
}

static void
test_a_key_is_not_shown_to_the_next (void)
{
  g_autofree char *url = make_url ("https", "keyed.tests.example", GOOD);
  g_autoptr(AskgOrigin) origin = askg_origin_new (url, NULL, NULL, NULL);

  clear ();
  rig.key = askg_key_new ("sk-canary", -1, ASKG_KEY_X_API_KEY, origin, NULL);
  wire_rig_send (&rig, url, "send HTTP/1.1 307 There\\r\\nLocation: https://next.example/\\r\\nContent-Length: 0\\r\\n\\r\\n");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ADDRESS);
  g_assert_nonnull (strstr (rig.error->message, "next.example"));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *good = NULL, *expired = NULL, *early = NULL, *other = NULL, *self_signed = NULL, *weak = NULL, *digest = NULL;
  const char *make[] = { "sh", "-c", make_certificates, "sh", NULL, NULL };
  const char *remove[] = { "rm", "-r", NULL, NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  make[4] = folder = g_dir_make_tmp ("askg-certificates-XXXXXX", NULL);
  if (!g_spawn_sync (NULL, (char **) make, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                     &status, NULL) || status != 0)
    g_error ("openssl could not make the certificates");

  good = tls_listener ("good");
  expired = tls_listener ("expired");
  early = tls_listener ("early");
  other = tls_listener ("other");
  self_signed = tls_listener ("self");
  weak = tls_listener ("weak");
  digest = tls_listener ("digest");
  wire_rig_set_up (&rig, (const char *[]) { good, expired, early, other, self_signed, weak, digest, "old-tls", "no-tls", "plain",
                                            "proxy", "proxy-login", "proxy-deny", NULL });
  g_test_add_func ("/http-secure/a-good-certificate-is-good", test_a_good_certificate_is_good);
  g_test_add_func ("/http-secure/others-get-nothing", test_others_get_nothing);
  g_test_add_func ("/http-secure/an-unknown-authority-is-no-authority", test_an_unknown_authority_is_no_authority);
  g_test_add_func ("/http-secure/a-proxy-passes-it-on-unread", test_a_proxy_passes_it_on_unread);
  g_test_add_func ("/http-secure/a-proxy-that-says-no-is-named", test_a_proxy_that_says_no_is_named);
  g_test_add_func ("/http-secure/exceptions-and-this-machine-need-no-proxy", test_exceptions_and_this_machine_need_no_proxy);
  g_test_add_func ("/http-secure/local-only-takes-no-proxy", test_local_only_takes_no_proxy);
  g_test_add_func ("/http-secure/a-key-is-not-shown-to-the-next", test_a_key_is_not_shown_to_the_next);
  status = g_test_run ();

  wire_rig_tear_down (&rig);
  remove[2] = folder;
  g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (folder);

  return status;
}
