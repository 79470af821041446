/* askg-record.c: model objects are touched on the main thread only. */
#include "engine/memory/askg-record.h"

#include <string.h>

#include "engine/base/askg-error.h"

AskgPointer *
askg_pointer_copy (const AskgPointer *pointer)
{
  AskgPointer *copy = g_memdup2 (pointer, sizeof *pointer);

  copy->label = g_strdup (pointer->label);
  return copy;
}

void
askg_pointer_free (AskgPointer *pointer)
{
  g_free (pointer->label);
  g_free (pointer);
}

void
askg_attachment_record_free (AskgAttachmentRecord *self)
{
  g_free (self->title);
  g_free (self->app);
  g_free (self->text);
  g_clear_object (&self->frame);
  g_clear_object (&self->sound);
  g_clear_object (&self->page);
  g_clear_error (&self->error);
  g_free (self);
}

AskgTurnRecord *
askg_turn_record_new (void)
{
  AskgTurnRecord *self = g_new0 (AskgTurnRecord, 1);

  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_attachment_record_free);
  self->pointers = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_pointer_free);
  self->first_text_us = -1;
  self->duration_us = -1;

  return self;
}

void
askg_turn_record_free (AskgTurnRecord *self)
{
  g_free (self->question);
  g_ptr_array_unref (self->attachments);
  g_clear_pointer (&self->recalled, g_ptr_array_unref);
  g_free (self->engine_id);
  g_free (self->engine_name);
  g_free (self->answer);
  g_free (self->reasoning);
  g_clear_pointer (&self->parts, askg_answer_parts_free);
  g_clear_object (&self->sound);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->pointers);
  g_free (self);
}

static AskgAttachmentRecord *
take_attachment (AskgAttachment *attachment)
{
  AskgAttachmentRecord *self = g_new0 (AskgAttachmentRecord, 1);

  self->kind = askg_attachment_get_kind (attachment);
  self->reading = askg_attachment_get_reading (attachment);
  self->title = g_strdup (askg_attachment_get_title (attachment));
  self->app = g_strdup (askg_attachment_get_app (attachment));
  if (askg_attachment_get_frame (attachment) == NULL)
    self->text = g_strdup (askg_attachment_get_text (attachment));
  g_set_object (&self->frame, askg_attachment_get_frame (attachment));
  g_set_object (&self->sound, askg_attachment_get_sound (attachment));
  /* Lines read so far may still change: only a finished page is kept. */
  if (self->reading == ASKG_READING_DONE)
    {
      g_set_object (&self->page, askg_attachment_get_page (attachment));
      self->text = g_strdup (askg_page_text_get_text (self->page));
    }
  if (askg_attachment_get_error (attachment) != NULL)
    self->error = g_error_copy (askg_attachment_get_error (attachment));

  return self;
}

/* What an answer has beside its text; its sound only when it is over, because it is saved whole. */
static void
take_parts (AskgTurnRecord        *self,
            AskgAnswer            *answer,
            const AskgSavedAnswer *saved)
{
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);
  g_autoptr(GBytes) samples = NULL;

  self->reasoning_start = MIN (saved->reasoning_bytes, parts->reasoning->len);
  self->reasoning = g_strdup (parts->reasoning->str + self->reasoning_start);
  if (parts->revision != saved->revision)
    self->parts = askg_answer_parts_copy_small (parts);
  if (parts->sound->len < 2 || !askg_answer_is_over (answer))
    return;

  samples = g_bytes_new (parts->sound->data, parts->sound->len / 2 * 2); /* a sample may have been cut */
  self->sound = askg_pcm_new (samples, parts->sound_rate_hz, 1);
}

/**
 * askg_turn_record_take:
 * @saved: (nullable): what need not be copied, of an answer that still streams
 *
 * Returns: (transfer full): @turn as it is now
 */
AskgTurnRecord *
askg_turn_record_take (AskgTurn              *turn,
                       const AskgSavedAnswer *saved)
{
  const AskgSavedAnswer nothing = { 0 };
  AskgQuestion *question = askg_turn_get_question (turn);
  AskgAnswer *answer = askg_turn_get_answer (turn);
  GPtrArray *pointers = askg_answer_get_pointers (answer);
  AskgTurnRecord *self = askg_turn_record_new ();

  self->id = askg_turn_get_id (turn);
  self->asked_at_us = askg_question_get_asked_at_us (question);
  self->question = g_strdup (askg_question_get_text (question));
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    g_ptr_array_add (self->attachments, take_attachment (askg_question_get_attachment (question, i)));
  if (askg_question_get_recalled (question) != NULL)
    self->recalled = g_ptr_array_ref (askg_question_get_recalled (question));

  self->engine_id = g_strdup (askg_answer_get_engine_id (answer));
  self->engine_name = g_strdup (askg_answer_get_engine_name (answer));
  self->state = askg_answer_get_state (answer);
  self->answer_start = saved != NULL ? MIN (saved->answer_bytes, askg_answer_get_length (answer)) : 0;
  self->answer = g_strdup (askg_answer_get_text (answer) + self->answer_start);
  take_parts (self, answer, saved != NULL ? saved : &nothing);
  self->first_text_us = askg_answer_get_first_text_us (answer);
  self->duration_us = askg_answer_get_duration_us (answer);
  if (self->duration_us < 0)
    self->duration_us = g_get_monotonic_time () - askg_answer_get_started_at_us (answer);
  if (askg_answer_get_error (answer) != NULL)
    self->error = g_error_copy (askg_answer_get_error (answer));
  for (guint i = 0; i < pointers->len; i++)
    g_ptr_array_add (self->pointers, askg_pointer_copy (g_ptr_array_index (pointers, i)));

  return self;
}

/**
 * askg_turn_record_make_savable:
 *
 * A turn as it was loaded keeps its reasoning and the sound of its answer among the parts; to be
 * saved they stand beside them.
 */
void
askg_turn_record_make_savable (AskgTurnRecord *self)
{
  g_free (self->reasoning);
  self->reasoning = g_strdup (self->parts != NULL ? self->parts->reasoning->str : "");
  self->reasoning_start = 0;
  if (self->answer == NULL)
    self->answer = g_strdup ("");
  if (self->state < ASKG_ANSWER_DONE)
    self->state = ASKG_ANSWER_INTERRUPTED;
  if (self->parts != NULL && self->parts->sound->len >= 2 && self->sound == NULL)
    {
      g_autoptr(GBytes) samples = g_bytes_new (self->parts->sound->data, self->parts->sound->len / 2 * 2);

      self->sound = askg_pcm_new (samples, self->parts->sound_rate_hz, 1);
    }
}

static AskgAttachment *
to_attachment (const AskgAttachmentRecord *self)
{
  AskgAttachment *attachment;

  if (self->sound != NULL)
    {
      attachment = askg_attachment_new_sound (self->kind, self->sound, self->title);
      if (self->text != NULL)
        askg_attachment_set_transcript (attachment, self->text);
      return attachment;
    }
  /* A picture or a sound that could not be read back leaves its place and its words. */
  if (self->frame == NULL)
    return askg_attachment_new_text (self->kind, self->text != NULL ? self->text : "", self->title);

  attachment = askg_attachment_new_picture (self->kind, self->frame, self->title, self->app);
  if (self->reading == ASKG_READING_DONE && self->page != NULL)
    askg_attachment_set_reading (attachment, ASKG_READING_DONE, self->page, NULL);
  else if (self->reading == ASKG_READING_FAILED)
    askg_attachment_set_reading (attachment, ASKG_READING_FAILED, NULL, self->error);

  return attachment;
}

static AskgAnswer *
to_answer (const AskgTurnRecord *self)
{
  AskgAnswer *answer = askg_answer_new (self->engine_id, self->engine_name);

  if (self->parts != NULL)
    askg_answer_take_parts (answer, askg_answer_parts_copy (self->parts));
  if (self->answer != NULL)
    askg_answer_append (answer, self->answer);
  for (guint i = 0; i < self->pointers->len; i++)
    {
      const AskgPointer *pointer = g_ptr_array_index (self->pointers, i);

      askg_answer_point (answer, pointer->attachment, &pointer->box, pointer->label);
    }
  askg_answer_restore (answer, self->state >= ASKG_ANSWER_DONE ? self->state : ASKG_ANSWER_INTERRUPTED,
                       self->first_text_us, MAX (self->duration_us, 0), self->error);

  return answer;
}

/**
 * askg_turn_record_to_turn:
 *
 * Returns: (transfer full): the turn as it was, its answer over
 */
AskgTurn *
askg_turn_record_to_turn (const AskgTurnRecord *self)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(GPtrArray) none = askg_recalled_new_list ();
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgAnswer) answer = to_answer (self);
  AskgTurn *turn;

  for (guint i = 0; i < self->attachments->len; i++)
    {
      g_autoptr(AskgAttachment) attachment = to_attachment (g_ptr_array_index (self->attachments, i));

      g_list_store_append (attachments, attachment);
    }
  question = askg_question_new (self->question, G_LIST_MODEL (attachments));
  askg_question_set_asked_at_us (question, self->asked_at_us);
  askg_question_set_recalled (question, self->recalled != NULL ? self->recalled : none);
  turn = askg_turn_new (question, answer);
  askg_turn_set_id (turn, self->id);

  return turn;
}

AskgConversationRecord *
askg_conversation_record_new (gint64 id)
{
  AskgConversationRecord *self = g_new0 (AskgConversationRecord, 1);

  self->id = id;
  self->turns = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_turn_record_free);

  return self;
}

AskgConversation *
askg_conversation_record_to_conversation (const AskgConversationRecord *self)
{
  AskgConversation *conversation = askg_conversation_new ();

  askg_conversation_set_id (conversation, self->id);
  askg_conversation_set_title (conversation, self->title);
  for (guint i = 0; i < self->turns->len; i++)
    {
      g_autoptr(AskgTurn) turn = askg_turn_record_to_turn (g_ptr_array_index (self->turns, i));

      askg_conversation_append (conversation, turn);
    }
  askg_conversation_set_fold (conversation, self->fold);

  return conversation;
}

void
askg_conversation_record_free (AskgConversationRecord *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->turns);
  g_clear_object (&self->fold);
  g_free (self);
}

/**
 * askg_record_error:
 * @id: (nullable): as askg_error_get_id() gave it
 * @message: (nullable): as it was shown
 *
 * Returns: (transfer full) (nullable): the error that was stored; %NULL when none was
 */
GError *
askg_record_error (const char *id,
                   const char *message)
{
  g_autoptr(GEnumClass) codes = g_type_class_ref (ASKG_TYPE_ERROR);
  const GEnumValue *code;

  if (id == NULL)
    return NULL;

  code = g_enum_get_value_by_nick (codes, id);
  if (message == NULL)
    message = "";

  return code != NULL ? g_error_new_literal (ASKG_ERROR, code->value, message)
                      : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message);
}
