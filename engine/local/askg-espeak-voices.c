/* askg-espeak-voices.c: pure; any thread. */
#include "engine/local/askg-espeak-voices.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define USUAL_WORDS 175 /* a minute */

void
askg_espeak_voices_init (AskgEspeakVoices *self)
{
  self->by_language = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->words_a_minute = USUAL_WORDS;
}

void
askg_espeak_voices_clear (AskgEspeakVoices *self)
{
  g_clear_pointer (&self->by_language, g_hash_table_unref);
  g_clear_pointer (&self->forced, g_free);
}

/**
 * askg_espeak_voices_set:
 * @language: two letters
 * @voice: (nullable): by its name: "en-gb"; %NULL for the usual one
 */
void
askg_espeak_voices_set (AskgEspeakVoices *self,
                        const char       *language,
                        const char       *voice)
{
  if (voice != NULL && *voice != '\0')
    g_hash_table_replace (self->by_language, g_strdup (language), g_strdup (voice));
  else
    g_hash_table_remove (self->by_language, language);
}

/* @voice: (nullable): by its name: it speaks whatever the language is */
void
askg_espeak_voices_force (AskgEspeakVoices *self,
                          const char       *voice)
{
  g_free (self->forced);
  self->forced = g_strdup (voice);
}

/* @rate: 1 for as fast as usual, 2 for twice as fast */
void
askg_espeak_voices_set_rate (AskgEspeakVoices *self,
                             double            rate)
{
  self->words_a_minute = (guint) (USUAL_WORDS * CLAMP (rate, 0.4, 3.0));
}

/* Returns: (nullable) (transfer none): the voice that was chosen for it */
const char *
askg_espeak_voices_find (AskgEspeakVoices *self,
                         const char       *language)
{
  return self->forced != NULL ? self->forced : g_hash_table_lookup (self->by_language, language);
}

/* Returns: (transfer full): what the helper is told: see %ASKG_ESPEAK_SAY */
GBytes *
askg_espeak_voices_pack (AskgEspeakVoices *self,
                         const AskgClause *clause)
{
  const char *voice = askg_espeak_voices_find (self, clause->language);
  const char *const words[] = { voice != NULL ? voice : "", clause->language, clause->text };
  GByteArray *bytes = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_byte_array_append (bytes, (const guint8 *) words[i], strlen (words[i]) + 1);

  return g_byte_array_free_to_bytes (bytes);
}

/* Returns: (nullable): a sentence about what it does badly in a language: for where a voice is chosen */
const char *
askg_espeak_voices_tell_weakness (const char *language)
{
  if (g_str_equal (language, "ja"))
    return _("Kanji are spelled out one by one: Japanese takes twice as long and is hard to follow, and no word is lit.");
  if (g_str_equal (language, "zh"))
    return _("Chinese is lit character by character, not word by word.");

  return NULL;
}
