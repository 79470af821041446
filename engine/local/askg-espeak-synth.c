/* askg-espeak-synth.c: the library is full of globals: one thread, one at a time. */
#include "engine/local/askg-espeak-synth.h"

#include <string.h>

#include <espeak-ng/speak_lib.h>

#define BUFFER_MS 100 /* what comes at a time; the first comes as soon with any */
#define SILENCE   48  /* of 32768: less than this is before the voice begins */
#define MAX_TRIM_MS 80
#define MAX_WORD_CHARS 64

/* The library asks for a sound device when it begins, though it is told to play nothing: that would connect this program
 * to the sound server. It gets this in place of the one of libpcaudio, and none. */
void *create_audio_device_object (const char *device,
                                  const char *program,
                                  const char *description);

void *
create_audio_device_object (const char *device,
                            const char *program,
                            const char *description)
{
  return NULL;
}

static struct
{
  const AskgEspeakHandlers *handlers;
  gpointer                  user_data;
  const char               *words;
  guint                     rate_hz;
  guint                     n_trimmed; /* samples of silence before the first that was given */
  gboolean                  has_sound;
} saying;

/* @position: in characters, from 1 */
static void
tell_word (const espeak_EVENT *event)
{
  const glong n_chars = g_utf8_strlen (saying.words, -1);
  const glong first = CLAMP (event->text_position - 1, 0, n_chars);
  const char *start = g_utf8_offset_to_pointer (saying.words, first);
  const guint at = (guint64) MAX (event->audio_position, 0) * saying.rate_hz / 1000;
  const char *end = start;

  for (int i = 0; i < event->length && i < MAX_WORD_CHARS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  if (end > start)
    saying.handlers->word (start - saying.words, end - saying.words, at > saying.n_trimmed ? at - saying.n_trimmed : 0,
                           saying.user_data);
}

/* Silence before the voice is time that nobody hears anything. */
static int
count_silence (const short *samples,
               int          n_samples)
{
  const int most = (int) (saying.rate_hz * MAX_TRIM_MS / 1000) - (int) saying.n_trimmed;
  int n = 0;

  while (n < n_samples && n < most && ABS (samples[n]) < SILENCE)
    n++;

  return n;
}

static int
synth_cb (short        *samples,
          int           n_samples,
          espeak_EVENT *events)
{
  int skipped = 0;

  if (samples != NULL && n_samples > 0 && !saying.has_sound)
    {
      skipped = count_silence (samples, n_samples);
      saying.n_trimmed += skipped;
      saying.has_sound = skipped < n_samples;
    }
  for (; events->type != espeakEVENT_LIST_TERMINATED; events++)
    if (events->type == espeakEVENT_WORD)
      tell_word (events);
  if (samples != NULL && n_samples > skipped)
    saying.handlers->sound (samples + skipped, n_samples - skipped, saying.user_data);

  return 0;
}

/* Returns: the rate of all sound; 0 when its data is not there */
guint
askg_espeak_synth_begin (void)
{
  const int rate_hz = espeak_Initialize (AUDIO_OUTPUT_SYNCHRONOUS, BUFFER_MS, NULL, espeakINITIALIZE_DONT_EXIT);

  if (rate_hz <= 0)
    return 0;
  saying.rate_hz = rate_hz;
  espeak_SetSynthCallback (synth_cb);

  return saying.rate_hz;
}

static const char *
usual_voice (const char *language)
{
  static const char *const voices[][2] = { { "en", "en-us" }, { "zh", "cmn" }, { "no", "nb" } };

  for (gsize i = 0; i < G_N_ELEMENTS (voices); i++)
    if (strcmp (voices[i][0], language) == 0)
      return voices[i][1];

  return language;
}

/**
 * askg_espeak_synth_set_voice:
 * @voice: (nullable): by its name; without, the usual one of that language
 *
 * Returns: %FALSE when there is none of that name; a language that it does not have is spoken in English
 */
gboolean
askg_espeak_synth_set_voice (const char *voice,
                             const char *language)
{
  if (voice != NULL && *voice != '\0')
    return espeak_SetVoiceByName (voice) == EE_OK;
  if (espeak_SetVoiceByName (usual_voice (language)) != EE_OK)
    espeak_SetVoiceByName ("en-us");

  return TRUE;
}

/* Gives all of it before it returns. Nothing in @words is taken for a mark of the library's own. */
void
askg_espeak_synth_say (const char               *words,
                       guint                     words_a_minute,
                       const AskgEspeakHandlers *handlers,
                       gpointer                  user_data)
{
  saying.handlers = handlers;
  saying.user_data = user_data;
  saying.words = words;
  saying.n_trimmed = 0;
  saying.has_sound = FALSE;
  espeak_SetParameter (espeakRATE, CLAMP ((int) words_a_minute, espeakRATE_MINIMUM, espeakRATE_MAXIMUM), 0);
  espeak_Synth (words, strlen (words) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakENDPAUSE, NULL, NULL);
}

/* Returns: (transfer full): a line each: name, language, "m", "f" or "-" */
char *
askg_espeak_synth_list_voices (void)
{
  const espeak_VOICE **voices = espeak_ListVoices (NULL);
  GString *list = g_string_new (NULL);

  for (gsize i = 0; voices != NULL && voices[i] != NULL; i++)
    /* The first of its languages: a byte of how well it speaks it, then its name. */
    g_string_append_printf (list, "%s\t%s\t%s\n", voices[i]->name, voices[i]->languages + 1,
                            voices[i]->gender == 1 ? "m" : voices[i]->gender == 2 ? "f" : "-");

  return g_string_free (list, FALSE);
}
