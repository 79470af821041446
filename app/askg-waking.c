/* askg-waking.c: main thread. */
#define G_LOG_DOMAIN "askg"

#include "app/askg-waking.h"

#include <glib/gi18n-lib.h>

#include "capture/audio/askg-microphone.h"
#include "engine/base/askg-timer.h"
#include "engine/local/askg-wake-word.h"

#define RATE_HZ 16000u
#define LOOK_AGAIN_MS 5000 /* for a microphone */

struct _AskgWaking
{
  GObject          parent_instance;

  /* Owned */
  AskgMicrophone  *microphone;
  AskgWakeWord    *word;    /* (nullable): while it waits */
  char            *phrase;  /* (nullable) */
  GError          *trouble; /* (nullable) */
  GSource         *again;   /* (nullable): looks for a microphone */

  int              exponent;
  gboolean         is_wanted;
  gboolean         is_held;
  AskgWakingState  state;
};

enum
{
  PROP_0,
  PROP_IS_WANTED,
  PROP_PHRASE,
  PROP_EXPONENT,
  N_PROPS
};

enum
{
  CHANGED,
  WOKEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgWaking, askg_waking, G_TYPE_OBJECT)

static void decide (AskgWaking *self);

static void
set_state (AskgWaking      *self,
           AskgWakingState  state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
close_all (AskgWaking *self)
{
  askg_timer_clear (&self->again);
  askg_microphone_close (self->microphone);
  if (self->word != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->word, self);
      askg_wake_word_end (self->word);
    }
  g_clear_object (&self->word);
}

static gboolean
again_cb (gpointer user_data)
{
  AskgWaking *self = user_data;

  askg_timer_clear (&self->again);
  decide (self);

  return G_SOURCE_REMOVE;
}

static void
be_deaf (AskgWaking *self)
{
  close_all (self);
  askg_timer_set (&self->again, LOOK_AGAIN_MS, "[askg] a microphone for the wake word", again_cb, self);
  set_state (self, ASKG_WAKING_DEAF);
}

/* The microphone is free for whoever was called. */
static void
woken_cb (AskgWakeWord *word,
          AskgWaking   *self)
{
  g_autoptr(AskgWaking) kept = g_object_ref (self);

  askg_waking_hold (self);
  g_signal_emit (self, signals[WOKEN], 0);
}

static void
failed_cb (AskgWakeWord *word,
           const GError *error,
           AskgWaking   *self)
{
  g_clear_error (&self->trouble);
  self->trouble = g_error_copy (error);
  close_all (self);
  set_state (self, ASKG_WAKING_FAILED);
}

static void
heard_cb (AskgMicrophone *microphone,
          gint64          position,
          const gint16   *samples,
          guint           n_samples,
          AskgWaking     *self)
{
  if (self->word != NULL)
    askg_wake_word_hear (self->word, samples, n_samples);
}

/* It never heard anything, or its helper broke. */
static void
microphone_cb (AskgWaking *self)
{
  if (self->word != NULL && askg_microphone_get_state (self->microphone) == ASKG_MICROPHONE_CLOSED &&
      askg_microphone_get_trouble (self->microphone) != NULL)
    be_deaf (self);
}

static void
wait_for_it (AskgWaking *self)
{
  self->word = askg_wake_word_new (self->phrase, self->exponent);
  g_signal_connect (self->word, "woken", G_CALLBACK (woken_cb), self);
  g_signal_connect (self->word, "failed", G_CALLBACK (failed_cb), self);
  if (!askg_wake_word_is_there (self->word, &self->trouble))
    {
      close_all (self);
      set_state (self, ASKG_WAKING_FAILED);
    }
  else if (!askg_microphone_open (self->microphone, NULL))
    be_deaf (self);
  else
    {
      askg_wake_word_begin (self->word);
      set_state (self, ASKG_WAKING_WAITING);
    }
}

/* What it is to do now: begun anew, since the phrase may be another. */
static void
decide (AskgWaking *self)
{
  close_all (self);
  g_clear_error (&self->trouble);
  if (!self->is_wanted)
    set_state (self, ASKG_WAKING_OFF);
  else if (self->is_held)
    set_state (self, ASKG_WAKING_HELD);
  else
    wait_for_it (self);
}

static void
askg_waking_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AskgWaking *self = ASKG_WAKING (object);

  if (id == PROP_IS_WANTED)
    g_value_set_boolean (value, self->is_wanted);
  else if (id == PROP_PHRASE)
    g_value_set_string (value, self->phrase);
  else
    g_value_set_int (value, self->exponent);
}

static void
askg_waking_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  AskgWaking *self = ASKG_WAKING (object);

  if (id == PROP_IS_WANTED)
    self->is_wanted = g_value_get_boolean (value);
  else if (id == PROP_PHRASE)
    {
      g_free (self->phrase);
      self->phrase = g_value_dup_string (value);
    }
  else
    self->exponent = g_value_get_int (value);
  decide (self);
}

static void
askg_waking_dispose (GObject *object)
{
  AskgWaking *self = ASKG_WAKING (object);

  close_all (self);
  g_signal_handlers_disconnect_by_data (self->microphone, self);

  G_OBJECT_CLASS (askg_waking_parent_class)->dispose (object);
}

static void
askg_waking_finalize (GObject *object)
{
  AskgWaking *self = ASKG_WAKING (object);

  g_clear_object (&self->microphone);
  g_clear_error (&self->trouble);
  g_free (self->phrase);

  G_OBJECT_CLASS (askg_waking_parent_class)->finalize (object);
}

static void
askg_waking_class_init (AskgWakingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = askg_waking_dispose;
  object_class->finalize = askg_waking_finalize;
  object_class->get_property = askg_waking_get_property;
  object_class->set_property = askg_waking_set_property;

  /* AskgWaking:is-wanted, AskgWaking:phrase, AskgWaking:exponent: see askg_wake_word_new() */
  props[PROP_IS_WANTED] = g_param_spec_boolean ("is-wanted", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_PHRASE] = g_param_spec_string ("phrase", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_EXPONENT] = g_param_spec_int ("exponent", NULL, NULL, -50, -1, ASKG_WAKE_WORD_EXPONENT,
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* AskgWaking::changed: its state is another */
  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_WAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* AskgWaking::woken: the phrase was said. Its microphone is closed; askg_waking_go_on() when whoever was called is done */
  signals[WOKEN] = g_signal_new ("woken", ASKG_TYPE_WAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_waking_init (AskgWaking *self)
{
  self->exponent = ASKG_WAKE_WORD_EXPONENT;
}

/* @microphone: (nullable): see askg_microphone_new(). Returns: (transfer full): off */
AskgWaking *
askg_waking_new (const char *microphone)
{
  AskgWaking *self = g_object_new (ASKG_TYPE_WAKING, NULL);

  self->microphone = askg_microphone_new (RATE_HZ, microphone);
  g_signal_connect (self->microphone, "heard", G_CALLBACK (heard_cb), self);
  g_signal_connect_swapped (self->microphone, "notify::state", G_CALLBACK (microphone_cb), self);

  return self;
}

/* From now on the settings say whether it waits, and for what. */
void
askg_waking_follow (AskgWaking *self,
                    GSettings  *settings)
{
  g_return_if_fail (ASKG_IS_WAKING (self));

  g_settings_bind (settings, "wake-word-phrase", self, "phrase", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "wake-word-exponent", self, "exponent", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "wake-word", self, "is-wanted", G_SETTINGS_BIND_GET);
}

AskgWakingState
askg_waking_get_state (AskgWaking *self)
{
  g_return_val_if_fail (ASKG_IS_WAKING (self), ASKG_WAKING_OFF);

  return self->state;
}

/* (nullable): why it failed */
const GError *
askg_waking_get_trouble (AskgWaking *self)
{
  g_return_val_if_fail (ASKG_IS_WAKING (self), NULL);

  return self->trouble;
}

/* Somebody else needs the microphone now: it is closed when this returns. */
void
askg_waking_hold (AskgWaking *self)
{
  g_return_if_fail (ASKG_IS_WAKING (self));

  self->is_held = TRUE;
  decide (self);
}

/* And needs it no longer. Also tries again what failed. */
void
askg_waking_go_on (AskgWaking *self)
{
  g_return_if_fail (ASKG_IS_WAKING (self));

  self->is_held = FALSE;
  decide (self);
}

/**
 * askg_waking_dup_sentence:
 *
 * Returns: (transfer full): what it does, for the person
 */
char *
askg_waking_dup_sentence (AskgWaking *self)
{
  g_return_val_if_fail (ASKG_IS_WAKING (self), NULL);

  switch (self->state)
    {
    case ASKG_WAKING_WAITING:
      return g_strdup_printf (_("The microphone is open: waiting for “%s”, on this machine only."),
                              self->phrase != NULL && *self->phrase != '\0' ? self->phrase : ASKG_WAKE_WORD_PHRASE);
    case ASKG_WAKING_HELD:
      return g_strdup (_("Nobody waits for the wake word while you talk."));
    case ASKG_WAKING_DEAF:
      return g_strdup (_("The wake word cannot be heard: there is no microphone. It is looked for."));
    case ASKG_WAKING_FAILED:
      return g_strdup (self->trouble != NULL ? self->trouble->message : "");
    case ASKG_WAKING_OFF:
    default:
      return g_strdup (_("The wake word is switched off: the microphone is closed."));
    }
}
