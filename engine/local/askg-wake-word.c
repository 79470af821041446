/* askg-wake-word.c: main thread. */
#include "engine/local/askg-wake-word.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/base/askg-timer.h"
#include "engine/local/askg-caged-helper.h"
#include "engine/local/askg-words-there.h"
#include "engine/local/askg-words-wire.h"

#define BLOCK_SAMPLES 1600            /* what is handed over at a time: 100 ms */
#define MAX_BEHIND_SAMPLES (16000 * 3) /* a helper that is further behind is not waited for: it is ended */
#define MAX_FAILURES 3                /* in a row, without a minute of hearing between them */
#define WELL_SAMPLES (16000 * 60)
#define START_LIMIT_MS 15000

struct _AskgWakeWord
{
  GObject          parent_instance;

  /* Owned */
  char            *phrase;
  char            *program;
  char            *model_folder;
  char            *exponent_text;
  AskgCagedHelper *helper; /* (nullable): while it waits for its phrase */
  GByteArray      *behind; /* samples that are yet to be handed over */
  GSource         *limit;  /* (nullable): of the helper's beginning */

  gint64           n_given;
  guint            n_failures;
};

enum
{
  WOKEN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgWakeWord, askg_wake_word, G_TYPE_OBJECT)

static void start (AskgWakeWord *self);

/* What was heard is not kept, nor is it when it ends. */
static void
drop (AskgWakeWord *self)
{
  askg_timer_clear (&self->limit);
  g_clear_pointer (&self->helper, askg_caged_helper_end);
  if (self->behind->len > 0)
    explicit_bzero (self->behind->data, self->behind->len);
  g_byte_array_set_size (self->behind, 0);
  self->n_given = 0;
}

/* Takes @error. */
static void
give_up (AskgWakeWord *self,
         GError       *error)
{
  drop (self);
  g_signal_emit (self, signals[FAILED], 0, error);
  g_error_free (error);
}

/* It crashed, hangs, or says what no helper of ours says. */
static void
try_again (AskgWakeWord *self)
{
  self->n_failures = self->n_given > WELL_SAMPLES ? 1 : self->n_failures + 1;
  drop (self);
  if (self->n_failures < MAX_FAILURES)
    start (self);
  else
    give_up (self, g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                        _("The program that waits for the wake word ended again and again. Switch it off and on, or "
                                          "use the key to talk.")));
}

static void
hand_over (AskgWakeWord *self)
{
  const gsize n_bytes = BLOCK_SAMPLES * sizeof (gint16);
  g_autoptr(GBytes) block = NULL;

  if (self->helper == NULL || !askg_caged_helper_is_ready (self->helper) || askg_caged_helper_is_sending (self->helper) ||
      self->behind->len < n_bytes)
    return;

  block = g_bytes_new (self->behind->data, n_bytes);
  g_byte_array_remove_range (self->behind, 0, n_bytes);
  self->n_given += BLOCK_SAMPLES;
  askg_caged_helper_send (self->helper, ASKG_WORDS_SOUND, n_bytes, 0, block);
}

static void
message_cb (const AskgCagedHeader *message,
            GBytes                *body,
            const GError          *error,
            gpointer               user_data)
{
  g_autoptr(AskgWakeWord) self = g_object_ref (user_data);
  GError *unable = message != NULL ? askg_words_new_start_error (message->kind) : NULL;

  if (unable != NULL)
    give_up (self, unable);
  else if (error != NULL)
    give_up (self, g_error_copy (error));
  else if (message != NULL && message->kind == ASKG_WORDS_READY)
    {
      askg_timer_clear (&self->limit);
      hand_over (self);
    }
  else if (message != NULL && message->kind == ASKG_WORDS_WOKEN)
    g_signal_emit (self, signals[WOKEN], 0);
  else
    try_again (self);
}

static gboolean
late_cb (gpointer user_data)
{
  g_autoptr(AskgWakeWord) self = g_object_ref (user_data);

  try_again (self);

  return G_SOURCE_REMOVE;
}

static void
start (AskgWakeWord *self)
{
  const char *arguments[] = { ASKG_WORDS_WAKE, self->model_folder, self->phrase, self->exponent_text, NULL };

  askg_timer_set (&self->limit, START_LIMIT_MS, "[askg] start of the wake word", late_cb, self);
  self->helper = askg_caged_helper_start (self->program, arguments, message_cb, self);
}

static void
askg_wake_word_finalize (GObject *object)
{
  AskgWakeWord *self = ASKG_WAKE_WORD (object);

  drop (self);
  g_byte_array_unref (self->behind);
  g_free (self->phrase);
  g_free (self->program);
  g_free (self->model_folder);
  g_free (self->exponent_text);

  G_OBJECT_CLASS (askg_wake_word_parent_class)->finalize (object);
}

static void
askg_wake_word_class_init (AskgWakeWordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_wake_word_finalize;

  /* AskgWakeWord::woken: the phrase was said just now, within a tenth of a second; it goes on waiting for the next */
  signals[WOKEN] = g_signal_new ("woken", ASKG_TYPE_WAKE_WORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* AskgWakeWord::failed: (const GError *): it waits no longer, because it cannot */
  signals[FAILED] = g_signal_new ("failed", ASKG_TYPE_WAKE_WORD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_ERROR);
}

static void
askg_wake_word_init (AskgWakeWord *self)
{
  self->behind = g_byte_array_new ();
  self->program = askg_program_find_helper ("askglass-hear-words");
  self->model_folder = g_strdup (ASKG_WORDS_MODEL_DIR);
}

/**
 * askg_wake_word_new:
 * @phrase: (nullable): English, of three syllables or more; %NULL or "" for %ASKG_WAKE_WORD_PHRASE
 * @exponent: of ten, from -50 to -1: the lower, the more is taken for the phrase
 *
 * Returns: (transfer full): it does not wait yet
 */
AskgWakeWord *
askg_wake_word_new (const char *phrase,
                    int         exponent)
{
  AskgWakeWord *self = g_object_new (ASKG_TYPE_WAKE_WORD, NULL);
  g_autofree char *wanted = g_ascii_strdown (phrase != NULL && *phrase != '\0' ? phrase : ASKG_WAKE_WORD_PHRASE, -1);

  self->phrase = g_strdup (g_strstrip (wanted));
  self->exponent_text = g_strdup_printf ("%d", CLAMP (exponent, -50, -1));

  return self;
}

/* @helper, @model_folder: (nullable): others than those that come with Askglass and its packages, for tests */
void
askg_wake_word_set_program (AskgWakeWord *self,
                            const char   *helper,
                            const char   *model_folder)
{
  g_return_if_fail (ASKG_IS_WAKE_WORD (self));

  if (helper != NULL)
    {
      g_free (self->program);
      self->program = g_strdup (helper);
    }
  if (model_folder != NULL)
    {
      g_free (self->model_folder);
      self->model_folder = g_strdup (model_folder);
    }
}

/* Errors: %ASKG_ERROR_UNAVAILABLE, naming the package that is missing */
gboolean
askg_wake_word_is_there (AskgWakeWord  *self,
                         GError       **error)
{
  g_return_val_if_fail (ASKG_IS_WAKE_WORD (self), FALSE);

  return askg_words_are_there (self->program, self->model_folder, error);
}

/* Starts the helper; does nothing while it runs. Whether it can, "failed" tells. */
void
askg_wake_word_begin (AskgWakeWord *self)
{
  g_return_if_fail (ASKG_IS_WAKE_WORD (self));

  self->n_failures = 0;
  if (self->helper == NULL)
    start (self);
}

/**
 * askg_wake_word_hear:
 * @samples: what follows the sound so far: one channel of 16 kHz
 *
 * Kept until they are handed over, three seconds at most.
 */
void
askg_wake_word_hear (AskgWakeWord *self,
                     const gint16 *samples,
                     gsize         n_samples)
{
  g_return_if_fail (ASKG_IS_WAKE_WORD (self));

  if (self->helper == NULL)
    return;
  g_byte_array_append (self->behind, (const guint8 *) samples, n_samples * sizeof *samples);
  if (self->behind->len > MAX_BEHIND_SAMPLES * sizeof *samples && askg_caged_helper_is_ready (self->helper))
    try_again (self);
  else if (self->behind->len > MAX_BEHIND_SAMPLES * sizeof *samples)
    g_byte_array_remove_range (self->behind, 0, self->behind->len - MAX_BEHIND_SAMPLES * sizeof *samples);
  hand_over (self);
}

/* Ends the helper; nothing of what was heard is left. */
void
askg_wake_word_end (AskgWakeWord *self)
{
  g_return_if_fail (ASKG_IS_WAKE_WORD (self));

  drop (self);
}

/* What tests/voice/measure-wake-word measured, with voices made by programs: 96 utterances of the phrase, 50 minutes or more of
 * other talk, an hour of noise, a seventh of it music and as much babble. Of 40 sentences that sound like the phrase
 * (“okay, class”) 6 are taken for it at -40. */
static const struct { const char *phrase; int exponent; guint found_percent; guint false_speech; guint false_noise; } measured[] = {
  { "okay glass", -25, 62, 1, 0 },
  { "okay glass", -40, 75, 1, 28 },
};

/**
 * askg_wake_word_describe:
 *
 * Returns: (transfer full): the sentence beside the switch: how often the phrase is found, and how often something else is
 *   taken for it; of one that was not measured, that it was not. `tests/voice/measure-wake-word` measures it anew.
 */
char *
askg_wake_word_describe (const char *phrase,
                         int         exponent)
{
  for (gsize i = 0; i < G_N_ELEMENTS (measured); i++)
    if (g_ascii_strcasecmp (measured[i].phrase, phrase) == 0 && measured[i].exponent == exponent)
      return g_strdup_printf (_("“%s” is found %u times in a hundred. So often something else is taken for it: in an hour of talk %u, "
                                "in an hour of noise %u (measured with synthetic voices)."), measured[i].phrase,
                              measured[i].found_percent, measured[i].false_speech, measured[i].false_noise);

  return g_strdup_printf (_("Nobody has measured how well “%s” is found, nor what else is taken for it."), phrase);
}
