/* askg-word-hearer.c: one thread. */
#include "engine/local/askg-word-hearer.h"

#include <pocketsphinx/pocketsphinx.h>
#include <sphinxbase/cmd_ln.h>
#include <sphinxbase/err.h>

#define STEP_SAMPLES 1600 /* its own buffers grow with what it is given at once */
#define WHOLE_SAMPLES (16000 * 30) /* an utterance up to this is normalised by itself: see process() */
#define ANEW_SAMPLES (16000 * 600) /* an utterance without an end is begun anew now and then */

struct _AskgWordHearer
{
  ps_decoder_t *decoder;   /* owned */
  gsize         n_watched; /* samples of the utterance that is watched; 0 before it has begun */
};

void
askg_word_hearer_free (AskgWordHearer *self)
{
  g_clear_pointer (&self->decoder, ps_free);
  g_free (self);
}

/* Returns %NULL where the model is not there, or not one. @option: (nullable): with its @value */
static AskgWordHearer *
new_hearer (const char *model_folder,
            const char *option,
            const char *value,
            const char *threshold)
{
  g_autofree char *sounds = g_build_filename (model_folder, "en-us", NULL);
  g_autofree char *words = g_build_filename (model_folder, "cmudict-en-us.dict", NULL);
  cmd_ln_t *options;
  ps_decoder_t *decoder;
  AskgWordHearer *self;

  err_set_logfp (NULL);
  options = cmd_ln_init (NULL, ps_args (), TRUE, "-hmm", sounds, "-dict", words, option, value,
                         threshold != NULL ? "-kws_threshold" : NULL, threshold, NULL);
  if (options == NULL)
    return NULL;
  decoder = ps_init (options);
  cmd_ln_free_r (options);
  if (decoder == NULL)
    return NULL;

  self = g_new0 (AskgWordHearer, 1);
  self->decoder = decoder;

  return self;
}

/* Whatever is said, in English, roughly. Returns: (transfer full) (nullable): %NULL where the model is not there */
AskgWordHearer *
askg_word_hearer_new_dictation (const char *model_folder)
{
  g_autofree char *sentences = g_build_filename (model_folder, "en-us.lm.bin", NULL);

  return new_hearer (model_folder, "-lm", sentences, NULL);
}

/* @grammar: JSGF. Returns: (transfer full) (nullable) */
AskgWordHearer *
askg_word_hearer_new_grammar (const char *model_folder,
                              const char *grammar)
{
  g_autoptr(AskgWordHearer) self = new_hearer (model_folder, NULL, NULL, NULL);

  if (self == NULL || ps_set_jsgf_string (self->decoder, "commands", grammar) != 0 ||
      ps_set_search (self->decoder, "commands") != 0)
    return NULL;

  return g_steal_pointer (&self);
}

/* @exponent: of ten: the lower, the more is taken for the phrase. Returns: (transfer full) (nullable) */
AskgWordHearer *
askg_word_hearer_new_phrase (const char *model_folder,
                             const char *phrase,
                             int         exponent)
{
  g_autofree char *threshold = g_strdup_printf ("1e%d", exponent);

  return new_hearer (model_folder, "-keyphrase", phrase, threshold);
}

/* Whether the dictionary has every word of @phrase. */
gboolean
askg_word_hearer_knows (AskgWordHearer *self,
                        const char     *phrase)
{
  g_auto(GStrv) words = g_strsplit (phrase, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      char *sounds = *words[i] != '\0' ? ps_lookup_word (self->decoder, words[i]) : NULL;

      if (sounds == NULL)
        return FALSE;
      ckd_free (sounds);
    }

  return words[0] != NULL;
}

/* Given as a whole, an utterance is normalised by its own mean. Given in steps it is by what was heard before, which of the first
 * after the start is nothing: of quiet voices two thirds of the first orders were not understood. What is long has a mean of its
 * own soon. */
static void
process (AskgWordHearer *self,
         const gint16   *samples,
         gsize           n_samples)
{
  if (n_samples <= WHOLE_SAMPLES)
    {
      ps_process_raw (self->decoder, samples, n_samples, FALSE, TRUE);
      return;
    }
  for (gsize at = 0; at < n_samples; at += STEP_SAMPLES)
    ps_process_raw (self->decoder, samples + at, MIN (STEP_SAMPLES, n_samples - at), FALSE, FALSE);
}

/* One utterance. Returns: (transfer full): its words, "" where there are none */
char *
askg_word_hearer_hear (AskgWordHearer *self,
                       const gint16   *samples,
                       gsize           n_samples)
{
  const char *words;
  int32 score;

  if (ps_start_utt (self->decoder) != 0)
    return g_strdup ("");
  process (self, samples, n_samples);
  ps_end_utt (self->decoder);
  words = ps_get_hyp (self->decoder, &score);

  return g_strdup (words != NULL ? words : "");
}

/* What follows the sound so far. Returns: whether the phrase was in it */
gboolean
askg_word_hearer_watch (AskgWordHearer *self,
                        const gint16   *samples,
                        gsize           n_samples)
{
  int32 score;
  gboolean is_found;

  if (self->n_watched > ANEW_SAMPLES)
    {
      ps_end_utt (self->decoder);
      self->n_watched = 0;
    }
  if (self->n_watched == 0)
    ps_start_utt (self->decoder);
  ps_process_raw (self->decoder, samples, n_samples, FALSE, FALSE);
  self->n_watched += n_samples;
  is_found = ps_get_hyp (self->decoder, &score) != NULL;
  if (is_found)
    {
      ps_end_utt (self->decoder);
      self->n_watched = 0;
    }

  return is_found;
}
