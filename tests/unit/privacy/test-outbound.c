/* test-outbound.c: what leaves is fixed, counted and hashed, and a key goes nowhere but home. */
#include "engine/base/askg-error.h"
#include "engine/privacy/askg-outbound.h"
#include "tests/unit/privacy/covered-rig.h"

static AskgKey *
new_key (const char *url)
{
  g_autoptr(AskgOrigin) origin = askg_origin_new (url, NULL, NULL, NULL);

  return askg_key_new (" sk-canary-1234\n", -1, ASKG_KEY_BEARER, origin, NULL);
}

static void
test_a_key_goes_only_where_it_belongs (void)
{
  static const char * const strangers[] = {
    "https://api.example.evil.example/v1", "https://api.example:8443/v1", "http://api.example/v1",
    "https://xapi.example/v1", "https://api.examplex/v1",
  };
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgKey) key = new_key ("https://api.example/v1");
  char *header = askg_key_dup_header (key);

  g_assert_cmpstr (header, ==, "Authorization: Bearer sk-canary-1234");
  askg_key_wipe (header);
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      const AskgOutboundParts parts = { .method = "GET", .url = strangers[i], .engine_id = "e", .key = key };
      g_autoptr(GError) error = NULL;

      g_assert_null (askg_outbound_new (policy, &parts, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
      g_assert_null (strstr (error->message, "canary"));
    }
}

static void
test_what_is_no_key_is_refused_unsaid (void)
{
  static const char * const secrets[] = { "", "  ", "a b", "sk-1\r\nX-Evil: 1", "s\xc3\xa9" "cret" };
  g_autoptr(AskgOrigin) origin = askg_origin_new ("https://api.example", NULL, NULL, NULL);
  g_autofree char *huge = g_strnfill (ASKG_KEY_MAX_BYTES + 1, 'k');
  g_autoptr(AskgKey) largest = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (askg_key_new (secrets[i], -1, ASKG_KEY_BEARER, origin, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_KEY_REFUSED);
      g_assert_null (strstr (error->message, "Evil"));
    }
  g_assert_null (askg_key_new (huge, -1, ASKG_KEY_BEARER, origin, NULL));
  largest = askg_key_new (huge, ASKG_KEY_MAX_BYTES, ASKG_KEY_API_KEY, origin, NULL);
  g_assert_nonnull (largest);
}

static void
test_headers_that_are_ours_cannot_be_set (void)
{
  static const char * const lines[] = {
    "Authorization: Bearer x", "HOST: evil.example", "cookie: a", "X-Api-Key: a", "Content-Length: 5",
    "Transfer-Encoding: chunked", "no colon", ": empty", "X-A: b\r\nX-C: d", "X A: b",
  };
  g_autoptr(AskgPolicy) policy = askg_policy_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const char *headers[] = { "X-Title: Askglass", lines[i], NULL };
      const AskgOutboundParts parts = { .method = "GET", .url = "https://api.example", .engine_id = "e",
                                        .headers = headers };
      g_autoptr(GError) error = NULL;

      g_assert_null (askg_outbound_new (policy, &parts, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
    }
}

static AskgParcel *
new_parcel (GBytes *body)
{
  AskgParcel *parcel = rig_parcel (body);

  askg_parcel_add_text (parcel, "abc");
  rig_add_picture (parcel);
  rig_add_picture (parcel);
  rig_add_sound (parcel);

  return parcel;
}

static void
test_a_request_says_what_it_carries (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(GBytes) body = g_bytes_new_static ("abc", 3);
  g_autoptr(AskgParcel) parcel = new_parcel (body);
  g_autoptr(AskgCovered) content = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  const AskgOutboundParts parts = { .method = "POST", .url = "https://api.example/v1/chat/completions", .content = content,
                                    .window_title = "Editor", .engine_id = "cloud" };
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (policy, &parts, NULL);
  g_autofree char *described = askg_outbound_describe (outbound);
  g_autoptr(AskgLedgerRow) row = askg_outbound_dup_row (outbound);
  g_autoptr(AskgLedgerRow) copy = askg_ledger_row_copy (row);

  g_assert_cmpstr (described, ==, "Text, 2 pictures, 1 recording: 3 bytes to api.example");
  g_assert_cmpstr (copy->sha256, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_assert_cmpstr (copy->request, ==, "POST /v1/chat/completions");
  g_assert_cmpstr (copy->host, ==, "api.example");
  g_assert_cmpstr (copy->engine_name, ==, "cloud");
  g_assert_cmpstr (copy->window_title, ==, "Editor");
  g_assert_cmpint (copy->kinds, ==, ASKG_CONTENT_TEXT | ASKG_CONTENT_PICTURE | ASKG_CONTENT_SOUND);
  g_assert_cmpuint (copy->n_pictures, ==, 2);
  g_assert_cmpuint (copy->n_bytes, ==, 3);
  g_assert_false (copy->is_this_machine);
  g_assert_true (g_bytes_equal (copy->body, body));
  g_assert_cmpstr (askg_outbound_get_headers (outbound)[0], ==, "Content-Type: application/json");
}

static void
test_off_the_record_the_ledger_is_told_so (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  const AskgOutboundParts parts = { .method = "GET", .url = "https://api.example/v1/models", .is_off_record = TRUE,
                                    .engine_id = "cloud" };
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (policy, &parts, NULL);
  g_autoptr(AskgLedgerRow) row = askg_outbound_dup_row (outbound);

  g_assert_true (row->is_off_record);
}

/* The profile's address may change between making ready and sending. */
static void
test_what_was_made_ready_for_here_goes_nowhere_else (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(GBytes) body = g_bytes_new_static ("abc", 3);
  g_autoptr(AskgCovered) content = rig_covered (body, "abc", FALSE);
  const AskgOutboundParts far = { .method = "POST", .url = "https://api.example", .content = content, .engine_id = "e" };
  const AskgOutboundParts here = { .method = "POST", .url = "http://127.0.0.1:1", .content = content, .engine_id = "e" };
  g_autoptr(AskgOutbound) outbound = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (askg_outbound_new (policy, &far, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
  outbound = askg_outbound_new (policy, &here, NULL);
  g_assert_nonnull (outbound);
}

static void
test_local_only_makes_no_request (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  const AskgOutboundParts far = { .method = "GET", .url = "https://api.example", .engine_id = "e" };
  const AskgOutboundParts here = { .method = "GET", .url = "http://127.0.0.1:1", .engine_id = "e" };
  g_autoptr(AskgOutbound) outbound = NULL;
  g_autoptr(GError) error = NULL;

  askg_policy_set_local_only (policy, TRUE);
  g_assert_null (askg_outbound_new (policy, &far, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_LOCAL_ONLY);
  outbound = askg_outbound_new (policy, &here, NULL);
  g_assert_nonnull (outbound);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbound/a-key-goes-only-where-it-belongs", test_a_key_goes_only_where_it_belongs);
  g_test_add_func ("/outbound/what-is-no-key-is-refused-unsaid", test_what_is_no_key_is_refused_unsaid);
  g_test_add_func ("/outbound/headers-that-are-ours-cannot-be-set", test_headers_that_are_ours_cannot_be_set);
  g_test_add_func ("/outbound/a-request-says-what-it-carries", test_a_request_says_what_it_carries);
  g_test_add_func ("/outbound/what-was-made-ready-for-here-goes-nowhere-else",
                   test_what_was_made_ready_for_here_goes_nowhere_else);
  g_test_add_func ("/outbound/off-the-record-the-ledger-is-told-so", test_off_the_record_the_ledger_is_told_so);
  g_test_add_func ("/outbound/local-only-makes-no-request", test_local_only_makes_no_request);

  return g_test_run ();
}
