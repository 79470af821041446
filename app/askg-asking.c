/* askg-asking.c: main thread. */
#include "app/askg-asking.h"

#include <glib/gi18n-lib.h>

#include "app/askg-off-record.h"
#include "app/askg-recalling.h"
#include "app/askg-telling.h"

typedef struct
{
  /* Owned */
  AskgSession      *session;
  AskgConversation *conversation;
  AskgConversation *earlier; /* the turns before this one, as they were when it was asked */
  AskgFold         *fold;    /* (nullable): of @conversation, as it was then */
  AskgTurn         *turn;
  AskgEngine       *engine;
  GCancellable     *cancellable;

  gint64            place;   /* of a turn that was begun for it; 0: none */
  gboolean          committed;
} Asking;

static void
asking_free (Asking       *self,
             const GError *why_not_kept)
{
  g_signal_handlers_disconnect_by_data (askg_turn_get_answer (self->turn), self);
  g_signal_handlers_disconnect_by_data (self->earlier, self);
  askg_session_forget_answer (self->session, askg_turn_get_answer (self->turn), why_not_kept);
  g_clear_object (&self->session);
  g_clear_object (&self->conversation);
  g_clear_object (&self->earlier);
  g_clear_object (&self->fold);
  g_clear_object (&self->turn);
  g_clear_object (&self->engine);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
end_turn_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Asking *self = user_data;
  g_autoptr(GError) error = NULL;

  askg_store_end_turn_finish (ASKG_STORE (object), result, &error);
  asking_free (self, error);
}

/* Of what is off the record nothing is in the store, and nothing ever comes there. */
static gboolean
is_off_record (Asking *self)
{
  return askg_conversation_is_off_record (self->conversation);
}

/* The answer is over, whoever ended it. Before the commit there is nothing to end in the store. */
static void
answer_state_cb (AskgAnswer *answer,
                 GParamSpec *pspec,
                 Asking     *self)
{
  if (!askg_answer_is_over (answer) || !self->committed)
    return;

  g_signal_handlers_disconnect_by_data (answer, self);
  if (is_off_record (self))
    {
      asking_free (self, NULL);
      return;
    }
  askg_store_end_turn_async (askg_session_get_store (self->session), self->turn, NULL, end_turn_cb, self);
}

/* What is shown is soon on the disk: text, thoughts, pictures. */
static void
answer_grew_cb (Asking *self)
{
  if (!is_off_record (self))
    askg_store_checkpoint_turn (askg_session_get_store (self->session), self->turn);
}

static void
fold_saved_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AskgSession) session = user_data;
  g_autoptr(GError) error = NULL;

  /* What is not kept is summed up again after the next start. */
  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    askg_session_report (session, error);
}

/* The engine summed up turns to make room. What the person did to the summary or to the turns meanwhile stands, and a
 * question that is asked again from the middle has a summary of its own. */
static void
folded_cb (AskgConversation *earlier,
           GParamSpec       *pspec,
           Asking           *self)
{
  AskgFold *fold = askg_conversation_get_fold (earlier);
  const guint n_turns = askg_fold_get_n_turns (fold);

  if (askg_conversation_get_fold (self->conversation) != self->fold ||
      n_turns > askg_conversation_get_n_turns (self->conversation) ||
      askg_conversation_get_turn (self->conversation, n_turns - 1) != askg_conversation_get_turn (earlier, n_turns - 1))
    return;

  g_set_object (&self->fold, fold);
  askg_conversation_set_fold (self->conversation, fold);
  if (!is_off_record (self))
    askg_store_save_fold_async (askg_session_get_store (self->session), self->conversation, NULL, fold_saved_cb,
                                g_object_ref (self->session));
}

/* It is on the disk, or shall not be there. */
static void
ask_now (Asking *self)
{
  AskgAnswer *answer = askg_turn_get_answer (self->turn);

  self->committed = TRUE;
  askg_telling_add_facts (self->earlier, self->session, askg_turn_get_question (self->turn));
  if (askg_answer_is_over (answer)) /* stopped while it was being committed */
    answer_state_cb (answer, NULL, self);
  else
    askg_engine_ask (self->engine, self->earlier, askg_turn_get_question (self->turn), answer, self->cancellable);
}

static void
begin_turn_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Asking *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_begin_turn_finish (ASKG_STORE (object), result, &error))
    {
      askg_turn_set_id (self->turn, 0);
      askg_answer_finish (askg_turn_get_answer (self->turn), error);
      asking_free (self, NULL);
      return;
    }

  ask_now (self);
}

/* Also when it was stopped meanwhile: a question that was asked is in the history. */
static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Asking *self = user_data;

  gboolean is_late;

  if (askg_recalling_finish (ASKG_SESSION (object), result, &is_late, NULL) && is_late)
    askg_answer_note (askg_turn_get_answer (self->turn),
                      _("Earlier questions did not go along: the history took too long to look them up. Ask again to have them."));
  askg_turn_set_id (self->turn, self->place);
  askg_store_begin_turn_async (askg_session_get_store (self->session), self->conversation, self->turn,
                               NULL, begin_turn_cb, self);
}

static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Asking *self = user_data;
  g_autoptr(GError) error = NULL;

  /* What is off the record needs no history: one that is locked or broken keeps nobody from asking here. Nothing leaves
   * without its row in the ledger, which the transport sees to. */
  if (!askg_session_open_finish (self->session, result, &error) && !is_off_record (self))
    {
      askg_answer_finish (askg_turn_get_answer (self->turn), error);
      asking_free (self, NULL);
      return;
    }

  if (is_off_record (self))
    {
      askg_off_record_note (self->session, self->conversation);
      ask_now (self);
      return;
    }

  askg_recalling_async (self->session, self->conversation, askg_turn_get_question (self->turn), self->engine,
                        ASKG_RECALLING_MS, NULL, recalled_cb, self);
}

/* -- What was done for it before Enter ---------------------------------------- */

static void
add_span (AskgAnswer         *answer,
          AskgSpanKind        kind,
          AskgAttachmentTime  time)
{
  const AskgAnswerSpan span = {
    .kind = kind,
    .start_us = time.began_us - askg_answer_get_started_at_us (answer),
    .duration_us = time.ended_us - time.began_us,
  };

  if (time.ended_us > 0)
    askg_answer_add_span (answer, &span);
}

/* It was still being read when Enter was pressed. */
static void
reading_cb (AskgAttachment *attachment,
            GParamSpec     *pspec,
            AskgAnswer     *answer)
{
  if (askg_attachment_get_reading (attachment) == ASKG_READING_BUSY)
    return;

  g_signal_handlers_disconnect_by_func (attachment, reading_cb, answer);
  add_span (answer, ASKG_SPAN_READ, askg_attachment_get_read (attachment));
}

static void
tell_times (AskgQuestion *question,
            AskgAnswer   *answer)
{
  gint64 last_us = 0;

  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (question, i);
      const AskgAttachmentTime captured = askg_attachment_get_captured (attachment);

      /* All outputs are one capture. */
      if (captured.began_us != last_us)
        add_span (answer, ASKG_SPAN_CAPTURE, captured);
      last_us = captured.began_us;
      if (askg_attachment_get_read (attachment).ended_us > 0)
        add_span (answer, ASKG_SPAN_READ, askg_attachment_get_read (attachment));
      else if (askg_attachment_get_frame (attachment) != NULL)
        g_signal_connect_object (attachment, "notify::reading", G_CALLBACK (reading_cb), answer, G_CONNECT_DEFAULT);
    }
}

/* Puts the turn into the conversation and on its way to the history; the engine is told of the first @n_earlier
 * turns. */
static AskgTurn *
start (AskgSession      *session,
       AskgConversation *conversation,
       guint             n_earlier,
       AskgQuestion     *question,
       AskgAnswer       *answer,
       AskgEngine       *engine,
       gint64            place)
{
  Asking *self = g_new0 (Asking, 1);

  self->place = place;
  self->session = g_object_ref (session);
  self->conversation = g_object_ref (conversation);
  self->earlier = askg_telling_new (conversation, n_earlier);
  g_set_object (&self->fold, askg_conversation_get_fold (conversation));
  self->engine = engine != NULL ? g_object_ref (engine) : NULL;
  self->turn = askg_turn_new (question, answer);
  self->cancellable = g_cancellable_new ();
  if (is_off_record (self))
    askg_question_set_off_record (question);

  askg_conversation_append (conversation, self->turn);
  askg_session_note_conversation (session, conversation);

  tell_times (question, answer);
  g_signal_connect (self->earlier, "notify::fold", G_CALLBACK (folded_cb), self);
  g_signal_connect_object (answer, "stop-requested", G_CALLBACK (g_cancellable_cancel), self->cancellable,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (answer, "appended", G_CALLBACK (answer_grew_cb), self);
  g_signal_connect_swapped (answer, "reasoned", G_CALLBACK (answer_grew_cb), self);
  g_signal_connect_swapped (answer, "gained", G_CALLBACK (answer_grew_cb), self);
  g_signal_connect (answer, "notify::state", G_CALLBACK (answer_state_cb), self);
  askg_session_remember_answer (session, answer);
  askg_session_open_async (session, NULL, open_cb, self);

  return g_object_ref (self->turn);
}

/**
 * askg_asking_start:
 * @conversation: where the turn is appended
 * @question: what is asked
 * @engine_id: (nullable): the engine; %NULL for the one that is asked first
 *
 * Returns at once. The question is committed before the engine hears of it; the answer of the
 * turn grows from the main loop and ends exactly once, with an error if the history cannot be
 * written. Stop it with askg_answer_stop().
 *
 * Errors: %ASKG_ERROR_NO_SUCH_ENGINE
 *
 * Returns: (transfer full): the turn, or %NULL with @error set and nothing changed
 */
AskgTurn *
askg_asking_start (AskgSession       *session,
                   AskgConversation  *conversation,
                   AskgQuestion      *question,
                   const char        *engine_id,
                   GError           **error)
{
  AskgEngine *engine = askg_session_find_engine (session, engine_id, error);

  return engine != NULL ? askg_asking_start_with (session, conversation, question, engine, 0) : NULL;
}

/* The same of an engine that need not be in the list. @place: see askg_talk_place_take(); 0 for none. Returns: (transfer full) */
AskgTurn *
askg_asking_start_with (AskgSession      *session,
                        AskgConversation *conversation,
                        AskgQuestion     *question,
                        AskgEngine       *engine,
                        gint64            place)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new (askg_engine_get_id (engine), askg_engine_get_name (engine));

  return start (session, conversation, askg_conversation_get_n_turns (conversation), question, answer, engine, place);
}

/**
 * askg_asking_again:
 * @index: of a turn of @conversation
 * @engine_id: (nullable): the engine; %NULL for the one that is asked first
 *
 * Asks the question of that turn once more, in a turn of its own at the end: the answer there is stays where it is.
 * Whoever is asked is told of what was before the question, not of that answer. Else as askg_asking_start().
 *
 * Errors: %ASKG_ERROR_NO_SUCH_ENGINE
 *
 * Returns: (transfer full): the turn, or %NULL with @error set and nothing changed
 */
AskgTurn *
askg_asking_again (AskgSession       *session,
                   AskgConversation  *conversation,
                   guint              index,
                   const char        *engine_id,
                   GError           **error)
{
  AskgEngine *engine = askg_session_find_engine (session, engine_id, error);
  AskgTurn *asked = askg_conversation_get_turn (conversation, index);
  g_autoptr(AskgAnswer) answer = NULL;

  if (engine == NULL)
    return NULL;
  answer = askg_answer_new (askg_engine_get_id (engine), askg_engine_get_name (engine));

  return start (session, conversation, index, askg_turn_get_question (asked), answer, engine, 0);
}

/**
 * askg_asking_fail:
 * @engine_id: (nullable): who would have been asked
 * @why: what kept the question from being asked
 *
 * A question that never reached an engine is remembered all the same, with why: the person typed it.
 *
 * Returns: (transfer full): the turn; its answer has failed with @why
 */
AskgTurn *
askg_asking_fail (AskgSession      *session,
                  AskgConversation *conversation,
                  AskgQuestion     *question,
                  const char       *engine_id,
                  const GError     *why)
{
  const char *id = engine_id != NULL ? engine_id : "reader";
  g_autoptr(AskgAnswer) answer = askg_answer_new (id, id);

  askg_answer_finish (answer, why);

  return start (session, conversation, askg_conversation_get_n_turns (conversation), question, answer, NULL, 0);
}

static void
read_so_far (AskgPageText *so_far,
             gpointer      user_data)
{
  askg_attachment_set_reading (user_data, ASKG_READING_BUSY, so_far, NULL);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgAttachment) attachment = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPageText) page = askg_recogniser_read_finish (ASKG_RECOGNISER (object), result, &error);

  if (page != NULL)
    askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);
  else
    askg_attachment_set_reading (attachment, ASKG_READING_FAILED, NULL, error);
}

/**
 * askg_asking_read:
 * @attachment: what was just attached; nothing happens for exact text
 *
 * Starts reading its words in the background, so that they are there when it is asked about.
 */
void
askg_asking_read (AskgSession    *session,
                  AskgAttachment *attachment)
{
  AskgFrame *frame = askg_attachment_get_frame (attachment);

  if (frame == NULL || askg_attachment_get_reading (attachment) != ASKG_READING_NONE)
    return;

  askg_attachment_set_reading (attachment, ASKG_READING_BUSY, NULL, NULL);
  askg_recogniser_read_async (askg_session_get_recogniser (session), frame, read_so_far, attachment,
                              NULL, read_cb, g_object_ref (attachment));
}
