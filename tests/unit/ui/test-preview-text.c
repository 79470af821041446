/* test-preview-text.c: what a preview shows is what is sent, and never the key. */
#include <locale.h>
#include <string.h>

#include "engine/base/askg-wav.h"
#include "ui/overlay/askg-preview-sound.h"
#include "ui/overlay/askg-preview-text.h"
#include "tests/unit/privacy/covered-rig.h"

static AskgOutbound *
new_outbound (void)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgOrigin) origin = askg_origin_new ("https://api.example/v1", NULL, NULL, NULL);
  g_autoptr(AskgKey) key = askg_key_new ("sk-canary-1234", -1, ASKG_KEY_BEARER, origin, NULL);
  g_autoptr(GBytes) body = g_bytes_new_static ("{\"stream\":true}", 15);
  g_autoptr(AskgParcel) parcel = rig_parcel (body);
  g_autoptr(AskgCovered) content = NULL;
  const char *headers[] = { "Accept: text/event-stream", NULL };
  AskgOutboundParts parts = {
    .method = "POST", .url = "https://api.example/v1/chat/completions", .headers = headers,
    .engine_id = "large", .engine_name = "omni-large", .key = key,
  };

  askg_parcel_add_text (parcel, "Why?\n\nHARBOR=\342\200\2561");
  rig_add_picture (parcel);
  parts.content = content = askg_parcel_cover (parcel, TRUE, NULL, NULL);

  return askg_outbound_new (policy, &parts, NULL);
}

static void
test_the_head_names_the_key_and_does_not_tell_it (void)
{
  g_autoptr(AskgOutbound) outbound = new_outbound ();
  g_autofree char *head = askg_preview_dup_head (outbound);

  g_assert_nonnull (outbound);
  g_assert_true (g_str_has_prefix (head, "POST /v1/chat/completions HTTP/1.1\nHost: api.example\nAuthorization: ["));
  g_assert_null (strstr (head, "canary"));
  g_assert_nonnull (strstr (head, "Accept: text/event-stream\n"));
  g_assert_true (g_str_has_suffix (head, "Content-Length: 15\n"));
}

static void
test_the_facts_add_up (void)
{
  g_autoptr(AskgOutbound) outbound = new_outbound ();
  g_autofree char *facts = askg_preview_dup_facts (outbound);
  const AskgCoveredPiece *picture = askg_covered_get_piece (askg_outbound_get_content (outbound), 1);
  g_autofree char *expected = g_strdup_printf ("Text 17 bytes · pictures %" G_GSIZE_FORMAT " bytes · 15 bytes in all · SHA-256 %.8s…",
                                               g_bytes_get_size (picture->bytes), askg_outbound_get_sha256 (outbound));

  g_assert_cmpstr (facts, ==, expected);
}

static void
test_hidden_characters_are_spelled_out (void)
{
  g_autoptr(AskgOutbound) outbound = new_outbound ();
  g_autofree char *words = askg_preview_dup_words (outbound);

  g_assert_cmpstr (words, ==, "Why?\n\nHARBOR=<U+202E>1");
}

static char *
show (const char *bytes,
      gsize       n_bytes)
{
  g_autoptr(GBytes) body = g_bytes_new (bytes, n_bytes);

  return askg_preview_dup_body (body);
}

static void
test_a_packed_picture_is_counted_and_all_else_is_there (void)
{
  g_autofree char *base64 = g_strnfill (40208, 'A');
  g_autofree char *json = g_strdup_printf ("{\"text\":\"Wie geht’s?\",\"url\":\"data:image/png;base64,%s\",\"last\":1}", base64);
  g_autofree char *shown = show (json, strlen (json));

  g_assert_true (g_str_has_prefix (shown, "{\"text\":\"Wie geht’s?\",\"url\":\"data:image/png;base64,AAAA"));
  g_assert_true (g_str_has_suffix (shown, "AAA… [40112 bytes more]\",\"last\":1}"));
}

static void
test_bytes_that_are_no_text_are_counted (void)
{
  const char multipart[] = "--edge\r\nContent-Type: audio/wav\r\n\r\nRI\0\1\2\xff\xfe x\0\0\0\r\n--edge--the end of it";
  g_autofree char *shown = show (multipart, sizeof multipart - 1);
  g_autofree char *nothing = askg_preview_dup_body (NULL);

  g_assert_true (g_str_has_prefix (shown, "--edge"));
  g_assert_nonnull (strstr (shown, "bytes more]"));
  g_assert_true (g_str_has_suffix (shown, "--edge--the end of it"));
  g_assert_cmpstr (nothing, ==, "");
}

/* Whatever it is, it becomes valid text, in no more time than its length. */
static void
test_any_bytes_can_be_shown (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autofree char *bytes = g_malloc (600 * 1024);
  g_autofree char *shown = NULL;

  for (gsize i = 0; i < 600 * 1024; i++)
    bytes[i] = (char) g_rand_int_range (rand, 0, 256);
  shown = show (bytes, 600 * 1024);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
  for (gsize n = 0; n < 200; n++)
    {
      g_autofree char *cut = show (bytes, n);

      g_assert_true (g_utf8_validate (cut, -1, NULL));
    }
}

/* @loudest: of half a second; 0 and @n_samples few: as an engine that is spoken with is asked about */
static char *
describe_sound (gsize  n_samples,
                gint16 loudest)
{
  g_autofree gint16 *samples = g_new0 (gint16, n_samples);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(AskgPcm) sound = NULL;
  g_autoptr(GBytes) wav = NULL;

  samples[0] = loudest;
  bytes = g_bytes_new (samples, n_samples * sizeof *samples);
  sound = askg_pcm_new (bytes, 24000, 1);
  wav = askg_wav_write (sound);

  return askg_preview_dup_sound_line (wav);
}

static void
test_a_recording_is_told_by_its_length_and_loudness (void)
{
  g_autofree char *voice = describe_sound (2400, 0);
  g_autofree char *silence = describe_sound (12000, 0);
  g_autofree char *loud = describe_sound (12000, -16384);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("RIFF", 4);
  g_autofree char *broken = askg_preview_dup_sound_line (nothing);

  g_assert_true (g_str_has_prefix (voice, "Your voice, while you talk: 3.8"));
  g_assert_nonnull (strstr (silence, "0.5 s"));
  g_assert_nonnull (strstr (silence, "silence"));
  g_assert_nonnull (strstr (loud, "-6 dB"));
  g_assert_nonnull (strstr (broken, "4"));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/preview/the-head-names-the-key-and-does-not-tell-it", test_the_head_names_the_key_and_does_not_tell_it);
  g_test_add_func ("/ui/preview/the-facts-add-up", test_the_facts_add_up);
  g_test_add_func ("/ui/preview/hidden-characters-are-spelled-out", test_hidden_characters_are_spelled_out);
  g_test_add_func ("/ui/preview/a-packed-picture-is-counted-and-all-else-is-there",
                   test_a_packed_picture_is_counted_and_all_else_is_there);
  g_test_add_func ("/ui/preview/bytes-that-are-no-text-are-counted", test_bytes_that_are_no_text_are_counted);
  g_test_add_func ("/ui/preview/a-recording", test_a_recording_is_told_by_its_length_and_loudness);
  g_test_add_func ("/ui/preview/any-bytes-can-be-shown", test_any_bytes_can_be_shown);

  return g_test_run ();
}
