/* test-engine-url.c: whatever form of an address a person has at hand, the engine is found by it. */
#include "engine/provider/askg-engine-url.h"

#include <string.h>

#include "engine/base/askg-error.h"

typedef struct
{
  const char *typed;
  const char *origin;
  const char *path;
  gboolean    is_versioned;
  gboolean    is_here;
} Row;

static const Row rows[] = {
  { "http://127.0.0.1:8080", "http://127.0.0.1:8080", "", FALSE, TRUE },
  { " http://127.0.0.1:8080/ ", "http://127.0.0.1:8080", "", FALSE, TRUE },
  { "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080", "/v1", TRUE, TRUE },
  { "http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080", "/v1", TRUE, TRUE },
  { "http://127.0.0.1:8080/v1/chat/completions", "http://127.0.0.1:8080", "/v1", TRUE, TRUE },
  { "http://127.0.0.1:8080/inference", "http://127.0.0.1:8080", "", FALSE, TRUE },
  { "localhost:11434", "http://localhost:11434", "", FALSE, TRUE },
  { "[::1]:8080/v1", "http://[::1]:8080", "/v1", TRUE, TRUE },
  { "workstation:8000", "http://workstation:8000", "", FALSE, FALSE },
  { "192.168.0.7:8000/x//y/", "http://192.168.0.7:8000", "/x/y", FALSE, FALSE },
  { "api.example", "https://api.example:443", "", FALSE, FALSE },
  { "https://API.Example/openai/v1", "https://api.example:443", "/openai/v1", TRUE, FALSE },
  { "https://api.example/v1beta/openai/", "https://api.example:443", "/v1beta/openai", TRUE, FALSE },
  { "https://api.example/proxy/models", "https://api.example:443", "/proxy", FALSE, FALSE },
  { "https://127.0.0.1.example/v1", "https://127.0.0.1.example:443", "/v1", TRUE, FALSE },
  { "https://localhost.example", "https://localhost.example:443", "", FALSE, FALSE },
  { "unix:/run/user/1000/engine.sock", "unix:/run/user/1000/engine.sock", "", FALSE, TRUE },
  { "unix:///run/engine.sock", "unix:/run/engine.sock", "", FALSE, TRUE },
};

static void
test_every_form_leads_to_the_same_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AskgEngineUrl) url = askg_engine_url_parse (rows[i].typed, &error);
      g_autofree char *origin = NULL;

      g_test_message ("%s", rows[i].typed);
      g_assert_no_error (error);
      origin = askg_engine_url_get_origin (url);
      g_assert_cmpstr (origin, ==, rows[i].origin);
      g_assert_cmpstr (url->path, ==, rows[i].path);
      g_assert_cmpint (askg_engine_url_is_versioned (url), ==, rows[i].is_versioned);
      g_assert_cmpint (url->is_here, ==, rows[i].is_here);
    }
}

static void
test_what_is_no_address_is_refused_without_repeating_it (void)
{
  const char *const bad[] = {
    "", "   ", "ftp://secret.example", "http://", "https://name:secret@api.example/v1",
    "https://api.example/v1?key=secret", "https://api.example/#secret", "http://api.example:0/secret",
    "http://api.example:99999/secret", "unix:secret", "unix:", "file:///secret", "http://a b/secret", "https://[::1/secret",
    "javascript:secret", "http://%00secret",
  };
  g_autofree char *long_path = g_strnfill (110, 's');
  g_autofree char *long_socket = g_strconcat ("unix:/", long_path, NULL);
  g_autofree char *long_url = g_strnfill (4000, 's');

  for (gsize i = 0; i < G_N_ELEMENTS (bad) + 2; i++)
    {
      const char *typed = i < G_N_ELEMENTS (bad) ? bad[i] : i == G_N_ELEMENTS (bad) ? long_socket : long_url;
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", typed);
      g_assert_null (askg_engine_url_parse (typed, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_a_request_goes_below_the_base (void)
{
  const struct { const char *typed; const char *url; } joins[] = {
    { "https://api.example/proxy/v1", "https://api.example/proxy/v1/models" },
    { "http://127.0.0.1:8080/proxy/v1", "http://127.0.0.1:8080/proxy/v1/models" },
    { "http://[::1]:8080/proxy/v1", "http://[::1]:8080/proxy/v1/models" },
  };
  g_autoptr(AskgEngineUrl) socket = askg_engine_url_parse ("unix:/run/e.sock", NULL);
  g_autofree char *over_socket = askg_engine_url_join (socket, "/v1", "models");

  g_assert_cmpstr (over_socket, ==, "http://localhost/v1/models");
  for (gsize i = 0; i < G_N_ELEMENTS (joins); i++)
    {
      g_autoptr(AskgEngineUrl) url = askg_engine_url_parse (joins[i].typed, NULL);
      g_autofree char *joined = askg_engine_url_join (url, url->path, "models");

      g_assert_cmpstr (joined, ==, joins[i].url);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine-url/every-form-leads-to-the-same-place", test_every_form_leads_to_the_same_place);
  g_test_add_func ("/engine-url/what-is-no-address-is-refused-without-repeating-it",
                   test_what_is_no_address_is_refused_without_repeating_it);
  g_test_add_func ("/engine-url/a-request-goes-below-the-base", test_a_request_goes_below_the_base);

  return g_test_run ();
}
