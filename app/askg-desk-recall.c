/* askg-desk-recall.c: main thread. */
#include "app/askg-desk-recall.h"

#include "app/askg-recalling.h"

#define PAUSE_MS  200 /* of who types, before it is worth while */
#define SEARCH_MS 500 /* nobody waits for it: the question is not asked yet */

struct _AskgDeskRecall
{
  /* Owned */
  AskgSession           *session;
  AskgQuestion          *question;    /* (nullable): as it was at the last pause; what is looked up is put into it */
  GCancellable          *cancellable; /* (nullable): of what is being looked up */
  GHashTable            *left_out;    /* of gint64: what was crossed out, as long as this is being typed */
  GPtrArray             *watched;     /* of AskgAttachment: whose words may still come */

  /* Borrowed */
  AskgOverlay           *overlay;     /* it outlives this */
  gpointer               user_data;

  AskgDeskRecallChanged  changed;
  gint64                 conversation_id; /* that @question would go on with; 0 for a new one */
  guint                  pause_source;
  gboolean               shows;           /* something */
};

static AskgDraft *
draft_of (AskgDeskRecall *self)
{
  return askg_overlay_get_draft (self->overlay);
}

static AskgEngine *
engine_of (AskgDeskRecall *self)
{
  AskgEngineRoom *room = askg_session_peek_engine_room (self->session);

  return room != NULL ? askg_engine_room_get_first (room) : NULL;
}

static void
leave_out_all (AskgDeskRecall *self,
               AskgQuestion   *question)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->left_out);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    askg_question_leave_out (question, *(const gint64 *) id);
}

/* -- Looking ------------------------------------------------------------------ */

static void
show (AskgDeskRecall *self)
{
  GPtrArray *recalled = self->question != NULL ? askg_question_get_recalled (self->question) : NULL;
  const gboolean showed = self->shows;

  self->shows = recalled != NULL && recalled->len > 0;
  askg_overlay_set_recalled (self->overlay, recalled);
  if (self->shows || showed)
    self->changed (self->user_data);
}

static void
recalled_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  AskgDeskRecall *self = user_data;

  /* Whoever cancels it may be gone. */
  if (!askg_recalling_finish (ASKG_SESSION (object), result, NULL, NULL))
    return;

  g_clear_object (&self->cancellable);
  show (self);
}

static void
forget (AskgDeskRecall *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->question);
}

static gboolean
paused_cb (gpointer user_data)
{
  AskgDeskRecall *self = user_data;
  AskgConversation *conversation = askg_overlay_get_conversation (self->overlay);

  self->pause_source = 0;
  self->question = askg_draft_make_question (draft_of (self));
  self->conversation_id = askg_conversation_get_id (conversation);
  leave_out_all (self, self->question);
  self->cancellable = g_cancellable_new ();
  askg_recalling_async (self->session, conversation, self->question, engine_of (self),
                        SEARCH_MS, self->cancellable, recalled_cb, self);

  return G_SOURCE_REMOVE;
}

/* The question is another now: by a letter, by a picture, by words that were read in one, by another engine. What is shown
 * stays until it is known better, so that nothing flickers under the hand that types. */
void
askg_desk_recall_again (AskgDeskRecall *self)
{
  forget (self);
  if (askg_draft_is_empty (draft_of (self)))
    {
      g_hash_table_remove_all (self->left_out);
      show (self);
      return;
    }
  self->pause_source = g_timeout_add (PAUSE_MS, paused_cb, self);
}

static void
reading_cb (AskgAttachment *attachment,
            GParamSpec     *pspec,
            AskgDeskRecall *self)
{
  if (askg_attachment_get_reading (attachment) == ASKG_READING_DONE)
    askg_desk_recall_again (self);
}

static void
watch_no_more (gpointer data,
               gpointer user_data)
{
  g_signal_handlers_disconnect_by_data (data, user_data);
}

static void
attachments_changed_cb (AskgDeskRecall *self)
{
  GListModel *attachments = askg_draft_get_attachments (draft_of (self));

  g_ptr_array_foreach (self->watched, watch_no_more, self);
  g_ptr_array_set_size (self->watched, 0);
  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      AskgAttachment *attachment = g_list_model_get_item (attachments, i);

      g_signal_connect (attachment, "notify::reading", G_CALLBACK (reading_cb), self);
      g_ptr_array_add (self->watched, attachment);
    }
  askg_desk_recall_again (self);
}

/* -- Leaving out ---------------------------------------------------------------- */

/* What stays is what is shown: nothing slips in where something was crossed out. */
static void
leave_out_cb (AskgOverlay    *overlay,
              gint64          turn_id,
              AskgDeskRecall *self)
{
  GPtrArray *before = self->question != NULL ? askg_question_get_recalled (self->question) : NULL;
  g_autoptr(GPtrArray) after = askg_recalled_new_list ();

  g_hash_table_add (self->left_out, g_memdup2 (&turn_id, sizeof turn_id));
  if (before == NULL)
    {
      askg_desk_recall_again (self);
      return;
    }
  for (guint i = 0; i < before->len; i++)
    {
      const AskgRecalled *one = g_ptr_array_index (before, i);

      if (one->turn_id != turn_id)
        g_ptr_array_add (after, askg_recalled_copy (one));
    }
  askg_question_set_recalled (self->question, after);
  show (self);
}

static gboolean
is_same (AskgQuestion *one,
         AskgQuestion *other)
{
  const guint n = askg_question_get_n_attachments (one);

  if (!g_str_equal (askg_question_get_text (one), askg_question_get_text (other)) ||
      n != askg_question_get_n_attachments (other))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (askg_question_get_attachment (one, i) != askg_question_get_attachment (other, i))
      return FALSE;

  return TRUE;
}

/**
 * askg_desk_recall_hand_over:
 * @question: made of the draft
 *
 * What is shown for it goes along. Where it was not looked up yet, that is left to whoever asks; what was crossed out
 * stays out.
 */
void
askg_desk_recall_hand_over (AskgDeskRecall *self,
                            AskgQuestion   *question)
{
  leave_out_all (self, question);
  if (self->question != NULL && askg_question_get_recalled (self->question) != NULL && is_same (self->question, question) &&
      self->conversation_id == askg_conversation_get_id (askg_overlay_get_conversation (self->overlay)))
    askg_question_set_recalled (question, askg_question_get_recalled (self->question));
}

/* -- Life ------------------------------------------------------------------------- */

/**
 * askg_desk_recall_new:
 * @overlay: (transfer none): outlives it
 * @changed: called when something else would go along
 */
AskgDeskRecall *
askg_desk_recall_new (AskgSession           *session,
                      AskgOverlay           *overlay,
                      AskgDeskRecallChanged  changed,
                      gpointer               user_data)
{
  AskgDeskRecall *self = g_new0 (AskgDeskRecall, 1);
  AskgDraft *draft = askg_overlay_get_draft (overlay);

  self->session = g_object_ref (session);
  self->overlay = overlay;
  self->changed = changed;
  self->user_data = user_data;
  self->left_out = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect_swapped (draft, "notify::text", G_CALLBACK (askg_desk_recall_again), self);
  g_signal_connect_swapped (askg_draft_get_attachments (draft), "items-changed",
                            G_CALLBACK (attachments_changed_cb), self);
  g_signal_connect (overlay, "leave-out", G_CALLBACK (leave_out_cb), self);

  return self;
}

void
askg_desk_recall_free (AskgDeskRecall *self)
{
  g_ptr_array_foreach (self->watched, watch_no_more, self);
  g_signal_handlers_disconnect_by_data (askg_draft_get_attachments (draft_of (self)), self);
  g_signal_handlers_disconnect_by_data (draft_of (self), self);
  g_signal_handlers_disconnect_by_data (self->overlay, self);
  forget (self);
  g_clear_pointer (&self->left_out, g_hash_table_unref);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_free (self);
}
