/* askg-talking.c: main thread. */
#define G_LOG_DOMAIN "askg"

#include "app/askg-talking-private.h"

#include "engine/base/askg-error.h"

enum { PROP_0, PROP_STATE, PROP_CAPTION, PROP_USER_TEXT, PROP_REPLY_TEXT, PROP_LEVEL_DBFS, PROP_LIT_START, PROP_LIT_END, N_PROPS };
enum { TURN, TURN_OVER, ENDED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTalking, askg_talking, G_TYPE_OBJECT)

/* -- What is shown ------------------------------------------------------------- */

static void
tell_caption (AskgTalking *self)
{
  const AskgTalkScene scene = {
    .table = &self->table,
    .microphone = self->listening != NULL ? askg_listening_get_microphone (self->listening) : NULL,
    .trouble = self->table.state == ASKG_TALK_READY ? askg_talking_get_trouble (self) : self->trouble,
    .got_to = self->got_to, .may_interrupt = self->may_interrupt, .length = self->length, .by_space = self->by_space,
  };
  g_autofree char *caption = NULL;

  if (self->table.state == ASKG_TALK_DEAF && self->shown == ASKG_TALK_DEAF && askg_talking_is_opening (self))
    return; /* it is looked for once more; why it was not there holds until it is */
  caption = askg_talk_caption (&scene);
  if (g_strcmp0 (caption, self->caption) == 0)
    return;
  g_free (self->caption);
  self->caption = g_steal_pointer (&caption);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTION]);
}

void
askg_talking_tell (AskgTalking *self)
{
  const gboolean is_lit = askg_talking_is_light_on (self);

  tell_caption (self);
  if (self->shown == self->table.state && self->shown_light == is_lit)
    return;
  self->shown = self->table.state;
  self->shown_light = is_lit;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_text (AskgTalking *self,
          char       **field,
          const char  *text,
          guint        property)
{
  if (g_strcmp0 (*field, text) == 0)
    return;
  g_free (*field);
  *field = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
askg_talking_set_trouble (AskgTalking  *self,
                          const GError *trouble)
{
  g_clear_error (&self->trouble);
  if (trouble != NULL && !askg_error_is_cancelled (trouble))
    self->trouble = g_error_copy (trouble);
}

void
askg_talking_set_user_text (AskgTalking *self,
                            const char  *text)
{
  set_text (self, &self->user_text, text, PROP_USER_TEXT);
}

void
askg_talking_set_reply_text (AskgTalking *self,
                             const char  *text)
{
  set_text (self, &self->reply_text, text, PROP_REPLY_TEXT);
}

void
askg_talking_tell_level (AskgTalking *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL_DBFS]);
}

void
askg_talking_tell_turn (AskgTalking *self,
                        AskgTurn    *turn)
{
  g_signal_emit (self, signals[TURN], 0, turn);
}

void
askg_talking_tell_turn_over (AskgTalking *self,
                             AskgTurn    *turn)
{
  g_signal_emit (self, signals[TURN_OVER], 0, turn);
}

void
askg_talking_tell_ended (AskgTalking *self)
{
  g_signal_emit (self, signals[ENDED], 0);
}

void
askg_talking_tell_lit (AskgTalking *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIT_START]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIT_END]);
}

/* -- Being asked ---------------------------------------------------------------------- */

gboolean
askg_talking_is_begun (AskgTalking *self)
{
  return self->conversation != NULL;
}

/* @attachments: (nullable): of AskgAttachment; go with what is said next */
void
askg_talking_set_attachments (AskgTalking *self,
                              GListModel  *attachments)
{
  g_return_if_fail (ASKG_IS_TALKING (self));

  g_set_object (&self->attachments, attachments);
}

AskgTalkState
askg_talking_get_state (AskgTalking *self)
{
  return self->table.state;
}

gboolean
askg_talking_is_hands_free (AskgTalking *self)
{
  return self->table.is_free;
}

/* Whether a microphone is open; "state" tells of a change. */
gboolean
askg_talking_is_light_on (AskgTalking *self)
{
  return self->listening != NULL &&
         askg_microphone_get_state (askg_listening_get_microphone (self->listening)) != ASKG_MICROPHONE_CLOSED;
}

/* One line that says what goes on, and what can be done. */
const char *
askg_talking_get_caption (AskgTalking *self)
{
  return self->caption;
}

/* Whether that line tells of how long somebody talks. */
gboolean
askg_talking_is_too_long (AskgTalking *self)
{
  return self->length != ASKG_TALK_LENGTH_USUAL;
}

/* What was said last, as far as anybody knows its words; else "". */
const char *
askg_talking_get_user_text (AskgTalking *self)
{
  return self->user_text;
}

/* Of the reply, Markdown. */
const char *
askg_talking_get_reply_text (AskgTalking *self)
{
  return self->reply_text;
}

/* For a meter: of what is heard of the reply while it sounds, else of the microphone. */
float
askg_talking_get_level_dbfs (AskgTalking *self)
{
  if ((self->table.state == ASKG_TALK_SPEAKING || self->table.state == ASKG_TALK_SPEAKING_CLOSED) && self->player != NULL)
    return askg_reply_player_get_level_dbfs (self->player);

  return self->listening != NULL ? askg_microphone_get_level_dbfs (askg_listening_get_microphone (self->listening)) : -120.0f;
}

/* The word that sounds: bytes of the transcript of the reply, see askg_markdown_to_transcript(); both 0 for none. */
void
askg_talking_get_lit (AskgTalking *self,
                      gsize       *out_start,
                      gsize       *out_end)
{
  AskgTalkVoice *voice = self->reply != NULL ? askg_talk_reply_get_voice (self->reply) : NULL;
  AskgHeardWord word = { 0 };

  if (voice != NULL)
    askg_talk_voice_find_lit (voice, &word);
  *out_start = word.start;
  *out_end = word.end;
}

/* (transfer none) (nullable): what is being answered */
AskgTurn *
askg_talking_get_turn (AskgTalking *self)
{
  return self->reply != NULL ? askg_talk_reply_get_turn (self->reply) : NULL;
}

AskgConversation *
askg_talking_get_conversation (AskgTalking *self)
{
  return self->conversation;
}

/* (nullable): the id of the engine that is spoken with, where one is; "caption" or "state" tells of a change */
const char *
askg_talking_get_live_id (AskgTalking *self)
{
  return self->live_profile != NULL ? askg_profile_get_id (self->live_profile) : NULL;
}

/* (nullable): what went wrong with the last turn, or why nothing is heard */
const GError *
askg_talking_get_trouble (AskgTalking *self)
{
  if (self->trouble == NULL && self->listening != NULL)
    return askg_listening_get_trouble (self->listening);

  return self->trouble;
}

static void
askg_talking_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AskgTalking *self = ASKG_TALKING (object);
  gsize start, end;

  askg_talking_get_lit (self, &start, &end);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->table.state);
      break;
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    case PROP_USER_TEXT:
      g_value_set_string (value, self->user_text);
      break;
    case PROP_REPLY_TEXT:
      g_value_set_string (value, self->reply_text);
      break;
    case PROP_LEVEL_DBFS:
      g_value_set_float (value, askg_talking_get_level_dbfs (self));
      break;
    case PROP_LIT_START:
      g_value_set_uint (value, (guint) start);
      break;
    case PROP_LIT_END:
      g_value_set_uint (value, (guint) end);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
askg_talking_dispose (GObject *object)
{
  AskgTalking *self = ASKG_TALKING (object);

  askg_talking_end (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (askg_talking_parent_class)->dispose (object);
}

static void
askg_talking_finalize (GObject *object)
{
  AskgTalking *self = ASKG_TALKING (object);

  g_clear_error (&self->trouble);
  g_ptr_array_unref (self->said);
  g_byte_array_unref (self->before);
  g_free (self->user_text);
  g_free (self->reply_text);
  g_free (self->caption);
  g_free (self->got_to);

  G_OBJECT_CLASS (askg_talking_parent_class)->finalize (object);
}

static void
askg_talking_class_init (AskgTalkingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = askg_talking_dispose;
  object_class->finalize = askg_talking_finalize;
  object_class->get_property = askg_talking_get_property;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ASKG_TYPE_TALK_STATE, ASKG_TALK_READY, flags);
  properties[PROP_CAPTION] = g_param_spec_string ("caption", NULL, NULL, "", flags);
  properties[PROP_USER_TEXT] = g_param_spec_string ("user-text", NULL, NULL, "", flags);
  properties[PROP_REPLY_TEXT] = g_param_spec_string ("reply-text", NULL, NULL, "", flags);
  properties[PROP_LEVEL_DBFS] = g_param_spec_float ("level-dbfs", NULL, NULL, -120.0f, 0.0f, -120.0f, flags);
  properties[PROP_LIT_START] = g_param_spec_uint ("lit-start", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LIT_END] = g_param_spec_uint ("lit-end", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* (AskgTurn *turn): what was said was asked; it is in the conversation */
  signals[TURN] = g_signal_new ("turn", ASKG_TYPE_TALKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ASKG_TYPE_TURN);
  /* (AskgTurn *turn): it was heard to its end, or cut: then its answer holds what was heard */
  signals[TURN_OVER] = g_signal_new ("turn-over", ASKG_TYPE_TALKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     ASKG_TYPE_TURN);
  /* Whoever wanted it so */
  signals[ENDED] = g_signal_new ("ended", ASKG_TYPE_TALKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_talking_init (AskgTalking *self)
{
  self->before = g_byte_array_new ();
  self->said = g_ptr_array_new_with_free_func (g_object_unref);
  self->user_text = g_strdup ("");
  self->reply_text = g_strdup ("");
  self->caption = g_strdup ("");
}

AskgTalking *
askg_talking_new (AskgSession *session)
{
  AskgTalking *self = g_object_new (ASKG_TYPE_TALKING, NULL);

  self->session = g_object_ref (session);

  return self;
}
