/* askg-reply-player.c: main thread.
 *
 * All of a reply that has not sounded is kept here, and only a second of it is given to the helper ahead of time: so a
 * reply can go on in another helper, and a cut has nothing to wait behind. */
#define G_LOG_DOMAIN "askg-capture"

#include "capture/audio/askg-reply-player.h"

#include <string.h>

#include "capture/audio/askg-play-trouble.h"
#include "capture/audio/askg-reply-line.h"
#include "capture/audio/askg-reply-rest.h"
#include "capture/audio/askg-sound-meter.h"
#include "engine/base/askg-pcm.h"

#define AHEAD_MS 1000
#define PIECE_BYTES 16384

struct _AskgReplyPlayer
{
  GObject         parent_instance;

  /* Owned */
  AskgReplyLine   line;
  AskgReplyRest   rest;

  gint64          given;       /* samples of the reply that a helper has */
  gint64          resumed_at;  /* sample of the reply at which this helper began with it */
  gint64          heard;
  guint           rate_hz;
  guint           generation;  /* of the reply last begun */
  guint           attempt;     /* each helper counts its own replies by this */
  gboolean        is_sounding; /* begun, neither cut nor over */
  gboolean        is_ended;    /* no more comes */
  gboolean        is_end_told; /* to the helper */
  gboolean        is_ducked;
  AskgReplyEcho   echo;
  float           level_dbfs;  /* of what sounded last */
};

G_DEFINE_FINAL_TYPE (AskgReplyPlayer, askg_reply_player, G_TYPE_OBJECT)

enum
{
  PROP_ECHO = 1,
  PROP_SOUNDING,
  PROP_DUCKED,
  N_PROPS
};

enum
{
  HEARD,
  FINISHED,
  TROUBLE,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_sounding (AskgReplyPlayer *self,
              gboolean         is_sounding)
{
  if (self->is_sounding == is_sounding)
    return;
  self->is_sounding = is_sounding;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SOUNDING]);
}

static void
tell_trouble (AskgReplyPlayer *self,
              GError          *error)
{
  g_signal_emit (self, signals[TROUBLE], 0, error);
  g_error_free (error);
}

/* -- The reply ---------------------------------------------------------------------------- */

/* As much as the helper may have by now. */
static void
give (AskgReplyPlayer *self)
{
  const gint64 until = self->heard + (gint64) self->rate_hz * AHEAD_MS / 1000;
  const gint64 end = askg_reply_rest_get_end (&self->rest);

  while (self->given < MIN (until, end))
    {
      const gint64 n = MIN (MIN (until, end) - self->given, PIECE_BYTES / (gint64) sizeof (gint16));

      askg_reply_line_say (&self->line, ASKG_PLAY_SAMPLES, self->attempt, askg_reply_rest_peek (&self->rest, self->given), n * sizeof (gint16));
      self->given += n;
    }
  if (self->is_ended && !self->is_end_told && self->given == end)
    {
      self->is_end_told = TRUE;
      askg_reply_line_say (&self->line, ASKG_PLAY_END, self->attempt, NULL, 0);
    }
}

/* In the helper there is now, from where it was heard last. */
static void
resume (AskgReplyPlayer *self)
{
  const AskgPlayBegin how = { .rate_hz = self->rate_hz };
  g_autoptr(GError) error = NULL;

  if (!askg_reply_line_choose (&self->line, &error))
    tell_trouble (self, g_steal_pointer (&error));
  self->attempt++;
  self->resumed_at = self->heard;
  self->given = self->heard;
  self->is_end_told = FALSE;
  askg_reply_line_say (&self->line, ASKG_PLAY_BEGIN, self->attempt, &how, sizeof how);
  if (self->is_ducked)
    askg_reply_line_say (&self->line, ASKG_PLAY_DUCK, 1, NULL, 0);
  give (self);
}

/* -- What the helper tells ------------------------------------------------------------------ */

static void
take_heard (AskgReplyPlayer *self,
            gint64           n_samples)
{
  const gint64 heard = CLAMP (self->resumed_at + n_samples, self->heard, self->given);

  if (heard == self->heard)
    return;
  self->level_dbfs = askg_reply_rest_measure (&self->rest, self->heard, heard);
  self->heard = heard;
  askg_reply_rest_forget (&self->rest, self->heard);
  give (self);
  g_signal_emit (self, signals[HEARD], 0, self->generation, self->heard);
}

static void
take_over (AskgReplyPlayer *self)
{
  self->heard = self->given;
  askg_reply_rest_begin (&self->rest);
  set_sounding (self, FALSE);
  g_signal_emit (self, signals[FINISHED], 0, self->generation);
}

static void
take_coupling (AskgReplyPlayer *self,
               gint64           coupling)
{
  const AskgReplyEcho echo = askg_reply_echo_of_coupling (coupling);

  if (self->echo == echo)
    return;
  self->echo = echo;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ECHO]);
}

static gboolean
told_cb (const AskgHearHead *head,
         const guint8       *bytes,
         gpointer            user_data)
{
  g_autoptr(AskgReplyPlayer) self = g_object_ref (user_data);
  guint32 attempt = 0;

  switch (head->kind)
    {
    case ASKG_PLAY_HEARD:
      memcpy (&attempt, bytes, MIN (head->n_bytes, sizeof attempt));
      if (self->is_sounding && attempt == self->attempt)
        take_heard (self, head->position);
      break;
    case ASKG_PLAY_OVER:
      if (self->is_sounding && head->position == self->attempt)
        take_over (self);
      break;
    case ASKG_HEAR_COUPLED:
      take_coupling (self, head->position);
      break;
    case ASKG_PLAY_TROUBLE:
      if (head->n_bytes > 0)
        tell_trouble (self, askg_play_trouble_new_error (askg_play_trouble_parse (bytes, head->n_bytes)));
      break;
    default:
      return FALSE;
    }

  return TRUE;
}

static void
microphone_told_cb (AskgReplyPlayer    *self,
                    const AskgHearHead *head,
                    const guint8       *bytes)
{
  if (self->line.is_at_microphone || head->kind == ASKG_HEAR_COUPLED)
    told_cb (head, bytes, self);
}

/* It was killed, or broke: what was not heard is said by another one, once. */
static void
ended_cb (gpointer user_data)
{
  AskgReplyPlayer *self = user_data;
  const gboolean has_played = self->heard > self->resumed_at;

  g_clear_pointer (&self->line.helper, askg_hear_helper_kill);
  if (!self->is_sounding || self->line.is_at_microphone)
    return;
  if (has_played)
    resume (self);
  else
    tell_trouble (self, askg_play_trouble_new_error (ASKG_PLAY_NO_WAY));
}

/* The light went out in the middle of a reply; it may be on again by the time that this is told. */
static void
microphone_state_cb (AskgReplyPlayer *self)
{
  if (!askg_reply_line_has_microphone (&self->line))
    take_coupling (self, ASKG_HEAR_UNKNOWN);
  if (self->is_sounding && self->line.is_at_microphone && !askg_reply_line_is_there (&self->line))
    resume (self);
}

/* -- What is asked of it ---------------------------------------------------------------------- */

/* A reply is likely to come soon: what takes time is done now. */
void
askg_reply_player_prepare (AskgReplyPlayer *self)
{
  g_return_if_fail (ASKG_IS_REPLY_PLAYER (self));

  if (self->is_sounding)
    return;
  if (askg_reply_line_choose (&self->line, NULL)) /* what is wrong is told when there is something to play */
    askg_reply_line_say (&self->line, ASKG_PLAY_READY, 0, NULL, 0);
}

/**
 * askg_reply_player_begin:
 * @rate_hz: of its samples
 *
 * What sounded before is silent.
 *
 * Returns: the number of this reply; never 0
 */
guint
askg_reply_player_begin (AskgReplyPlayer *self,
                         guint            rate_hz)
{
  g_return_val_if_fail (ASKG_IS_REPLY_PLAYER (self), 0);

  if (askg_reply_line_is_there (&self->line) &&
      self->line.is_at_microphone != askg_reply_line_has_microphone (&self->line))
    askg_reply_player_cut (self); /* the other helper falls silent, this one would not tell it */
  askg_reply_rest_begin (&self->rest);
  self->rate_hz = CLAMP (rate_hz, ASKG_PCM_MIN_RATE_HZ, ASKG_PCM_MAX_RATE_HZ);
  self->generation++;
  self->heard = 0;
  self->is_ended = FALSE;
  self->is_ducked = FALSE;
  set_sounding (self, TRUE);
  resume (self);

  return self->generation;
}

/**
 * askg_reply_player_push:
 * @generation: of askg_reply_player_begin(); those of another one are dropped
 * @samples: signed 16-bit, one channel, as the machine has them; may be cut in the middle of one
 */
void
askg_reply_player_push (AskgReplyPlayer *self,
                        guint            generation,
                        GBytes          *samples)
{
  g_return_if_fail (ASKG_IS_REPLY_PLAYER (self));

  if (!self->is_sounding || self->is_ended || generation != self->generation)
    return;
  askg_reply_rest_add (&self->rest, samples);
  give (self);
}

/* No more comes: "finished" is told when the last of it has sounded. */
void
askg_reply_player_end (AskgReplyPlayer *self,
                       guint            generation)
{
  g_return_if_fail (ASKG_IS_REPLY_PLAYER (self));

  if (!self->is_sounding || generation != self->generation)
    return;
  self->is_ended = TRUE;
  give (self);
}

/* Silence, now. What was begun is dropped; askg_reply_player_get_heard() tells how far it got. */
void
askg_reply_player_cut (AskgReplyPlayer *self)
{
  g_return_if_fail (ASKG_IS_REPLY_PLAYER (self));

  if (!self->is_sounding)
    return;
  askg_reply_line_say (&self->line, ASKG_PLAY_CUT, self->attempt, NULL, 0);
  askg_reply_rest_begin (&self->rest);
  set_sounding (self, FALSE);
}

/* Softly, or as loud as it is: somebody may be beginning to speak. */
void
askg_reply_player_duck (AskgReplyPlayer *self,
                        gboolean         is_ducked)
{
  g_return_if_fail (ASKG_IS_REPLY_PLAYER (self));

  if (!self->is_sounding || self->is_ducked == is_ducked)
    return;
  self->is_ducked = is_ducked;
  askg_reply_line_say (&self->line, ASKG_PLAY_DUCK, is_ducked, NULL, 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DUCKED]);
}

/* Returns: samples of the reply last begun that have sounded, also after it was cut */
gint64
askg_reply_player_get_heard (AskgReplyPlayer *self)
{
  return self->heard;
}

gboolean
askg_reply_player_is_sounding (AskgReplyPlayer *self)
{
  return self->is_sounding;
}

/* Of the last few milliseconds; for a meter. */
float
askg_reply_player_get_level_dbfs (AskgReplyPlayer *self)
{
  return self->is_sounding ? self->level_dbfs : ASKG_SOUND_METER_LEAST_DBFS;
}

AskgReplyEcho
askg_reply_player_get_echo (AskgReplyPlayer *self)
{
  return self->echo;
}

/* -- Life ------------------------------------------------------------------------------------- */

static void
askg_reply_player_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  AskgReplyPlayer *self = ASKG_REPLY_PLAYER (object);

  if (prop_id == PROP_ECHO)
    g_value_set_enum (value, self->echo);
  else
    g_value_set_boolean (value, prop_id == PROP_DUCKED ? self->is_ducked : self->is_sounding);
}

static void
askg_reply_player_dispose (GObject *object)
{
  AskgReplyPlayer *self = ASKG_REPLY_PLAYER (object);

  askg_reply_player_cut (self);
  askg_reply_line_clear (&self->line);

  G_OBJECT_CLASS (askg_reply_player_parent_class)->dispose (object);
}

static void
askg_reply_player_finalize (GObject *object)
{
  AskgReplyPlayer *self = ASKG_REPLY_PLAYER (object);

  askg_reply_rest_clear (&self->rest);

  G_OBJECT_CLASS (askg_reply_player_parent_class)->finalize (object);
}

static void
askg_reply_player_class_init (AskgReplyPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = askg_reply_player_get_property;
  object_class->dispose = askg_reply_player_dispose;
  object_class->finalize = askg_reply_player_finalize;

  props[PROP_ECHO] = g_param_spec_enum ("echo", NULL, NULL, ASKG_TYPE_REPLY_ECHO, ASKG_REPLY_ECHO_NONE, flags);
  props[PROP_SOUNDING] = g_param_spec_boolean ("sounding", NULL, NULL, FALSE, flags);
  props[PROP_DUCKED] = g_param_spec_boolean ("ducked", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /* (guint generation, gint64 n_samples): so much of it has sounded */
  signals[HEARD] = g_signal_new ("heard", ASKG_TYPE_REPLY_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_UINT, G_TYPE_INT64);
  /* (guint generation): all of it has; not told of one that was cut */
  signals[FINISHED] = g_signal_new ("finished", ASKG_TYPE_REPLY_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_UINT);
  /* (GError *error): borrowed; nothing sounds, for the person. The reply goes on when a loudspeaker is there again. */
  signals[TROUBLE] = g_signal_new ("trouble", ASKG_TYPE_REPLY_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_ERROR);
}

static void
askg_reply_player_init (AskgReplyPlayer *self)
{
  askg_reply_rest_init (&self->rest);
  self->line.on_message = told_cb;
  self->line.on_end = ended_cb;
  self->line.user_data = self;
}

/**
 * askg_reply_player_new:
 * @microphone: (nullable): whose echo is taken out while it is open; it is opened and closed by others
 * @loudspeaker: (nullable): a name of askg_loudspeaker_list_async(); %NULL for the one the desktop has chosen
 */
AskgReplyPlayer *
askg_reply_player_new (AskgMicrophone *microphone,
                       const char     *loudspeaker)
{
  AskgReplyPlayer *self = g_object_new (ASKG_TYPE_REPLY_PLAYER, NULL);

  self->line.loudspeaker = loudspeaker != NULL && *loudspeaker != '\0' ? g_strdup (loudspeaker) : NULL;
  if (microphone == NULL)
    return self;

  self->line.microphone = g_object_ref (microphone);
  g_signal_connect_object (microphone, "reply-told", G_CALLBACK (microphone_told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (microphone, "notify::state", G_CALLBACK (microphone_state_cb), self, G_CONNECT_SWAPPED);

  return self;
}
