/* askg-answer.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-answer-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

G_DEFINE_ENUM_TYPE (AskgAnswerState, askg_answer_state,
                    G_DEFINE_ENUM_VALUE (ASKG_ANSWER_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (ASKG_ANSWER_STREAMING, "streaming"),
                    G_DEFINE_ENUM_VALUE (ASKG_ANSWER_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (ASKG_ANSWER_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (ASKG_ANSWER_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (ASKG_ANSWER_INTERRUPTED, "interrupted"))

G_DEFINE_ENUM_TYPE (AskgStage, askg_stage,
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_LOOKING, "looking"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_READING, "reading"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_THINKING, "thinking"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_WRITING, "writing"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_STARTING, "starting"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_PROBING, "probing"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (ASKG_STAGE_FOLDING, "folding"))

G_DEFINE_ENUM_TYPE (AskgPart, askg_part,
                    G_DEFINE_ENUM_VALUE (ASKG_PART_MODEL, "model"),
                    G_DEFINE_ENUM_VALUE (ASKG_PART_FINISH, "finish"),
                    G_DEFINE_ENUM_VALUE (ASKG_PART_USAGE, "usage"),
                    G_DEFINE_ENUM_VALUE (ASKG_PART_NOTE, "note"),
                    G_DEFINE_ENUM_VALUE (ASKG_PART_TOOL_CALL, "tool-call"),
                    G_DEFINE_ENUM_VALUE (ASKG_PART_PICTURE, "picture"),
                    G_DEFINE_ENUM_VALUE (ASKG_PART_SOUND, "sound"),
                    G_DEFINE_ENUM_VALUE (ASKG_PART_SPAN, "span"))

enum { PROP_0, PROP_TEXT, PROP_STATE, PROP_STAGE, PROP_ENGINE_NAME, N_PROPS };
enum { APPENDED, REASONED, RETHOUGHT, GAINED, POINTED, STOP_REQUESTED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgAnswer, askg_answer, G_TYPE_OBJECT)

static void
pointer_free (gpointer data)
{
  AskgPointer *pointer = data;

  g_free (pointer->label);
  g_free (pointer);
}

static gboolean
is_over (AskgAnswerState state)
{
  return state >= ASKG_ANSWER_DONE;
}

/* The only place where the state changes. A finished answer stays finished. */
void
askg_answer_set_state (AskgAnswer      *self,
                       AskgAnswerState  state)
{
  if (self->state == state || is_over (self->state))
    return;

  self->state = state;
  if (is_over (state) && self->duration_us < 0)
    self->duration_us = g_get_monotonic_time () - self->started_at_us;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
askg_answer_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  AskgAnswer *self = ASKG_ANSWER (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text->str);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STAGE:
      g_value_set_enum (value, self->stage);
      break;
    case PROP_ENGINE_NAME:
      g_value_set_string (value, self->engine_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
askg_answer_finalize (GObject *object)
{
  AskgAnswer *self = ASKG_ANSWER (object);

  g_clear_pointer (&self->engine_id, g_free);
  g_clear_pointer (&self->engine_name, g_free);
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->pointers, g_ptr_array_unref);
  g_clear_pointer (&self->parts, askg_answer_parts_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (askg_answer_parent_class)->finalize (object);
}

static void
askg_answer_class_init (AskgAnswerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = askg_answer_finalize;
  object_class->get_property = askg_answer_get_property;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ASKG_TYPE_ANSWER_STATE,
                                              ASKG_ANSWER_WAITING, flags);
  properties[PROP_STAGE] = g_param_spec_enum ("stage", NULL, NULL, ASKG_TYPE_STAGE,
                                              ASKG_STAGE_LOOKING, flags);
  properties[PROP_ENGINE_NAME] = g_param_spec_string ("engine-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* (const char *delta): what was just added to "text", which is not notified meanwhile. */
  signals[APPENDED] = g_signal_new ("appended", ASKG_TYPE_ANSWER, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  /* (const char *delta): what was just added to the reasoning. */
  signals[REASONED] = g_signal_new ("reasoned", ASKG_TYPE_ANSWER, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  /* The beginning of the text turned out to be reasoning, and is not in it any more. */
  signals[RETHOUGHT] = g_signal_new ("rethought", ASKG_TYPE_ANSWER, G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* (AskgPart part): of askg_answer_get_parts(), there is more or something else. */
  signals[GAINED] = g_signal_new ("gained", ASKG_TYPE_ANSWER, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, ASKG_TYPE_PART);
  signals[POINTED] = g_signal_new ("pointed", ASKG_TYPE_ANSWER, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STOP_REQUESTED] = g_signal_new ("stop-requested", ASKG_TYPE_ANSWER, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_answer_init (AskgAnswer *self)
{
  self->text = g_string_new (NULL);
  self->pointers = g_ptr_array_new_with_free_func (pointer_free);
  self->parts = askg_answer_parts_new ();
  self->started_at_us = g_get_monotonic_time ();
  self->first_text_us = -1;
  self->duration_us = -1;
}

void
askg_answer_emit_reasoned (AskgAnswer *self,
                           const char *delta)
{
  g_signal_emit (self, signals[REASONED], 0, delta);
}

void
askg_answer_emit_rethought (AskgAnswer *self)
{
  g_signal_emit (self, signals[RETHOUGHT], 0);
}

void
askg_answer_emit_gained (AskgAnswer *self,
                         AskgPart    part)
{
  g_signal_emit (self, signals[GAINED], 0, part);
}

void
askg_answer_notify_engine (AskgAnswer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENGINE_NAME]);
}

void
askg_answer_notify_stage (AskgAnswer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
}

/**
 * askg_answer_new:
 * @engine_id: the engine that writes it, such as "reader"
 * @engine_name: its name for people
 *
 * Returns: (transfer full): an answer that starts now
 */
AskgAnswer *
askg_answer_new (const char *engine_id,
                 const char *engine_name)
{
  AskgAnswer *self = g_object_new (ASKG_TYPE_ANSWER, NULL);

  self->engine_id = g_strdup (engine_id);
  self->engine_name = g_strdup (engine_name);

  return self;
}

const char *
askg_answer_get_engine_id (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), NULL);

  return self->engine_id;
}

const char *
askg_answer_get_engine_name (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), NULL);

  return self->engine_name;
}

/**
 * askg_answer_get_text:
 *
 * Returns: (transfer none): Markdown so far; valid until the next append
 */
const char *
askg_answer_get_text (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), NULL);

  return self->text->str;
}

/* Of the text so far, in bytes. */
gsize
askg_answer_get_length (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), 0);

  return self->text->len;
}

AskgAnswerState
askg_answer_get_state (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), ASKG_ANSWER_FAILED);

  return self->state;
}

gboolean
askg_answer_is_over (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), TRUE);

  return is_over (self->state);
}

AskgStage
askg_answer_get_stage (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), ASKG_STAGE_LOOKING);

  return self->stage;
}

/**
 * askg_answer_get_error:
 *
 * Returns: (nullable) (transfer none): why it failed
 */
const GError *
askg_answer_get_error (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), NULL);

  return self->error;
}

/**
 * askg_answer_get_pointers:
 *
 * Returns: (transfer none) (element-type AskgPointer): in the order of their numbers
 */
GPtrArray *
askg_answer_get_pointers (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), NULL);

  return self->pointers;
}

/* Monotonic clock, microseconds. */
gint64
askg_answer_get_started_at_us (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), 0);

  return self->started_at_us;
}

/* From start to first text, microseconds; -1 while there is none. */
gint64
askg_answer_get_first_text_us (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), -1);

  return self->first_text_us;
}

/* From start to end, microseconds; -1 before the end. */
gint64
askg_answer_get_duration_us (AskgAnswer *self)
{
  g_return_val_if_fail (ASKG_IS_ANSWER (self), -1);

  return self->duration_us;
}

/**
 * askg_answer_append:
 * @utf8: valid UTF-8, any length
 *
 * Emits "appended". Text that arrives after the end (a stopped request still draining)
 * is dropped here, once.
 */
void
askg_answer_append (AskgAnswer *self,
                    const char *utf8)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (is_over (self->state) || *utf8 == '\0')
    return;

  if (self->first_text_us < 0)
    self->first_text_us = g_get_monotonic_time () - self->started_at_us;
  askg_answer_set_stage (self, ASKG_STAGE_WRITING);
  askg_answer_set_state (self, ASKG_ANSWER_STREAMING);
  g_string_append (self->text, utf8);
  g_signal_emit (self, signals[APPENDED], 0, utf8);
}

/**
 * askg_answer_point:
 * @attachment: index, as AskgPointer has it
 * @box: pixels of that attachment's frame
 * @label: what stands there
 *
 * Adds the next pointer; its number is the count so far.
 */
void
askg_answer_point (AskgAnswer     *self,
                   guint           attachment,
                   const AskgRect *box,
                   const char     *label)
{
  AskgPointer *pointer;

  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (is_over (self->state))
    return;

  pointer = g_new0 (AskgPointer, 1);
  pointer->number = self->pointers->len + 1;
  pointer->attachment = attachment;
  pointer->box = *box;
  pointer->label = g_strdup (label);
  g_ptr_array_add (self->pointers, pointer);
  g_signal_emit (self, signals[POINTED], 0);
}

/**
 * askg_answer_finish:
 * @error: (nullable): why it failed; a cancelled one means stopped
 *
 * An answer without a word, picture, sound or call of a tool has failed (%ASKG_ERROR_EMPTY_ANSWER),
 * whoever says it is done.
 */
void
askg_answer_finish (AskgAnswer   *self,
                    const GError *error)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (is_over (self->state))
    return;

  if (error == NULL && self->text->len == 0 && !askg_answer_parts_is_reply (self->parts))
    self->error = g_error_new (ASKG_ERROR, ASKG_ERROR_EMPTY_ANSWER,
                               _("%s gave an empty answer. Ask again, or in other words."), self->engine_name);
  else if (error != NULL && !askg_error_is_cancelled (error))
    self->error = g_error_copy (error);

  if (self->error != NULL)
    askg_answer_set_state (self, ASKG_ANSWER_FAILED);
  else
    askg_answer_set_state (self, error == NULL ? ASKG_ANSWER_DONE : ASKG_ANSWER_STOPPED);
}

/* The person's wish: emits "stop-requested" for whoever writes, and is over at once. */
void
askg_answer_stop (AskgAnswer *self)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));

  if (is_over (self->state))
    return;

  g_signal_emit (self, signals[STOP_REQUESTED], 0);
  askg_answer_set_state (self, ASKG_ANSWER_STOPPED);
}

/**
 * askg_answer_restore:
 * @state: one that is over
 * @error: (nullable): as it was stored
 *
 * For an answer that comes back from the store with its text and pointers added: ends it
 * with the figures it had then.
 */
void
askg_answer_restore (AskgAnswer      *self,
                     AskgAnswerState  state,
                     gint64           first_text_us,
                     gint64           duration_us,
                     const GError    *error)
{
  g_return_if_fail (ASKG_IS_ANSWER (self));
  g_return_if_fail (is_over (state));

  if (error != NULL)
    self->error = g_error_copy (error);
  self->first_text_us = first_text_us;
  self->duration_us = duration_us;
  askg_answer_set_state (self, state);
}
