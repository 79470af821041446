/* askg-desk-rehearsal.c: main thread. */
#include "app/askg-desk-rehearsal.h"

#include "app/askg-rehearsing.h"
#include "engine/privacy/askg-picture-mask.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-engine.h"
#include "ui/overlay/askg-preview-text.h"
#include "ui/overlay/askg-send-preview.h"

#define PAUSE_MS 300 /* of who types, before it is worth while */

struct _AskgDeskRehearsal
{
  /* Owned */
  AskgSession  *session;
  AskgCover    *cover;       /* of a conversation that is not begun yet: what was uncovered stays so when it is asked */
  GCancellable *cancellable; /* (nullable): of what is being made ready */
  AskgOutbound *outbound;    /* (nullable): what would be sent, as of the last pause */

  /* Borrowed */
  AskgOverlay    *overlay;     /* it outlives this */
  AskgDeskRecall *recall;      /* the same */

  guint         pause_source;
  gboolean      is_wanted;   /* to be shown as soon as it is ready */
};

/* (nullable) (transfer none): the engine that is asked first, where that is on another machine */
static AskgChatEngine *
find_far_engine (AskgDeskRehearsal *self)
{
  AskgEngineRoom *room = askg_session_peek_engine_room (self->session);
  AskgEngine *engine = room != NULL ? askg_engines_get_default (askg_engine_room_get_engines (room)) : NULL;

  return ASKG_IS_CHAT_ENGINE (engine) && !askg_engine_link_is_here (askg_chat_engine_get_link (ASKG_CHAT_ENGINE (engine)))
           ? ASKG_CHAT_ENGINE (engine) : NULL;
}

/* A keyring that is locked would ask the person in the middle of a word. */
static gboolean
is_quiet (AskgChatEngine *engine)
{
  return askg_engine_link_is_open (askg_chat_engine_get_link (engine)) ||
         askg_profile_get_key_place (askg_chat_engine_get_profile (engine)) != ASKG_KEY_IN_SERVICE;
}

/* The keyboard goes back to the question. */
static void
unmap_cb (AskgSendPreview *preview,
          AskgOverlay     *overlay)
{
  if (gtk_widget_get_visible (GTK_WIDGET (overlay)))
    askg_overlay_summon (overlay, NULL);
}

static void
show_now (AskgDeskRehearsal *self)
{
  AskgSendPreview *preview = askg_send_preview_new (GTK_WINDOW (self->overlay), self->outbound, ASKG_PREVIEWED_DRAFT);

  self->is_wanted = FALSE;
  g_signal_connect_object (preview, "unmap", G_CALLBACK (unmap_cb), self->overlay, G_CONNECT_AFTER);
  gtk_window_present (GTK_WINDOW (preview));
}

/* In the draft the pictures look as they would be sent: a secret can be read in a thumbnail, too. */
static void
show_covered (AskgDeskRehearsal *self,
              gboolean           is_covered)
{
  GListModel *attachments = askg_draft_get_attachments (askg_overlay_get_draft (self->overlay));

  for (guint i = 0; i < g_list_model_get_n_items (attachments); i++)
    {
      g_autoptr(AskgAttachment) attachment = g_list_model_get_item (attachments, i);
      AskgFrame *frame = askg_attachment_get_frame (attachment);
      g_autoptr(AskgFrame) covered = is_covered && frame != NULL ? askg_picture_mask_dup_last (frame) : NULL;

      askg_attachment_set_covered (attachment, covered);
    }
}

static void
rehearsed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgOutbound) outbound = askg_rehearsing_finish (ASKG_SESSION (object), result, &error);
  AskgDeskRehearsal *self = user_data;
  g_autofree char *line = NULL;

  /* Whoever cancels it may be gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (outbound == NULL)
    {
      if (self->is_wanted)
        askg_overlay_show_error (self->overlay, NULL, error);
      self->is_wanted = FALSE;
      return;
    }

  g_clear_pointer (&self->outbound, askg_outbound_unref);
  self->outbound = g_steal_pointer (&outbound);
  line = askg_preview_dup_line (self->outbound);
  askg_overlay_set_draft_line (self->overlay, line);
  show_covered (self, TRUE);
  if (self->is_wanted)
    show_now (self);
}

static void
forget (AskgDeskRehearsal *self)
{
  g_clear_handle_id (&self->pause_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->outbound, askg_outbound_unref);
}

static void
begin (AskgDeskRehearsal *self)
{
  AskgDraft *draft = askg_overlay_get_draft (self->overlay);
  g_autoptr(AskgQuestion) question = askg_draft_make_question (draft);

  forget (self);
  askg_desk_recall_hand_over (self->recall, question);
  askg_chat_cover_set (question, self->cover);
  self->cancellable = g_cancellable_new ();
  askg_rehearsing_async (self->session, askg_overlay_get_conversation (self->overlay), question, NULL, self->cancellable,
                         rehearsed_cb, self);
}

static gboolean
paused_cb (gpointer user_data)
{
  AskgDeskRehearsal *self = user_data;
  AskgChatEngine *engine = find_far_engine (self);

  self->pause_source = 0;
  if (engine != NULL && is_quiet (engine) && askg_draft_can_be_asked (askg_overlay_get_draft (self->overlay)))
    begin (self);

  return G_SOURCE_REMOVE;
}

/* What would be sent is another now: by a letter, by a picture, by another engine. */
void
askg_desk_rehearsal_again (AskgDeskRehearsal *self)
{
  forget (self);
  self->is_wanted = FALSE;
  askg_overlay_set_draft_line (self->overlay, NULL);
  if (find_far_engine (self) == NULL)
    show_covered (self, FALSE);
  else if (askg_draft_can_be_asked (askg_overlay_get_draft (self->overlay)))
    self->pause_source = g_timeout_add (PAUSE_MS, paused_cb, self);
}

/* Returns: whether there is something that would be sent; it is shown, now or in a moment */
gboolean
askg_desk_rehearsal_show (AskgDeskRehearsal *self)
{
  if (find_far_engine (self) == NULL || !askg_draft_can_be_asked (askg_overlay_get_draft (self->overlay)))
    return FALSE;

  self->is_wanted = TRUE;
  if (self->outbound != NULL)
    show_now (self);
  else if (self->cancellable == NULL)
    begin (self);

  return TRUE;
}

/* It is asked: what was uncovered for it stays uncovered. */
void
askg_desk_rehearsal_hand_over (AskgDeskRehearsal *self,
                               AskgQuestion      *question)
{
  askg_chat_cover_set (question, self->cover);
  askg_cover_unref (self->cover);
  self->cover = askg_cover_new ();
}

/* @overlay, @recall: (transfer none): outlive it */
AskgDeskRehearsal *
askg_desk_rehearsal_new (AskgSession    *session,
                         AskgOverlay    *overlay,
                         AskgDeskRecall *recall)
{
  AskgDeskRehearsal *self = g_new0 (AskgDeskRehearsal, 1);
  AskgDraft *draft = askg_overlay_get_draft (overlay);

  self->session = g_object_ref (session);
  self->overlay = overlay;
  self->recall = recall;
  self->cover = askg_cover_new ();
  g_signal_connect_swapped (draft, "notify::text", G_CALLBACK (askg_desk_rehearsal_again), self);
  g_signal_connect_swapped (askg_draft_get_attachments (draft), "items-changed", G_CALLBACK (askg_desk_rehearsal_again), self);

  return self;
}

void
askg_desk_rehearsal_free (AskgDeskRehearsal *self)
{
  AskgDraft *draft = askg_overlay_get_draft (self->overlay);

  g_signal_handlers_disconnect_by_data (draft, self);
  g_signal_handlers_disconnect_by_data (askg_draft_get_attachments (draft), self);
  forget (self);
  g_clear_pointer (&self->cover, askg_cover_unref);
  g_clear_object (&self->session);
  g_free (self);
}
