/* askg-engine-trial.c: main thread. The words are for the engine, and not translated. */
#include "engine/provider/askg-engine-trial.h"

#include <math.h>
#include <string.h>

#define PICTURE_SIDE_PX 64u
#define TONE_HZ 440.0
#define TONE_RATE_HZ 16000u

static AskgAttachment *
new_red_picture (void)
{
  guint32 *pixels = g_new (guint32, PICTURE_SIDE_PX * PICTURE_SIDE_PX);
  g_autoptr(GBytes) bytes = g_bytes_new_take (pixels, PICTURE_SIDE_PX * PICTURE_SIDE_PX * 4);
  g_autoptr(AskgPageTextBuilder) no_words = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = askg_page_text_builder_finish (no_words);
  g_autoptr(AskgFrame) frame = NULL;
  AskgAttachment *attachment;

  for (guint i = 0; i < PICTURE_SIDE_PX * PICTURE_SIDE_PX; i++)
    pixels[i] = 0xffe01010;
  frame = askg_frame_new (bytes, PICTURE_SIDE_PX, PICTURE_SIDE_PX, PICTURE_SIDE_PX * 4, TRUE, 0);

  attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_FILE, frame, NULL, NULL);
  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);

  return attachment;
}

static AskgAttachment *
new_tone (void)
{
  gint16 *samples = g_new (gint16, TONE_RATE_HZ);
  g_autoptr(GBytes) bytes = g_bytes_new_take (samples, TONE_RATE_HZ * 2);
  g_autoptr(AskgPcm) tone = NULL;

  for (guint i = 0; i < TONE_RATE_HZ; i++)
    samples[i] = GINT16_TO_LE ((gint16) lrint (12000 * sin (2 * G_PI * TONE_HZ * i / TONE_RATE_HZ)));
  tone = askg_pcm_new (bytes, TONE_RATE_HZ, 1);

  return askg_attachment_new_sound (ASKG_ATTACHMENT_FILE, tone, NULL);
}

/**
 * askg_engine_trial_new:
 * @capability: ASKG_CAN_TAKE_TEXT, _IMAGE or _AUDIO
 *
 * Returns: (transfer full): a question that an engine which can answers in a way that shows it
 */
AskgQuestion *
askg_engine_trial_new (AskgCapabilities capability)
{
  const char *words = capability == ASKG_CAN_TAKE_TEXT    ? "Say hello in one short sentence."
                      : capability == ASKG_CAN_TAKE_IMAGE ? "Which colour is this picture? Answer in one short sentence."
                                                          : "What kind of sound is this? Answer in one short sentence.";
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgAttachment) attachment = capability == ASKG_CAN_TAKE_IMAGE   ? new_red_picture ()
                                         : capability == ASKG_CAN_TAKE_AUDIO ? new_tone () : NULL;

  if (attachment != NULL)
    g_list_store_append (attachments, attachment);

  return askg_question_new (words, G_LIST_MODEL (attachments));
}

/* "red" is none in "coloured"; Korean words have endings, and begin after a space or another word. */
static gboolean
stands_alone (const char *text,
              const char *at,
              const char *word)
{
  const gboolean is_latin = g_ascii_isalpha (*word);

  return !is_latin || ((at == text || !g_ascii_isalpha (at[-1])) && !g_ascii_isalpha (at[strlen (word)]));
}

static gboolean
holds_any (const char        *text,
           const char *const *words)
{
  for (; *words != NULL; words++)
    for (const char *at = strstr (text, *words); at != NULL; at = strstr (at + 1, *words))
      if (stands_alone (text, at, *words))
        return TRUE;

  return FALSE;
}

/**
 * askg_engine_trial_judge:
 *
 * Returns: what @answer shows: some engines pass over what they cannot take without a word, and some guess
 */
AskgTrialVerdict
askg_engine_trial_judge (AskgCapabilities  capability,
                         const char       *answer)
{
  static const char *const red[] = { "red", "reddish", "crimson", "scarlet", "빨간", "빨강", "붉은", NULL };
  static const char *const other[] = {
    "blue", "green", "yellow", "black", "white", "gray", "grey", "purple", "orange", "brown", "pink", "파란", "초록", NULL,
  };
  static const char *const tone[] = {
    "tone", "tones", "beep", "beeping", "pitch", "pitched", "hum", "humming", "sine", "note", "hear", "buzz", "buzzing",
    "hz", "소리", NULL,
  };
  static const char *const denials[] = {
    "cannot", "can't", "can’t", "unable", "not able", "don't see", "don’t see", "don't hear", "don’t hear", "no image",
    "no picture", "no audio", "no sound", "text-based", "text only", "do not have", "없습니다", "없어요", NULL,
  };
  const gboolean is_picture = capability == ASKG_CAN_TAKE_IMAGE;
  g_autofree char *lower = g_utf8_strdown (answer, -1);

  if (capability == ASKG_CAN_TAKE_TEXT)
    return ASKG_TRIAL_NOTICED;
  if (is_picture && holds_any (lower, red))
    return ASKG_TRIAL_NOTICED;
  if (holds_any (lower, denials) || (is_picture && holds_any (lower, other)))
    return ASKG_TRIAL_NOT_TAKEN;

  return !is_picture && holds_any (lower, tone) ? ASKG_TRIAL_NOTICED : ASKG_TRIAL_UNCLEAR;
}
