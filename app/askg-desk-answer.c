/* askg-desk-answer.c: main thread. */
#include "app/askg-desk-answer.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-facts.h"
#include "app/askg-desk-overlay-private.h"
#include "engine/base/askg-picture-shrink.h"
#include "ui/preferences/askg-engine-words.h"

/* Below this, letters of a screen cannot be read any more. */
#define LEAST_SIDE_PX 640u

/* -- Going on --------------------------------------------------------------- */

/* A turn of its own: the conversation shows what was asked, and the engine reads what it wrote so far. */
static void
go_on_cb (AskgOverlay     *overlay,
          guint            index,
          AskgDeskOverlay *self)
{
  AskgConversation *conversation = askg_overlay_get_conversation (overlay);
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  AskgAnswer *answer;

  if (index >= askg_conversation_get_n_turns (conversation))
    return;
  answer = askg_turn_get_answer (askg_conversation_get_turn (conversation, index));
  question = askg_question_new (_("Go on exactly where you stopped."), NULL);
  turn = askg_desk_overlay_try_question (self, question, askg_answer_get_engine_id (answer), NULL);
}

/* -- Smaller pictures --------------------------------------------------------- */

typedef struct
{
  AskgDeskOverlay *self;       /* owned */
  AskgAttachment  *attachment; /* owned */
} Shrinking;

static void
shrinking_free (Shrinking *shrinking)
{
  g_clear_object (&shrinking->self);
  g_clear_object (&shrinking->attachment);
  g_free (shrinking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Shrinking, shrinking_free)

static guint
half_of (AskgFrame *frame)
{
  return MAX (MAX (askg_frame_get_width_px (frame), askg_frame_get_height_px (frame)) / 2, LEAST_SIDE_PX);
}

/* Some milliseconds a megapixel. */
static void
shrink_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_task_return_pointer (task, askg_picture_shrink (task_data, half_of (task_data)), g_object_unref);
}

static gboolean
is_in_draft (AskgDraft      *draft,
             AskgAttachment *attachment)
{
  GListModel *attachments = askg_draft_get_attachments (draft);

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr(AskgAttachment) item = g_list_model_get_item (attachments, i);

      if (item == attachment)
        return TRUE;
    }

  return FALSE;
}

static void
shrunk_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Shrinking) shrinking = user_data;
  AskgAttachment *old = shrinking->attachment;
  AskgDraft *draft = askg_overlay_get_draft (shrinking->self->overlay);
  g_autoptr(AskgFrame) frame = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr(AskgAttachment) smaller = NULL;

  if (!is_in_draft (draft, old)) /* taken away, or asked, meanwhile */
    return;
  smaller = askg_attachment_new_picture (askg_attachment_get_kind (old), frame, askg_attachment_get_title (old),
                                         askg_attachment_get_app (old));
  askg_draft_detach (draft, old);
  askg_desk_attach_add (shrinking->self, smaller);
}

/* Of the draft, which has the question back; the person sees them and asks again. */
static void
smaller_cb (AskgOverlay     *overlay,
            AskgDeskOverlay *self)
{
  GListModel *attachments = askg_draft_get_attachments (askg_overlay_get_draft (overlay));

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr(AskgAttachment) attachment = g_list_model_get_item (attachments, i);
      AskgFrame *frame = askg_attachment_get_frame (attachment);
      Shrinking *shrinking;
      g_autoptr(GTask) task = NULL;

      if (frame == NULL || half_of (frame) >= MAX (askg_frame_get_width_px (frame), askg_frame_get_height_px (frame)))
        continue;
      shrinking = g_new0 (Shrinking, 1);
      shrinking->self = g_object_ref (self);
      shrinking->attachment = g_object_ref (attachment);
      task = g_task_new (NULL, NULL, shrunk_cb, shrinking);
      g_task_set_task_data (task, g_object_ref (frame), g_object_unref);
      g_task_run_in_thread (task, shrink_in_thread);
    }
}

/* -- Other engines ------------------------------------------------------------ */

static void
tell_engines (AskgDeskOverlay *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);
  GListModel *engines = G_LIST_MODEL (askg_engine_room_get_engines (room));
  AskgOtherEngines *others = askg_other_engines_new ();

  for (guint i = 0; i < g_list_model_get_n_items (engines); i++)
    {
      g_autoptr(AskgEngine) engine = g_list_model_get_item (engines, i);
      const char *id = askg_engine_get_id (engine);
      AskgProfile *profile = askg_profiles_find (askg_engine_room_get_profiles (room), id);
      g_autofree char *place = profile != NULL ? askg_engine_words_for_place (profile) : NULL;

      askg_other_engines_add (others, id, askg_engine_get_name (engine), place);
    }
  askg_overlay_set_others (self->overlay, others);
}

/* From here on the engines are known. */
void
askg_desk_answer_history_opened (AskgDeskOverlay *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);

  if (room == NULL)
    return;
  g_signal_connect_object (askg_engine_room_get_engines (room), "items-changed", G_CALLBACK (tell_engines), self,
                           G_CONNECT_SWAPPED);
  tell_engines (self);
  askg_desk_facts_history_opened (self);
}

void
askg_desk_answer_connect (AskgDeskOverlay *self)
{
  g_signal_connect (self->overlay, "go-on", G_CALLBACK (go_on_cb), self);
  g_signal_connect (self->overlay, "smaller", G_CALLBACK (smaller_cb), self);
}
