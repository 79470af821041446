/* test-request.c: what is asked arrives as it was asked, in each server's way of saying it. */
#include "engine/dialect/askg-request.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

static json_t *
parse (GBytes *body)
{
  json_error_t error;
  json_t *root = json_loadb (g_bytes_get_data (body, NULL), g_bytes_get_size (body), JSON_REJECT_DUPLICATES, &error);

  if (root == NULL)
    g_error ("%s: %.*s", error.text, (int) g_bytes_get_size (body), (const char *) g_bytes_get_data (body, NULL));
  g_bytes_unref (body);

  return root;
}

/* @key of the body, compact; "" where it is not there. */
static char *
tell (json_t     *root,
      const char *key)
{
  json_t *value = json_object_get (root, key);
  char *text = value != NULL ? json_dumps (value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
  char *copy = g_strdup (text != NULL ? text : "");

  free (text);

  return copy;
}

static void
check (const AskgRequestPlan *plan,
       const char            *key,
       const char            *expected)
{
  json_t *root = parse (askg_chat_request_new (plan));
  g_autofree char *told = tell (root, key);

  g_assert_cmpstr (told, ==, expected);
  json_decref (root);
}

static const AskgRequestTurn one_turn[] = { { .text = "Hi" } };

static AskgRequestPlan
plan_of (const AskgRequestTurn *turns,
         gsize                  n_turns)
{
  return (AskgRequestPlan) { .model = "tiny", .turns = turns, .n_turns = n_turns, .is_stream = TRUE, .temperature = -1 };
}

static void
test_text_alone_is_plain (void)
{
  const AskgRequestTurn turns[] = {
    { .text = "a \"quoted\" \\ line\nand\ttab \x01 \xff" },
  };
  AskgRequestPlan plan = plan_of (turns, 1);

  plan.system_text = "You are Askglass.";
  check (&plan, "messages",
         "[{\"role\":\"system\",\"content\":\"You are Askglass.\"},"
         "{\"role\":\"user\",\"content\":\"a \\\"quoted\\\" \\\\ line\\nand\\ttab \\u0001 �\"}]");
  check (&plan, "model", "\"tiny\"");
  check (&plan, "stream", "true");
  check (&plan, "stream_options", "{\"include_usage\":true}");
  check (&plan, "max_tokens", "");
  plan.model = NULL;
  check (&plan, "model", "");
}

static void
test_pictures_and_sounds_are_parts (void)
{
  g_autoptr(GBytes) png = g_bytes_new_static ("PNG!", 4);
  g_autoptr(GBytes) wav = g_bytes_new_static ("RIFF.", 5);
  const AskgRequestMedia pictures[] = { { "image/png", png }, { "image/webp", png } };
  const AskgRequestMedia sounds[] = { { "audio/wav", wav } };
  const AskgRequestTurn turns[] = { { .text = "What?", .pictures = pictures, .n_pictures = 2, .sounds = sounds, .n_sounds = 1 } };
  AskgRequestPlan plan = plan_of (turns, 1);

  plan.image_detail = "high";
  check (&plan, "messages",
         "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What?\"},"
         "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,UE5HIQ==\",\"detail\":\"high\"}},"
         "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/webp;base64,UE5HIQ==\",\"detail\":\"high\"}},"
         "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRi4=\",\"format\":\"wav\"}}]}]");
  plan.quirks = ASKG_QUIRK_IMAGE_URL_TEXT | ASKG_QUIRK_AUDIO_URL;
  check (&plan, "messages",
         "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"What?\"},"
         "{\"type\":\"image_url\",\"image_url\":\"data:image/png;base64,UE5HIQ==\"},"
         "{\"type\":\"image_url\",\"image_url\":\"data:image/webp;base64,UE5HIQ==\"},"
         "{\"type\":\"audio_url\",\"audio_url\":{\"url\":\"data:audio/wav;base64,UklGRi4=\"}}]}]");
}

static void
test_roles_take_turns (void)
{
  g_autoptr(GBytes) png = g_bytes_new_static ("PNG!", 4);
  const AskgRequestMedia picture = { "image/png", png };
  const AskgRequestTurn turns[] = {
    { .text = "One" },
    { .role = ASKG_ROLE_ASSISTANT, .text = "" }, /* was stopped before it said anything */
    { .text = "Two" },
    { .role = ASKG_ROLE_ASSISTANT, .text = "Yes." },
    { .text = NULL },
    { .pictures = &picture, .n_pictures = 1 },
    { .text = "Three" },
  };
  AskgRequestPlan plan = plan_of (turns, G_N_ELEMENTS (turns));

  plan.system_text = "S";
  check (&plan, "messages",
         "[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"One\\n\\nTwo\"},"
         "{\"role\":\"assistant\",\"content\":\"Yes.\"},"
         "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,UE5HIQ==\"}},"
         "{\"type\":\"text\",\"text\":\"Three\"}]}]");
  plan.quirks = ASKG_QUIRK_NO_SYSTEM;
  plan.n_turns = 1;
  check (&plan, "messages", "[{\"role\":\"user\",\"content\":\"S\\n\\nOne\"}]");
  plan.quirks = ASKG_QUIRK_DEVELOPER;
  check (&plan, "messages", "[{\"role\":\"developer\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"One\"}]");
}

static void
test_wishes_are_said_in_the_servers_words (void)
{
  AskgRequestPlan plan = plan_of (one_turn, 1);

  plan.max_tokens = 64;
  plan.temperature = 0.5;
  plan.skips_thinking = TRUE;
  check (&plan, "max_tokens", "64");
  check (&plan, "temperature", "0.5");
  check (&plan, "chat_template_kwargs", "");
  plan.quirks = ASKG_QUIRK_MAX_COMPLETION_TOKENS | ASKG_QUIRK_TEMPLATE_THINKING | ASKG_QUIRK_NO_OBFUSCATION |
                ASKG_QUIRK_PROGRESS;
  check (&plan, "max_tokens", "");
  check (&plan, "max_completion_tokens", "64");
  check (&plan, "chat_template_kwargs", "{\"enable_thinking\":false}");
  check (&plan, "stream_options", "{\"include_usage\":true,\"include_obfuscation\":false}");
  check (&plan, "return_progress", "true");
  plan.wants_sound = TRUE;
  plan.tools = "[{\"type\":\"function\"}]";
  check (&plan, "modalities", "[\"text\",\"audio\"]");
  check (&plan, "audio", "{\"voice\":\"alloy\",\"format\":\"pcm16\"}");
  check (&plan, "tools", "[{\"type\":\"function\"}]");
  plan.is_stream = FALSE;
  check (&plan, "stream", "false");
  check (&plan, "stream_options", "");
  check (&plan, "audio", "{\"voice\":\"alloy\",\"format\":\"wav\"}");
}

/* Servers keep what they have read of a conversation, if the next request begins with it. */
static void
test_what_was_said_stays_byte_for_byte (void)
{
  const AskgRequestTurn turns[] = {
    { .text = "One" },
    { .role = ASKG_ROLE_ASSISTANT, .text = "Yes." },
    { .text = "Two" },
  };
  AskgRequestPlan plan = plan_of (turns, 1);
  g_autoptr(GBytes) first = askg_chat_request_new (&plan);
  g_autoptr(GBytes) second = NULL;
  const char *end = g_strstr_len (g_bytes_get_data (first, NULL), g_bytes_get_size (first), "}]");

  plan.n_turns = 3;
  second = askg_chat_request_new (&plan);
  g_assert_nonnull (end);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), end - (const char *) g_bytes_get_data (first, NULL),
                   g_bytes_get_data (second, NULL), end - (const char *) g_bytes_get_data (first, NULL));
}

static void
test_responses_speak_their_own_way (void)
{
  g_autoptr(GBytes) png = g_bytes_new_static ("PNG!", 4);
  const AskgRequestMedia picture = { "image/png", png };
  const AskgRequestTurn turns[] = {
    { .text = "Draw", .pictures = &picture, .n_pictures = 1 },
    { .role = ASKG_ROLE_ASSISTANT, .text = "Done." },
    { .text = "Bigger" },
  };
  AskgRequestPlan plan = plan_of (turns, 3);
  json_t *root;
  g_autofree char *input = NULL, *tools = NULL, *store = NULL;

  plan.system_text = "S";
  plan.wants_pictures = TRUE;
  plan.tools = "[{\"type\":\"function\",\"name\":\"f\"}]";
  root = parse (askg_responses_request_new (&plan));
  input = tell (root, "input");
  tools = tell (root, "tools");
  store = tell (root, "store");
  g_assert_cmpstr (input, ==,
                   "[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Draw\"},"
                   "{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,UE5HIQ==\",\"detail\":\"auto\"}]},"
                   "{\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Done.\"}]},"
                   "{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"Bigger\"}]}]");
  g_assert_cmpstr (tools, ==, "[{\"type\":\"image_generation\",\"partial_images\":2},{\"type\":\"function\",\"name\":\"f\"}]");
  g_assert_cmpstr (store, ==, "false");
  json_decref (root);

  plan.model = NULL;
  plan.tools = "[]";
  json_decref (parse (askg_responses_request_new (&plan)));
}

static void
test_sound_goes_as_a_file (void)
{
  g_autoptr(GBytes) wav = g_bytes_new_static ("RIFF--askglass-form-00005eed\0!", 30);
  g_autofree char *type = NULL;
  g_autoptr(GBytes) form = askg_transcription_form_new ("whisper-1", NULL, wav, TRUE, &type);
  g_autofree char *text = g_strndup (g_bytes_get_data (form, NULL), g_bytes_get_size (form));
  const char *boundary = type + strlen ("multipart/form-data; boundary=");
  g_autofree char *start = g_strdup_printf (
    "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"sound.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF", boundary);
  g_autofree char *end = g_strdup_printf ("name=\"stream\"\r\n\r\ntrue\r\n--%s--\r\n", boundary);
  const char *bytes = g_bytes_get_data (form, NULL);

  g_assert_true (g_str_has_prefix (text, start));
  g_assert_null (strstr ("RIFF--askglass-form-00005eed", boundary));
  g_assert_cmpmem (bytes + g_bytes_get_size (form) - strlen (end), strlen (end), end, strlen (end));
}

static void
test_words_go_to_be_spoken_and_compared (void)
{
  static const char *const texts[] = { "one", "two \"2\"", NULL };
  AskgRequestPlan plan = plan_of (one_turn, 1);
  json_t *speech = parse (askg_speech_request_new (&plan, "wav"));
  json_t *numbers = parse (askg_embeddings_request_new ("m", texts));
  g_autofree char *input = tell (numbers, "input");

  g_assert_cmpstr (json_string_value (json_object_get (speech, "input")), ==, "Hi");
  g_assert_cmpstr (json_string_value (json_object_get (speech, "response_format")), ==, "wav");
  g_assert_cmpstr (input, ==, "[\"one\",\"two \\\"2\\\"\"]");
  json_decref (speech);
  json_decref (numbers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/request/text-alone-is-plain", test_text_alone_is_plain);
  g_test_add_func ("/dialect/request/pictures-and-sounds-are-parts", test_pictures_and_sounds_are_parts);
  g_test_add_func ("/dialect/request/roles-take-turns", test_roles_take_turns);
  g_test_add_func ("/dialect/request/wishes-are-said-in-the-servers-words", test_wishes_are_said_in_the_servers_words);
  g_test_add_func ("/dialect/request/what-was-said-stays-byte-for-byte", test_what_was_said_stays_byte_for_byte);
  g_test_add_func ("/dialect/request/responses-speak-their-own-way", test_responses_speak_their_own_way);
  g_test_add_func ("/dialect/request/sound-goes-as-a-file", test_sound_goes_as_a_file);
  g_test_add_func ("/dialect/request/words-go-to-be-spoken-and-compared", test_words_go_to_be_spoken_and_compared);

  return g_test_run ();
}
