/* askg-speech.c: main thread. */
#include "ui/overlay/askg-speech.h"

#include <glib/gi18n-lib.h>

struct _AskgSpeech
{
  GObject     parent_instance;

  /* Owned */
  char       *why_not_read;   /* (nullable): nobody is there who reads aloud */
  char       *why_not_played; /* (nullable): sound cannot be heard here */
  AskgAnswer *answer;         /* (nullable): that is being read */
  AskgAnswer *last;           /* (nullable): that was read last, or is */
  AskgAnswer *spoken;         /* (nullable): that is spoken in a conversation, where none is being read */
  char       *reader;         /* (nullable): of @last; %NULL when it spoke itself */
  gsize       lit_start;      /* the word that is heard: bytes of the transcript of @answer or @spoken */
  gsize       lit_end;
};

enum { CHANGED, TOGGLE, LIT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgSpeech, askg_speech, G_TYPE_OBJECT)

static void
askg_speech_finalize (GObject *object)
{
  AskgSpeech *self = ASKG_SPEECH (object);

  g_free (self->why_not_read);
  g_free (self->why_not_played);
  g_clear_object (&self->answer);
  g_clear_object (&self->last);
  g_clear_object (&self->spoken);
  g_free (self->reader);

  G_OBJECT_CLASS (askg_speech_parent_class)->finalize (object);
}

static void
askg_speech_class_init (AskgSpeechClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_speech_finalize;

  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_SPEECH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TOGGLE] = g_signal_new ("toggle", ASKG_TYPE_SPEECH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  ASKG_TYPE_ANSWER);
  signals[LIT] = g_signal_new ("lit", ASKG_TYPE_SPEECH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* Until told otherwise nothing can be read. */
static void
askg_speech_init (AskgSpeech *self)
{
  self->why_not_read = g_strdup ("");
}

AskgSpeech *
askg_speech_new (void)
{
  return g_object_new (ASKG_TYPE_SPEECH, NULL);
}

static void
changed (AskgSpeech *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Each (nullable): why answers cannot be read, and why no sound can be heard; %NULL where they can. */
void
askg_speech_set_causes (AskgSpeech *self,
                        const char *why_not_read,
                        const char *why_not_played)
{
  g_return_if_fail (ASKG_IS_SPEECH (self));

  g_free (self->why_not_read);
  g_free (self->why_not_played);
  self->why_not_read = g_strdup (why_not_read);
  self->why_not_played = g_strdup (why_not_played);
  changed (self);
}

/* (nullable): why @answer cannot be read aloud; one that has a sound of its own needs nobody to read it */
const char *
askg_speech_get_cause (AskgSpeech *self,
                       AskgAnswer *answer)
{
  g_return_val_if_fail (ASKG_IS_SPEECH (self), NULL);

  if (self->why_not_played != NULL)
    return self->why_not_played;
  if (askg_answer_is_over (answer) && askg_answer_get_length (answer) == 0 && askg_answer_get_parts (answer)->sound->len == 0)
    return _("There is nothing to read aloud");

  return askg_answer_get_parts (answer)->sound->len > 0 ? NULL : self->why_not_read;
}

/* @reader: (nullable): the name of the engine that reads; %NULL where the answer has a sound of its own */
void
askg_speech_begin (AskgSpeech *self,
                   AskgAnswer *answer,
                   const char *reader)
{
  g_return_if_fail (ASKG_IS_SPEECH (self));

  g_clear_object (&self->spoken);
  g_set_object (&self->answer, answer);
  g_set_object (&self->last, answer);
  g_free (self->reader);
  self->reader = g_strdup (reader);
  changed (self);
}

void
askg_speech_end (AskgSpeech *self)
{
  g_return_if_fail (ASKG_IS_SPEECH (self));

  if (self->answer == NULL)
    return;
  askg_speech_light (self, 0, 0);
  g_clear_object (&self->answer);
  changed (self);
}

/* @start_byte: of the transcript of the answer that is read: the word that is heard now; none where it is the end, too */
void
askg_speech_light (AskgSpeech *self,
                   gsize       start_byte,
                   gsize       end_byte)
{
  g_return_if_fail (ASKG_IS_SPEECH (self));

  if (self->lit_start == start_byte && self->lit_end == end_byte)
    return;
  self->lit_start = start_byte;
  self->lit_end = end_byte;
  g_signal_emit (self, signals[LIT], 0);
}

/* The same of an answer that nobody reads aloud: it is spoken in a conversation. (nullable): none is. */
void
askg_speech_light_spoken (AskgSpeech *self,
                          AskgAnswer *answer,
                          gsize       start_byte,
                          gsize       end_byte)
{
  g_return_if_fail (ASKG_IS_SPEECH (self));

  if (self->answer != NULL || (!g_set_object (&self->spoken, answer) && self->lit_start == start_byte && self->lit_end == end_byte))
    return;
  self->lit_start = start_byte;
  self->lit_end = end_byte;
  g_signal_emit (self, signals[LIT], 0);
}

/* Returns: whether a word of @answer is heard now */
gboolean
askg_speech_get_lit (AskgSpeech *self,
                     AskgAnswer *answer,
                     gsize      *start_byte,
                     gsize      *end_byte)
{
  g_return_val_if_fail (ASKG_IS_SPEECH (self), FALSE);

  *start_byte = self->lit_start;
  *end_byte = self->lit_end;

  return answer == (self->answer != NULL ? self->answer : self->spoken) && self->lit_start < self->lit_end;
}

/* (nullable) (transfer none): the one that is being read */
AskgAnswer *
askg_speech_get_answer (AskgSpeech *self)
{
  g_return_val_if_fail (ASKG_IS_SPEECH (self), NULL);

  return self->answer;
}

/* (nullable) (transfer full): who reads @answer, or read it last; %NULL when nobody did */
char *
askg_speech_dup_words (AskgSpeech *self,
                       AskgAnswer *answer)
{
  g_return_val_if_fail (ASKG_IS_SPEECH (self), NULL);

  if (answer != self->last)
    return NULL;
  if (self->reader == NULL)
    return g_strdup_printf (_("Spoken by %s itself"), askg_answer_get_engine_name (answer));

  return g_strdup_printf (_("Read aloud by %s"), self->reader);
}

/* As the person wants: it is read, or stopped when it is being read; nothing where it cannot be. */
void
askg_speech_toggle (AskgSpeech *self,
                    AskgAnswer *answer)
{
  g_return_if_fail (ASKG_IS_SPEECH (self));
  g_return_if_fail (ASKG_IS_ANSWER (answer));

  if (answer == self->answer || (askg_answer_is_over (answer) && askg_speech_get_cause (self, answer) == NULL))
    g_signal_emit (self, signals[TOGGLE], 0, answer);
}
