/* askg-microphone.c: main thread. The helper askglass-hear is listened to; it runs while the light is on. */
#define G_LOG_DOMAIN "askg-capture"

#include "capture/audio/askg-microphone.h"

#include <string.h>

#include "capture/audio/askg-hear-helper.h"
#include "capture/audio/askg-hear-trouble.h"
#include "capture/audio/askg-microphone-private.h"
#include "capture/audio/askg-sound-meter.h"
#include "engine/base/askg-program.h"

#define SILENT_US (2 * G_USEC_PER_SEC) /* of nothing but zeros: every microphone that is on gives some noise */
#define WATCH_MS 500
#define DEAD_US G_USEC_PER_SEC
#define UNHEARD_DBFS (-70.0f) /* what is played so softly nobody hears */

struct _AskgMicrophone
{
  GObject             parent_instance;

  /* Owned */
  char               *wanted;   /* (nullable): device; %NULL for the desktop's choice */
  char               *device;   /* (nullable): that is heard */
  AskgHearHelper     *helper;   /* (nullable): while the light is on */
  GByteArray         *glanced;  /* sound that nobody vouched for yet; ends at @position */
  GError             *trouble;  /* (nullable) */

  AskgSoundMeter      meter;
  guint               rate_hz, n_openings;
  AskgMicrophoneState state;
  gint64              position; /* of the next sample */
  gint64              surplus_at; /* the samples from there on have … */
  float               surplus_db;
  gboolean            is_coupled; /* what is played comes back */
  gboolean            is_muted; /* the sound server says so */
  guint               watch;
};

G_DEFINE_ENUM_TYPE (AskgMicrophoneState, askg_microphone_state,
                    G_DEFINE_ENUM_VALUE (ASKG_MICROPHONE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (ASKG_MICROPHONE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (ASKG_MICROPHONE_HEARS, "hears"),
                    G_DEFINE_ENUM_VALUE (ASKG_MICROPHONE_SILENT, "silent"),
                    G_DEFINE_ENUM_VALUE (ASKG_MICROPHONE_LOST, "lost"))

G_DEFINE_FINAL_TYPE (AskgMicrophone, askg_microphone, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  N_PROPS
};

enum
{
  GLANCED,
  HEARD,
  LOST,
  REPLY_TOLD,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* -- States -------------------------------------------------------------------- */

static void
set_state (AskgMicrophone      *self,
           AskgMicrophoneState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* What was not vouched for is never heard of again. */
static void
lose (AskgMicrophone  *self,
      gint64           position,
      AskgHearTrouble  trouble)
{
  explicit_bzero (self->glanced->data, self->glanced->len);
  g_byte_array_set_size (self->glanced, 0);
  g_clear_error (&self->trouble);
  self->trouble = askg_hear_trouble_new_error (trouble, self->wanted);
  g_signal_emit (self, signals[LOST], 0, position);
  set_state (self, ASKG_MICROPHONE_LOST);
}

static void
fail (AskgMicrophone *self,
      GError         *why)
{
  askg_microphone_close (self);
  g_clear_error (&self->trouble);
  self->trouble = why;
  set_state (self, ASKG_MICROPHONE_OPENING); /* so that closing is told, with why, also when it had not begun */
  set_state (self, ASKG_MICROPHONE_CLOSED);
}

/* -- Sound ----------------------------------------------------------------------- */

static void
note_silence (AskgMicrophone *self)
{
  const gboolean is_silent = self->is_muted || self->meter.n_zeros * G_USEC_PER_SEC / self->rate_hz >= SILENT_US;

  if (self->state == ASKG_MICROPHONE_HEARS || self->state == ASKG_MICROPHONE_SILENT)
    set_state (self, is_silent ? ASKG_MICROPHONE_SILENT : ASKG_MICROPHONE_HEARS);
}

static void
take_samples (AskgMicrophone     *self,
              const AskgHearHead *head,
              const guint8       *bytes)
{
  const gsize n_samples = head->n_bytes / sizeof (gint16);
  g_autofree gint16 *samples = g_memdup2 (bytes, head->n_bytes); /* messages are not aligned */

  if (self->state == ASKG_MICROPHONE_LOST || n_samples == 0)
    return;
  if (head->position != self->position)
    g_byte_array_set_size (self->glanced, 0);
  g_byte_array_append (self->glanced, bytes, head->n_bytes);
  self->position = head->position + n_samples;
  askg_sound_meter_take (&self->meter, samples, n_samples);
  if (head->position != self->surplus_at)
    self->surplus_db = ASKG_MICROPHONE_NO_ECHO_DB;
  g_signal_emit (self, signals[GLANCED], 0, head->position, samples, (guint) n_samples);
  note_silence (self);
}

static void
take_vouched (AskgMicrophone *self,
              gint64          until)
{
  const gint64 from = self->position - (gint64) (self->glanced->len / sizeof (gint16));
  const gint64 n_samples = MIN (until, self->position) - from;

  if (self->state == ASKG_MICROPHONE_LOST) /* it was only slow */
    set_state (self, ASKG_MICROPHONE_HEARS);
  if (n_samples <= 0)
    return;

  g_signal_emit (self, signals[HEARD], 0, from, self->glanced->data, (guint) n_samples);
  if (self->glanced->len >= n_samples * sizeof (gint16)) /* it may have been closed */
    g_byte_array_remove_range (self->glanced, 0, n_samples * sizeof (gint16));
}

static void
take_echo (AskgMicrophone     *self,
           const AskgHearHead *head,
           const guint8       *bytes)
{
  AskgHearEcho echo = { 0 };

  memcpy (&echo, bytes, MIN (head->n_bytes, sizeof echo));
  self->surplus_db = echo.played_dbfs > UNHEARD_DBFS ? echo.left_dbfs - echo.expected_dbfs : ASKG_MICROPHONE_NO_ECHO_DB;
  self->surplus_at = head->position;
  self->is_coupled = echo.is_coupled;
}

static gboolean
message_cb (const AskgHearHead *head,
            const guint8       *bytes,
            gpointer            user_data)
{
  g_autoptr(AskgMicrophone) self = g_object_ref (user_data);
  const AskgHearHelper *helper = self->helper;

  switch (head->kind)
    {
    case ASKG_HEAR_SAMPLES:
      take_samples (self, head, bytes);
      break;
    case ASKG_HEAR_VOUCHED:
      take_vouched (self, head->position);
      break;
    case ASKG_HEAR_DEVICE:
      g_free (self->device);
      self->device = g_strndup ((const char *) bytes, head->n_bytes);
      self->position = head->position;
      g_byte_array_set_size (self->glanced, 0);
      askg_sound_meter_reset (&self->meter);
      g_clear_error (&self->trouble);
      set_state (self, ASKG_MICROPHONE_HEARS);
      break;
    case ASKG_HEAR_LOST:
      lose (self, head->position, askg_hear_trouble_parse (bytes, head->n_bytes));
      break;
    case ASKG_HEAR_FAILED:
      fail (self, askg_hear_trouble_new_error (askg_hear_trouble_parse (bytes, head->n_bytes), self->wanted));
      break;
    case ASKG_HEAR_MUTED:
      self->is_muted = head->position != 0;
      note_silence (self);
      break;
    case ASKG_HEAR_ECHO:
      take_echo (self, head, bytes);
      break;
    case ASKG_HEAR_COUPLED:
    case ASKG_PLAY_HEARD:
    case ASKG_PLAY_OVER:
    case ASKG_PLAY_TROUBLE:
      g_signal_emit (self, signals[REPLY_TOLD], 0, head, bytes);
      break;
    default:
      return FALSE;
    }

  return self->helper == helper; /* not closed meanwhile, nor opened again */
}

static void
ended_cb (gpointer user_data)
{
  AskgMicrophone *self = user_data;

  fail (self, askg_hear_trouble_new_error (ASKG_HEAR_DEAD, self->wanted));
}

/* A sound server that hangs: the helper waits for it, too. */
static gboolean
watch_cb (gpointer user_data)
{
  AskgMicrophone *self = user_data;
  const gboolean hears = self->state == ASKG_MICROPHONE_HEARS || self->state == ASKG_MICROPHONE_SILENT;

  if (hears && g_get_monotonic_time () - askg_hear_helper_get_told_us (self->helper) >= DEAD_US)
    lose (self, self->position - (gint64) (self->glanced->len / sizeof (gint16)), ASKG_HEAR_DEAD);
  return G_SOURCE_CONTINUE;
}

/* -- Open and closed --------------------------------------------------------------- */

/* Whether this build can listen; whether there is a microphone shows when it is tried. */
gboolean
askg_microphone_is_there (void)
{
  g_autofree char *path = askg_program_find_helper (ASKG_HEAR_HELPER);
  return path != NULL;
}

/**
 * askg_microphone_open:
 *
 * The light goes on. Whether anything is heard is told by the state: it is closed again, with a trouble, when there is
 * no sound server or no microphone.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when the helper is not installed or cannot be started
 */
gboolean
askg_microphone_open (AskgMicrophone  *self,
                      GError         **error)
{
  g_autofree char *rate = g_strdup_printf ("%u", self->rate_hz);
  const char *words[] = { ASKG_HEAR_HELPER, rate, self->wanted, NULL };
  g_autoptr(GError) why = NULL;

  g_return_val_if_fail (ASKG_IS_MICROPHONE (self), FALSE);

  if (self->helper != NULL)
    return TRUE;
  self->helper = askg_hear_helper_start (words, message_cb, ended_cb, self, &why);
  if (self->helper == NULL)
    {
      g_propagate_error (error, askg_hear_trouble_new_of_helper (why));
      return FALSE;
    }

  g_clear_error (&self->trouble);
  self->n_openings++;
  self->position = 0;
  self->is_muted = FALSE;
  self->watch = g_timeout_add (WATCH_MS, watch_cb, self);
  set_state (self, ASKG_MICROPHONE_OPENING);
  return TRUE;
}

/* The light goes out, now: nothing is heard any more, and what was not vouched for is gone. */
void
askg_microphone_close (AskgMicrophone *self)
{
  g_return_if_fail (ASKG_IS_MICROPHONE (self));

  if (self->helper == NULL)
    return;
  g_clear_pointer (&self->helper, askg_hear_helper_kill);
  g_clear_handle_id (&self->watch, g_source_remove);
  explicit_bzero (self->glanced->data, self->glanced->len);
  g_byte_array_set_size (self->glanced, 0);
  askg_sound_meter_reset (&self->meter);
  set_state (self, ASKG_MICROPHONE_CLOSED);
}

guint
askg_microphone_get_opening (AskgMicrophone *self)
{
  return self->helper != NULL ? self->n_openings : 0;
}

/* While it is open. */
void
askg_microphone_say (AskgMicrophone *self,
                     AskgHearKind    kind,
                     gint64          position,
                     gconstpointer   bytes,
                     gsize           n_bytes)
{
  g_return_if_fail (self->helper != NULL);

  askg_hear_helper_say (self->helper, kind, position, bytes, n_bytes);
}

AskgMicrophoneState
askg_microphone_get_state (AskgMicrophone *self)
{
  return self->state;
}

/* Returns: (nullable): why nothing is heard, in the states "lost" and "closed" */
const GError *
askg_microphone_get_trouble (AskgMicrophone *self)
{
  return self->trouble;
}

/* Returns: (nullable): the sound server's name of what was heard last */
const char *
askg_microphone_get_device (AskgMicrophone *self)
{
  return self->device;
}

guint
askg_microphone_get_rate_hz (AskgMicrophone *self)
{
  return self->rate_hz;
}

/* Of what is heard next. */
gint64
askg_microphone_get_position (AskgMicrophone *self)
{
  return self->position;
}

/* Of the last few milliseconds; for a meter. */
float
askg_microphone_get_level_dbfs (AskgMicrophone *self)
{
  return self->state == ASKG_MICROPHONE_HEARS ? self->meter.level_dbfs : ASKG_SOUND_METER_LEAST_DBFS;
}

/* While "glanced" is told: how much louder that is than the echo of a reply that may be in it, %ASKG_MICROPHONE_NO_ECHO_DB when none
 * sounds; and whether there can be one. What is not louder is nobody's voice. */
float
askg_microphone_get_surplus_db (AskgMicrophone *self,
                                gboolean       *is_coupled)
{
  *is_coupled = self->is_coupled;
  return self->surplus_db;
}

static void
askg_microphone_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  g_value_set_enum (value, ASKG_MICROPHONE (object)->state);
}

static void
askg_microphone_dispose (GObject *object)
{
  askg_microphone_close (ASKG_MICROPHONE (object));

  G_OBJECT_CLASS (askg_microphone_parent_class)->dispose (object);
}

static void
askg_microphone_finalize (GObject *object)
{
  AskgMicrophone *self = ASKG_MICROPHONE (object);

  g_byte_array_unref (self->glanced);
  g_clear_error (&self->trouble);
  g_free (self->wanted);
  g_free (self->device);

  G_OBJECT_CLASS (askg_microphone_parent_class)->finalize (object);
}

static guint
new_sound_signal (const char *name)
{
  return g_signal_new (name, ASKG_TYPE_MICROPHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT64,
                       G_TYPE_POINTER, G_TYPE_UINT);
}

static void
askg_microphone_class_init (AskgMicrophoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = askg_microphone_get_property;
  object_class->dispose = askg_microphone_dispose;
  object_class->finalize = askg_microphone_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ASKG_TYPE_MICROPHONE_STATE, ASKG_MICROPHONE_CLOSED,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* Both: (gint64 position, const gint16 *samples, guint n_samples); see the head of askg-microphone.h */
  signals[GLANCED] = new_sound_signal ("glanced");
  signals[HEARD] = new_sound_signal ("heard");
  /* (gint64 position): what was glanced at from there on was not the microphone's, or may not have been */
  signals[LOST] = g_signal_new ("lost", ASKG_TYPE_MICROPHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  /* (const AskgHearHead *head, const guint8 *bytes): of what its helper plays; for the player of replies */
  signals[REPLY_TOLD] = g_signal_new ("reply-told", ASKG_TYPE_MICROPHONE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                      2, G_TYPE_POINTER, G_TYPE_POINTER);
}

static void
askg_microphone_init (AskgMicrophone *self)
{
  self->glanced = g_byte_array_new ();
}

/**
 * askg_microphone_new:
 * @rate_hz: of the samples, whatever the device has
 * @device: (nullable): a name of askg_microphone_list_async(); %NULL for the one the desktop has chosen
 */
AskgMicrophone *
askg_microphone_new (guint       rate_hz,
                     const char *device)
{
  AskgMicrophone *self = g_object_new (ASKG_TYPE_MICROPHONE, NULL);

  self->rate_hz = rate_hz;
  self->wanted = device != NULL && *device != '\0' ? g_strdup (device) : NULL;

  return self;
}
