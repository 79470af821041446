/* askg-read-aloud.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/local/askg-read-aloud.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-pcm.h"
#include "engine/voice/askg-clauses.h"

#define AHEAD_US (8 * G_USEC_PER_SEC) /* that much waiting sound bridges any pause of an engine that keeps up */

struct _AskgReadAloud
{
  GObject                 parent_instance;

  /* Owned */
  AskgSpeaker            *speaker;
  AskgClauses            *clauses;
  GTask                  *task;    /* (nullable): while it runs */
  GSource                *pause;   /* (nullable): while enough waits to be heard */
  GSource                *stopped; /* (nullable): while there is nothing to say; hears of the cancel */

  AskgReadAloudSoundFunc  on_sound;
  AskgSpeakerWordFunc     on_word; /* (nullable) */
  gpointer                on_data;

  gint64                  waiting_us;     /* to be heard, as last told */
  guint                   rate_hz;        /* of the first clause; the others are made like it */
  guint                   clause_rate_hz;
  guint64                 n_samples;      /* given so far */
  guint64                 n_before;       /* when the clause began */
  gboolean                is_saying;
  gboolean                has_said;
  gboolean                has_ended;      /* no more text comes */
};

G_DEFINE_FINAL_TYPE (AskgReadAloud, askg_read_aloud, G_TYPE_OBJECT)

static void go_on (AskgReadAloud *self);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
askg_read_aloud_finalize (GObject *object)
{
  AskgReadAloud *self = ASKG_READ_ALOUD (object);

  clear_source (&self->pause);
  clear_source (&self->stopped);
  g_clear_object (&self->speaker);
  askg_clauses_free (self->clauses);

  G_OBJECT_CLASS (askg_read_aloud_parent_class)->finalize (object);
}

static void
askg_read_aloud_class_init (AskgReadAloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_read_aloud_finalize;
}

static void
askg_read_aloud_init (AskgReadAloud *self)
{
  self->clauses = askg_clauses_new (NULL);
}

/**
 * askg_read_aloud_new:
 * @on_sound: its sound as it is made, never after a cancel or the end; not called for a speaker that plays itself
 * @on_word: (nullable): its words; where the sound of each begins is counted from the first sample of all
 */
AskgReadAloud *
askg_read_aloud_new (AskgSpeaker            *speaker,
                     AskgReadAloudSoundFunc  on_sound,
                     AskgSpeakerWordFunc     on_word,
                     gpointer                on_data)
{
  AskgReadAloud *self = g_object_new (ASKG_TYPE_READ_ALOUD, NULL);

  self->speaker = g_object_ref (speaker);
  self->on_sound = on_sound;
  self->on_word = on_word;
  self->on_data = on_data;

  return self;
}

/* @language: (nullable): two letters: of all of it; else each clause is taken for what its letters say */
void
askg_read_aloud_set_language (AskgReadAloud *self,
                              const char    *language)
{
  g_return_if_fail (ASKG_IS_READ_ALOUD (self));

  askg_clauses_set_language (self->clauses, language);
}

/* -- Sound ---------------------------------------------------------------------- */

static void
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  AskgReadAloud *self = user_data;
  g_autoptr(GBytes) fitting = g_bytes_ref (samples);

  if (self->rate_hz == 0)
    self->rate_hz = rate_hz;
  self->clause_rate_hz = rate_hz;
  if (self->rate_hz != rate_hz)
    {
      g_autoptr(AskgPcm) other = askg_pcm_new (samples, rate_hz, 1);
      g_autoptr(AskgPcm) same = askg_pcm_resample (other, self->rate_hz);

      g_bytes_unref (fitting);
      fitting = g_bytes_ref (askg_pcm_get_samples (same));
    }
  self->n_samples += g_bytes_get_size (fitting) / sizeof (gint16);
  self->waiting_us = self->on_sound (self->rate_hz, fitting, self->on_data);
}

static void
word_cb (gsize    start_byte,
         gsize    end_byte,
         guint64  at_sample,
         gpointer user_data)
{
  AskgReadAloud *self = user_data;
  guint64 at = at_sample;

  if (self->on_word == NULL)
    return;
  if (self->clause_rate_hz != 0 && self->clause_rate_hz != self->rate_hz)
    at = at_sample * self->rate_hz / self->clause_rate_hz;
  self->on_word (start_byte, end_byte, self->n_before + at, self->on_data);
}

/* -- Clauses --------------------------------------------------------------------- */

static void
end (AskgReadAloud *self,
     GError        *error)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->task);

  clear_source (&self->pause);
  clear_source (&self->stopped);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
paused_cb (gpointer user_data)
{
  AskgReadAloud *self = user_data;

  clear_source (&self->pause);
  self->waiting_us = 0;
  go_on (self);

  return G_SOURCE_REMOVE;
}

static gboolean
stopped_cb (GCancellable *cancellable,
            gpointer      user_data)
{
  AskgReadAloud *self = user_data;

  if (!self->is_saying)
    end (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped in a pause"));

  return G_SOURCE_REMOVE;
}

static void
pause_a_while (AskgReadAloud *self)
{
  self->pause = g_timeout_source_new ((self->waiting_us - AHEAD_US) / 1000);
  g_source_set_callback (self->pause, paused_cb, self, NULL);
  g_source_attach (self->pause, g_main_context_get_thread_default ());
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgReadAloud) self = user_data;
  GError *error = NULL;

  self->is_saying = FALSE;
  if (askg_speaker_say_finish (self->speaker, result, &error))
    go_on (self);
  else
    end (self, error);
}

static void
end_of_text (AskgReadAloud *self)
{
  if (!self->has_ended)
    return; /* more comes */
  if (self->has_said)
    end (self, NULL);
  else
    end (self, g_error_new (ASKG_ERROR, ASKG_ERROR_NO_TEXT, _("There are no words in this answer that could be read aloud.")));
}

static void
go_on (AskgReadAloud *self)
{
  g_autoptr(AskgClause) clause = NULL;

  if (self->task == NULL || self->is_saying || self->pause != NULL)
    return;
  if (g_cancellable_is_cancelled (g_task_get_cancellable (self->task)))
    {
      end (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped"));
      return;
    }
  if (self->waiting_us > AHEAD_US)
    {
      pause_a_while (self);
      return;
    }
  clause = askg_clauses_pop (self->clauses);
  if (clause == NULL)
    end_of_text (self);
  else
    {
      self->is_saying = TRUE;
      self->has_said = TRUE;
      self->n_before = self->n_samples;
      self->clause_rate_hz = 0;
      askg_speaker_say_async (self->speaker, clause, sound_cb, word_cb, self, g_task_get_cancellable (self->task), said_cb,
                              g_object_ref (self));
    }
}

/**
 * askg_read_aloud_feed:
 * @bytes: (array length=n_bytes): what follows in the text; may end in the middle of anything
 */
void
askg_read_aloud_feed (AskgReadAloud *self,
                      const char    *bytes,
                      gsize          n_bytes)
{
  g_return_if_fail (ASKG_IS_READ_ALOUD (self));

  askg_clauses_feed (self->clauses, bytes, n_bytes);
  go_on (self);
}

/* No more text comes: what is there is read to its end. */
void
askg_read_aloud_end (AskgReadAloud *self)
{
  g_return_if_fail (ASKG_IS_READ_ALOUD (self));

  self->has_ended = TRUE;
  askg_clauses_end (self->clauses);
  go_on (self);
}

/**
 * askg_read_aloud_run_async:
 * @cancellable: (nullable): no more is made
 *
 * Once. Reads what was fed and is fed while it runs, until the text has ended.
 */
void
askg_read_aloud_run_async (AskgReadAloud       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_READ_ALOUD (self));
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, askg_read_aloud_run_async);
  if (cancellable != NULL)
    {
      self->stopped = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->stopped, G_SOURCE_FUNC (stopped_cb), self, NULL);
      g_source_attach (self->stopped, g_main_context_get_thread_default ());
    }
  go_on (self);
}

/**
 * askg_read_aloud_run_finish:
 *
 * Errors: those of the speaker; %ASKG_ERROR_NO_TEXT where there was nothing to read
 *
 * Returns: whether all of it was given; not yet whether it was heard
 */
gboolean
askg_read_aloud_run_finish (AskgReadAloud  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_read_aloud_run_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
