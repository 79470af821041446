/* test-engine-sentences.c: whatever an engine says instead of an answer, the person gets one sentence
 * that names the engine and says what to do. */
#include "engine/provider/askg-engine-sentences.h"

#include <string.h>

#include "engine/base/askg-error.h"

static const struct
{
  guint       status;
  const char *body;
  AskgError   code;
  const char *has;
} rows[] = {
  { 401, "{\"error\":{\"message\":\"Incorrect API key provided\",\"code\":\"invalid_api_key\"}}", ASKG_ERROR_KEY_REFUSED, "refused the key" },
  { 400, "{\"error\":{\"message\":\"No connected db.\",\"type\":\"no_db_connection\",\"code\":\"400\"}}", ASKG_ERROR_KEY_REFUSED, "key" },
  { 402, "{\"error\":{\"code\":402,\"message\":\"Insufficient credits\"}}", ASKG_ERROR_NO_CREDIT, "used up" },
  { 404, "{\"error\":{\"message\":\"The model `m` does not exist\",\"code\":\"model_not_found\"}}", ASKG_ERROR_NO_SUCH_MODEL, "no model “m/x:7b”" },
  { 404, "<html><body><h1>404 Not Found</h1></body></html>", ASKG_ERROR_ADDRESS, "/v1" },
  { 413, "too large", ASKG_ERROR_TOO_LARGE, "smaller" },
  { 429, "{\"error\":{\"message\":\"Rate limit reached\"}}", ASKG_ERROR_RATE_LIMIT, "no more requests" },
  { 429, "{\"error\":{\"message\":\"You exceeded your current quota\",\"code\":\"insufficient_quota\"}}", ASKG_ERROR_NO_CREDIT, "used up" },
  { 500, "{\"detail\":\"boom\\nboom\"}", ASKG_ERROR_ENGINE_FAILED, "boom" },
  { 502, "<html><title>Bad gateway</title>nginx</html>", ASKG_ERROR_ENGINE_FAILED, "failed" },
  { 503, "{\"error\":{\"message\":\"Loading model\",\"code\":503}}", ASKG_ERROR_ENGINE_FAILED, "loading" },
  { 400, "{\"error\":{\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":9000,\"n_ctx\":8192}}",
    ASKG_ERROR_TOO_LARGE, "9000" },
  { 500, "{\"error\":{\"message\":\"image input is not supported - hint: mmproj\"}}", ASKG_ERROR_NEEDS_MODEL, "picture" },
  { 500, "", ASKG_ERROR_ENGINE_FAILED, "500" },
};

static const AskgEngineSpeaker speaker = { .name = "Mill", .place = "mill.example:8443", .model = "m/x:7b", .has_key = TRUE };

static void
test_one_sentence_names_engine_and_cause (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgWireError) error = askg_wire_error_new_from_body (rows[i].status, rows[i].body, strlen (rows[i].body));
      g_autoptr(GError) sentence = askg_engine_sentence_new (error, &speaker);

      g_test_message ("%s", sentence->message);
      g_assert_error (sentence, ASKG_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (sentence->message, "“Mill”"));
      g_assert_nonnull (strstr (sentence->message, "mill.example:8443"));
      g_assert_nonnull (strstr (sentence->message, rows[i].has));
      g_assert_null (strchr (sentence->message, '\n'));
    }
}

static void
test_no_sentence_is_longer_than_400_characters (void)
{
  g_autofree char *long_words = g_strnfill (5000, 'w');
  const AskgEngineSpeaker long_speaker = { .name = long_words, .place = long_words, .model = long_words, .has_key = TRUE };

  for (AskgWireErrorKind kind = ASKG_WIRE_ERROR_UNKNOWN; kind <= ASKG_WIRE_ERROR_REFUSED_BY_FILTER; kind++)
    for (guint has_key = 0; has_key < 2; has_key++)
      {
        g_autoptr(AskgWireError) error = askg_wire_error_new (kind, long_words);
        AskgEngineSpeaker of = long_speaker;
        g_autoptr(GError) sentence = NULL;

        of.has_key = has_key;
        error->http_status = 500;
        error->retry_after_ms = 100000;
        sentence = askg_engine_sentence_new (error, &of);
        g_assert_cmpint (g_utf8_strlen (sentence->message, -1), <=, 400);
        g_assert_true (g_utf8_validate (sentence->message, -1, NULL));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine-sentences/one-names-engine-and-cause", test_one_sentence_names_engine_and_cause);
  g_test_add_func ("/engine-sentences/none-is-longer-than-400-characters", test_no_sentence_is_longer_than_400_characters);

  return g_test_run ();
}
