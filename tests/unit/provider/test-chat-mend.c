/* test-chat-mend.c: an engine is asked again when that helps, never when something of its answer was shown. */
#include "engine/provider/askg-chat-mend.h"

#include <string.h>

static AskgProfile *
new_profile (void)
{
  return askg_profile_new ("mill", "Mill", "https://mill.example/v1");
}

static AskgWireError *
said (guint status, const char *message)
{
  g_autofree char *body = g_strdup_printf ("{\"error\":{\"message\":\"%s\"}}", message);
  const AskgWireHead head = { .content_type = "application/json" };
  AskgWireError *error = askg_wire_error_new_from_body (status, body, strlen (body));

  askg_wire_error_take_head (error, status, &head);

  return error;
}

static const struct
{
  const char *name;
  guint       status;
  const char *message;
  AskgMend    mend;
} rows[] = {
  { "a wrong key", 401, "Incorrect API key provided", ASKG_MEND_TELL },
  { "an unknown model", 404, "model not found", ASKG_MEND_TELL },
  { "too long", 400, "maximum context length is 4096 tokens", ASKG_MEND_TELL },
  { "busy", 503, "overloaded", ASKG_MEND_WAIT },
  { "too many", 429, "slow down", ASKG_MEND_WAIT },
  { "used up", 429, "You exceeded your current quota", ASKG_MEND_TELL },
  { "loading", 503, "Loading model", ASKG_MEND_WAIT },
  { "another limit", 400, "Unsupported parameter: max_tokens is not supported; use max_completion_tokens", ASKG_MEND_OTHERWISE },
  { "no options", 400, "unknown field stream_options", ASKG_MEND_OTHERWISE },
  { "no system", 500, "Conversation roles must alternate", ASKG_MEND_OTHERWISE },
  { "no pictures", 500, "image input is not supported", ASKG_MEND_WITHOUT_PICTURES },
  { "no sounds", 400, "audio input is not supported", ASKG_MEND_WITHOUT_SOUNDS },
};

static void
test_what_helps_is_done (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgProfile) profile = new_profile ();
      g_autoptr(AskgWireError) error = said (rows[i].status, rows[i].message);
      AskgMendCase so_far = { .n_tries = 1, .sent_pictures = TRUE, .sent_sounds = TRUE };
      gint64 wait_ms = -1;

      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (askg_chat_mend (error, &so_far, profile, &wait_ms), ==, rows[i].mend);
      if (rows[i].mend == ASKG_MEND_WAIT)
        g_assert_cmpint (wait_ms, >, 0);

      so_far.has_output = TRUE;
      g_assert_cmpint (askg_chat_mend (error, &so_far, profile, &wait_ms), ==, ASKG_MEND_TELL);
    }
}

static void
test_nothing_is_tried_for_ever (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgProfile) profile = new_profile ();
      g_autoptr(AskgWireError) error = said (rows[i].status, rows[i].message);
      AskgMendCase so_far = { .sent_pictures = TRUE, .sent_sounds = TRUE };
      AskgMend mend;
      gint64 wait_ms;

      do
        {
          so_far.n_tries++;
          mend = askg_chat_mend (error, &so_far, profile, &wait_ms);
          so_far.n_loading += error->kind == ASKG_WIRE_ERROR_LOADING;
          so_far.n_otherwise += mend != ASKG_MEND_TELL && mend != ASKG_MEND_WAIT;
          so_far.sent_pictures &= mend != ASKG_MEND_WITHOUT_PICTURES;
          so_far.sent_sounds &= mend != ASKG_MEND_WITHOUT_SOUNDS;
        }
      while (mend != ASKG_MEND_TELL);
      g_assert_cmpuint (so_far.n_tries - so_far.n_loading - so_far.n_otherwise, <=, 4);
      g_assert_cmpuint (so_far.n_loading, <=, 601);
    }
}

static void
test_what_a_refusal_says_is_remembered (void)
{
  g_autoptr(AskgProfile) profile = new_profile ();
  g_autoptr(AskgWireError) limit = said (400, "use max_completion_tokens");
  g_autoptr(AskgWireError) picture = said (500, "image input is not supported");
  const AskgMendCase so_far = { .n_tries = 1, .sent_pictures = TRUE };
  gint64 wait_ms;
  gboolean can;

  askg_chat_mend (limit, &so_far, profile, &wait_ms);
  g_assert_true ((askg_profile_get_quirks (profile) & ASKG_QUIRK_MAX_COMPLETION_TOKENS) != 0);
  askg_chat_mend (picture, &so_far, profile, &wait_ms);
  g_assert_cmpint (askg_profile_find_out (profile, ASKG_CAN_TAKE_IMAGE, &can), ==, ASKG_KNOWN_BY_PROBE);
  g_assert_false (can);

  /* What its server says of it, or its person, is not undone by one picture. */
  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, TRUE, ASKG_KNOWN_BY_SERVER);
  askg_chat_mend (picture, &so_far, profile, &wait_ms);
  g_assert_true (askg_profile_can (profile, ASKG_CAN_TAKE_IMAGE));
}

static void
test_an_empty_answer_is_asked_for_once_more (void)
{
  g_autoptr(AskgProfile) profile = new_profile ();
  g_autoptr(AskgWireError) error = askg_wire_error_new (ASKG_WIRE_ERROR_EMPTY, NULL);
  AskgMendCase so_far = { .n_tries = 1 };
  gint64 wait_ms;

  g_assert_cmpint (askg_chat_mend (error, &so_far, profile, &wait_ms), ==, ASKG_MEND_WAIT);
  so_far.n_tries = 2;
  g_assert_cmpint (askg_chat_mend (error, &so_far, profile, &wait_ms), ==, ASKG_MEND_TELL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chat-mend/what-helps-is-done", test_what_helps_is_done);
  g_test_add_func ("/chat-mend/nothing-is-tried-for-ever", test_nothing_is_tried_for_ever);
  g_test_add_func ("/chat-mend/what-a-refusal-says-is-remembered", test_what_a_refusal_says_is_remembered);
  g_test_add_func ("/chat-mend/an-empty-answer-is-asked-for-once-more", test_an_empty_answer_is_asked_for_once_more);

  return g_test_run ();
}
