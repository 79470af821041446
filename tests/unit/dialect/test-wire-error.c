/* test-wire-error.c: one kind for every way servers say the same, and no words that nobody should read. */
#include "engine/dialect/askg-wire-error.h"

#include <string.h>

static const char *
kind_nick (AskgWireErrorKind kind)
{
  g_autoptr(GEnumClass) kinds = g_type_class_ref (ASKG_TYPE_WIRE_ERROR_KIND);

  return g_enum_get_value (kinds, kind)->value_nick;
}

static AskgWireError *
read_body (guint       status,
           const char *body)
{
  AskgWireError *error = askg_wire_error_new_from_body (status, body, body != NULL ? strlen (body) : 0);
  const AskgWireHead head = { NULL };

  askg_wire_error_take_head (error, status, &head);

  return error;
}

static void
test_each_server_is_understood (void)
{
  static const struct
  {
    guint       status;
    const char *body;
    const char *kind;
    gboolean    may_retry;
  } cases[] = {
    { 401, "{\"error\":{\"message\":\"Invalid API Key\",\"type\":\"authentication_error\",\"code\":401}}", "key-refused", FALSE },
    { 401, "Unauthorized", "key-refused", FALSE },
    { 413, NULL, "too-large", FALSE }, /* GBytes of nothing have no address */
    { 410, "{\"error\":{\"message\":\"The model m1 has been deprecated\"}}", "not-found-model", FALSE },
    { 400, "{\"error\":{\"message\":\"API key not valid. Please pass a valid API key.\"}}", "key-refused", FALSE },
    { 400, "{\"error\":{\"message\":\"No connected db.\",\"type\":\"no_db_connection\",\"code\":\"400\"}}", "key-refused", FALSE },
    { 403, "{\"error\":{\"message\":\"Country, region, or territory not supported\"}}", "forbidden", FALSE },
    { 404, "{\"error\":\"model 'nope' not found\"}", "not-found-model", FALSE },
    { 400, "{\"error\":{\"message\":\"you must provide a model parameter\"}}", "not-found-model", FALSE },
    { 422, "{\"detail\":[{\"loc\":[\"body\",\"model\"],\"msg\":\"Field required\"}]}", "not-found-model", FALSE },
    { 400, "{\"error\":{\"code\":400,\"message\":\"model 'zzz' not found\"}}", "not-found-model", FALSE },
    { 404, "{\"error\":{\"message\":\"File Not Found\",\"type\":\"not_found_error\",\"code\":404}}", "not-found-address", FALSE },
    { 404, "404 page not found", "not-found-address", FALSE },
    { 405, "{\"detail\":\"Method Not Allowed\"}", "not-found-address", FALSE },
    { 400, "{\"object\":\"error\",\"message\":\"The input (9000 tokens) is longer than the model's context length (4096 tokens).\"}", "too-long", FALSE },
    { 400, "{\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}}", "too-long", FALSE },
    { 413, "{\"error\":{\"message\":\"Payload too big\"}}", "too-large", FALSE },
    { 413, "<h1>413 Request Entity Too Large</h1><p>The model image does not exist", "too-large", FALSE },
    { 500, "{\"error\":{\"code\":500,\"message\":\"audio input is not supported - hint: mmproj\"}}", "unsupported-audio", FALSE },
    { 400, "{\"error\":{\"message\":\"At most 0 image(s) may be provided in one prompt.\"}}", "unsupported-image", FALSE },
    { 429, "{\"error\":{\"message\":\"x\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}", "rate-limit", TRUE },
    { 429, "{\"error\":{\"message\":\"x\",\"code\":\"insufficient_quota\"}}", "quota", FALSE },
    { 402, "{\"error\":{\"code\":402,\"message\":\"Insufficient credits\"}}", "no-credit", FALSE },
    { 503, "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}", "loading", TRUE },
    { 500, "{\"error\":{\"message\":\"could not load model - rpc error: failed loading model\"}}", "server", TRUE },
    { 503, "upstream connect error", "server", TRUE },
    { 529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}", "server", TRUE },
    { 200, "{\"error\":{\"message\":\"Upstream request failed\",\"code\":502}}", "server", TRUE },
    { 200, "<html>Log in</html>", "not-an-engine", FALSE },
    { 302, "", "redirect", FALSE },
    { 422, "{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"Field required\"}]}", "bad-request", FALSE },
    { 418, "{\"error\":true}", "bad-request", FALSE },
    { 400, "{\"error\":{\"message\":{\"detail\":[1,2]}}}", "bad-request", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AskgWireError) error = read_body (cases[i].status, cases[i].body);

      if (strcmp (kind_nick (error->kind), cases[i].kind) != 0)
        g_error ("%s: %s", cases[i].body, kind_nick (error->kind));
      g_assert_cmpint (error->may_retry, ==, cases[i].may_retry);
      g_assert_cmpstr (error->message, !=, "");
    }
}

static void
test_words_are_found_wherever_they_are (void)
{
  static const struct { const char *body; const char *words; } cases[] = {
    { "{\"message\":\"Unauthorized\",\"request_id\":\"abc\"}", "Unauthorized" },
    { "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"Authentication error\"}]}", "Authentication error" },
    { "{\"object\":\"error\",\"message\":{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"Not permitted\"}]}}", "body.x: Not permitted" },
    { "{\"error\":null}", "HTTP 500" },
    { "{}", "HTTP 500" },
    { "[]", "HTTP 500" },
    { "\"busy\"", "\"busy\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AskgWireError) error = read_body (500, cases[i].body);

      g_assert_cmpstr (error->message, ==, cases[i].words);
    }
}

static void
test_the_tokens_are_found_in_words (void)
{
  static const struct
  {
    const char *message;
    gint64      n_prompt;
    gint64      n_context;
  } cases[] = {
    { "request (7715 tokens) exceeds the available context size (4096 tokens), try increasing it", 7715, 4096 },
    { "This model's maximum context length is 8192 tokens. However, you requested 9001 tokens (8001 in the messages, 1000 "
      "in the completion).", 9001, 8192 },
    { "prompt is too long: 210000 tokens > 200000 maximum", 210000, 200000 },
    { "maximum context length exceeded", -1, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error\":{\"message\":\"%s\"}}", cases[i].message);
      g_autoptr(AskgWireError) error = read_body (400, body);

      g_assert_cmpint (error->kind, ==, ASKG_WIRE_ERROR_TOO_LONG);
      g_assert_cmpint (error->n_prompt_tokens, ==, cases[i].n_prompt);
      g_assert_cmpint (error->n_context_tokens, ==, cases[i].n_context);
    }
}

static void
test_what_was_sent_tells_what_is_meant (void)
{
  g_autoptr(AskgWireError) odd = read_body (400, "{\"error\":{\"message\":\"invalid message format\"}}");
  g_autoptr(AskgWireError) both = read_body (400, "{\"error\":{\"message\":\"Failed to load image or audio file\"}}");
  g_autoptr(AskgWireError) other = read_body (400, "{\"error\":{\"message\":\"temperature must be positive\"}}");

  askg_wire_error_blame (odd, FALSE, TRUE);
  askg_wire_error_blame (both, FALSE, TRUE);
  askg_wire_error_blame (other, TRUE, TRUE);
  g_assert_cmpint (odd->kind, ==, ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO);
  g_assert_cmpint (both->kind, ==, ASKG_WIRE_ERROR_UNSUPPORTED_AUDIO);
  g_assert_cmpint (other->kind, ==, ASKG_WIRE_ERROR_BAD_REQUEST);
}

static void
test_words_are_one_clean_line (void)
{
  static const struct
  {
    const char *words;
    gboolean    is_page;
    const char *line;
  } cases[] = {
    { "  one\n\n two\tthree ", FALSE, "one two three" },
    { "a \x1b[31mred\x1b[0m b", FALSE, "a [31mred [0m b" },
    { "<html><head><title>T</title></head><body><h1>Bad</h1> Gateway</body>", TRUE, "Bad Gateway" },
    { "<script>if (a < b) x('</p>');</script>seen <b>words</b>", TRUE, "seen words" },
    { "1 < 2, and <unclosed", TRUE, "1 < 2, and <unclosed" },
    { "key sk-abcdefghijklmnop is wrong", FALSE, "key … is wrong" },
    { "caf\xe9", FALSE, "caf�" },
    { "", FALSE, "" },
  };
  g_autofree char *echo = g_strnfill (400000, 'Q');
  g_autofree char *long_words = g_strdup_printf ("picture data:image/png;base64,%s is broken", echo);
  g_autofree char *cut = askg_wire_error_clean (long_words, FALSE, ASKG_WIRE_ERROR_MAX_CHARS);
  g_autoptr(GString) many = g_string_new (NULL);
  g_autofree char *short_words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = askg_wire_error_clean (cases[i].words, cases[i].is_page, 200);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
  g_assert_cmpstr (cut, ==, "picture data:image/png;base64,… is broken");
  for (int i = 0; i < 1000; i++)
    g_string_append (many, "wört ");
  short_words = askg_wire_error_clean (many->str, FALSE, 200);
  g_assert_cmpint (g_utf8_strlen (short_words, -1), <=, 200);
}

static void
test_when_to_come_back (void)
{
  static const struct
  {
    AskgWireHead head;
    gint64       wait_ms;
  } cases[] = {
    { { .retry_after = NULL }, -1 },
    { { .retry_after = "2" }, 2000 },
    { { .retry_after = " 0.5 " }, 500 },
    { { .retry_after = "2", .retry_after_ms = "1400" }, 1400 },
    { { .retry_after = "2", .retry_after_ms = "soon" }, 2000 },
    { { .retry_after = "-5" }, -1 },
    { { .retry_after = "later" }, -1 },
    { { .retry_after = "99999999999999999999" }, G_GINT64_CONSTANT (1000000000000) },
    { { .retry_after = "Sun, 06 Nov 1994 08:49:40 GMT", .date = "Sun, 06 Nov 1994 08:49:37 GMT" }, 3000 },
    { { .retry_after = "Sunday, 06-Nov-94 08:50:37 GMT", .date = "Sun Nov  6 08:49:37 1994" }, 60000 },
    { { .retry_after = "Sun, 06 Nov 1994 08:49:37 GMT" }, 0 },
    { { .retry_after = "Sun, 99 Nov 1994 08:49:37 GMT" }, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (askg_wire_head_get_retry_after_ms (&cases[i].head), ==, cases[i].wait_ms);
}

static void
test_a_page_is_called_what_it_calls_itself (void)
{
  static const struct { const char *page; const char *title; } cases[] = {
    { "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>nginx</body></html>", "502 Bad Gateway" },
    { "<head><TITLE lang=en>\n Attention\tRequired! </TITLE></head><body>Ray ID: 1</body>", "Attention Required!" },
    { "<title></title><h1 class='x'>Under <b>maintenance</b></h1>", "Under maintenance" },
    { "<titles>no</titles><h10>no</h10>words", NULL },
    { "<title>cut of", "cut of" },
    { "<title", NULL },
    { "plain words", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *title = askg_wire_error_find_title (cases[i].page);

      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/error/each-server-is-understood", test_each_server_is_understood);
  g_test_add_func ("/dialect/error/words-are-found-wherever-they-are", test_words_are_found_wherever_they_are);
  g_test_add_func ("/dialect/error/the-tokens-are-found-in-words", test_the_tokens_are_found_in_words);
  g_test_add_func ("/dialect/error/what-was-sent-tells-what-is-meant", test_what_was_sent_tells_what_is_meant);
  g_test_add_func ("/dialect/error/words-are-one-clean-line", test_words_are_one_clean_line);
  g_test_add_func ("/dialect/error/a-page-is-called-what-it-calls-itself", test_a_page_is_called_what_it_calls_itself);
  g_test_add_func ("/dialect/error/when-to-come-back", test_when_to_come_back);

  return g_test_run ();
}
