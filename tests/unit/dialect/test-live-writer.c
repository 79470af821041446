/* test-live-writer.c: what an engine is told in a live session is what its dialect says, byte for byte. */
#include "engine/dialect/askg-live-writer.h"

typedef struct
{
  const char     *name;
  AskgLiveDialect dialect;
  AskgLiveWishes  wishes;
  const char     *json;
} Case;

static const Case cases[] = {
  { "today", ASKG_LIVE_GA, { .instructions = "Be \"brief\".", .voice = "marin", .transcriber = "ear", .language = "ko", .rate_hz = 24000 },
    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"instructions\":\"Be \\\"brief\\\".\",\"output_modalities\":[\"audio\"],"
    "\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":24000},\"transcription\":{\"model\":\"ear\",\"language\":\"ko\"},"
    "\"turn_detection\":null},\"output\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":24000},\"voice\":\"marin\"}}}}" },
  { "it-takes-the-turns", ASKG_LIVE_UNKNOWN, { .engine_takes_turns = TRUE, .patience_ms = 700, .rate_hz = 16000 },
    "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\",\"output_modalities\":[\"audio\"],"
    "\"audio\":{\"input\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":16000},"
    "\"turn_detection\":{\"type\":\"server_vad\",\"silence_duration_ms\":700,\"create_response\":true,\"interrupt_response\":true}},"
    "\"output\":{\"format\":{\"type\":\"audio/pcm\",\"rate\":16000}}}}}" },
  { "as-it-was", ASKG_LIVE_BETA, { .instructions = "Be brief.", .voice = "alloy", .engine_takes_turns = TRUE, .rate_hz = 24000 },
    "{\"type\":\"session.update\",\"session\":{\"modalities\":[\"text\",\"audio\"],\"instructions\":\"Be brief.\",\"voice\":\"alloy\","
    "\"turn_detection\":{\"type\":\"server_vad\",\"create_response\":true,\"interrupt_response\":true}}}" },
  { "flat", ASKG_LIVE_FLAT, { .model = "whisper", .rate_hz = 16000 }, "{\"type\":\"session.update\",\"model\":\"whisper\"}" },
};

static void
test_wishes (gconstpointer data)
{
  const Case *one = data;
  g_autoptr(GString) json = g_string_new (NULL);

  askg_live_write_wishes (json, one->dialect, &one->wishes);
  g_assert_cmpstr (json->str, ==, one->json);
}

static void
test_what_is_said (void)
{
  g_autoptr(GString) json = g_string_new (NULL);
  g_autoptr(GBytes) pcm = g_bytes_new_static ("\0\1\2\3\4\5", 6);

  askg_live_write_sound (json, pcm);
  askg_live_write_commit (json);
  askg_live_write_forget (json);
  askg_live_write_words (json, ASKG_LIVE_GA, TRUE, "why?\n");
  askg_live_write_words (json, ASKG_LIVE_GA, FALSE, "so");
  askg_live_write_words (json, ASKG_LIVE_BETA, FALSE, "so");
  askg_live_write_picture (json, "image/png", pcm);
  askg_live_write_respond (json);
  askg_live_write_stop (json, NULL);
  askg_live_write_stop (json, "resp_1");
  askg_live_write_truncate (json, "item_1", -5);
  g_assert_cmpstr (json->str, ==,
                   "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAECAwQF\"}"
                   "{\"type\":\"input_audio_buffer.commit\"}"
                   "{\"type\":\"input_audio_buffer.clear\"}"
                   "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"why?\\n\"}]}}"
                   "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"so\"}]}}"
                   "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"so\"}]}}"
                   "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\",\"content\":[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,AAECAwQF\"}]}}"
                   "{\"type\":\"response.create\"}"
                   "{\"type\":\"response.cancel\"}"
                   "{\"type\":\"response.cancel\",\"response_id\":\"resp_1\"}"
                   "{\"type\":\"conversation.item.truncate\",\"item_id\":\"item_1\",\"content_index\":0,\"audio_end_ms\":0}");
}

static void
test_rates (void)
{
  g_assert_cmpuint (askg_live_dialect_rate_hz (ASKG_LIVE_GA, 0), ==, 24000);
  g_assert_cmpuint (askg_live_dialect_rate_hz (ASKG_LIVE_FLAT, 0), ==, 16000);
  g_assert_cmpuint (askg_live_dialect_rate_hz (ASKG_LIVE_MIXED, 16000), ==, 16000);
  g_assert_cmpuint (askg_live_dialect_rate_hz (ASKG_LIVE_GA, 3), ==, 24000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/live-writer/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_wishes);
    }
  g_test_add_func ("/live-writer/what-is-said", test_what_is_said);
  g_test_add_func ("/live-writer/rates", test_rates);

  return g_test_run ();
}
