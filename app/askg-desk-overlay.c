/* askg-desk-overlay.c: main thread. Asking; a region's way from gesture to question is in
 * askg-desk-gesture.c, what is attached in askg-desk-attach.c, what was asked before in
 * askg-desk-history.c. */
#include "app/askg-desk-overlay-private.h"
#include "app/askg-desk-again.h"
#include "app/askg-desk-failure.h"
#include "app/askg-desk-outside.h"
#include "app/askg-desk-patch.h"

#include <glib/gi18n-lib.h>

#include "app/askg-asking.h"
#include "app/askg-desk-answer.h"
#include "app/askg-desk-facts.h"
#include "app/askg-desk-link.h"
#include "app/askg-desk-sending.h"
#include "engine/base/askg-error.h"

G_DEFINE_FINAL_TYPE (AskgDeskOverlay, askg_desk_overlay, G_TYPE_OBJECT)

/* -- Asking --------------------------------------------------------------- */

/* The overlay says by itself why it could not be asked; @error is for others. */
AskgTurn *
askg_desk_overlay_try_question (AskgDeskOverlay  *self,
                                AskgQuestion     *question,
                                const char       *engine_id,
                                GError          **error)
{
  AskgConversation *conversation = askg_overlay_get_conversation (self->overlay);
  g_autoptr(GError) trouble = NULL;
  AskgTurn *turn = askg_asking_start (self->session, conversation, question, engine_id, &trouble);

  if (turn == NULL)
    {
      askg_overlay_show_error (self->overlay, _("That did not work"), trouble);
      g_propagate_error (error, g_steal_pointer (&trouble));
    }

  return turn;
}

static AskgTurn *
ask_question (AskgDeskOverlay *self,
              AskgQuestion    *question,
              const char      *engine_id)
{
  return askg_desk_overlay_try_question (self, question, engine_id, NULL);
}

/* A question that is edited takes the place of the old one and of what followed it. */
static void
make_place (AskgDeskOverlay *self,
            guint            n_turns)
{
  AskgConversation *conversation = askg_overlay_get_conversation (self->overlay);

  if (n_turns >= askg_conversation_get_n_turns (conversation))
    return;
  if (askg_store_is_open (askg_session_get_store (self->session)))
    askg_store_drop_turns_after (askg_session_get_store (self->session), conversation, n_turns);
  askg_conversation_truncate (conversation, n_turns);
}

/* Whoever asked for a region hears of the turn, or with %NULL that there will be none. */
void
askg_desk_overlay_tell_waiting (AskgDeskOverlay *self,
                                AskgTurn        *turn)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->waiting);

  if (task == NULL)
    return;
  if (turn != NULL)
    g_task_return_pointer (task, g_object_ref (turn), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
}

static void
ask_cb (AskgOverlay     *overlay,
        AskgDeskOverlay *self)
{
  AskgDraft *draft = askg_overlay_get_draft (overlay);
  g_autoptr(AskgQuestion) question = askg_draft_make_question (draft);
  g_autoptr(AskgTurn) turn = NULL;

  if (self->recall != NULL)
    askg_desk_recall_hand_over (self->recall, question);
  if (self->rehearsal != NULL)
    askg_desk_rehearsal_hand_over (self->rehearsal, question);
  if (askg_session_find_engine (self->session, NULL, NULL) != NULL)
    make_place (self, askg_draft_get_replaces (draft));
  turn = ask_question (self, question, NULL);
  if (turn != NULL)
    askg_draft_clear (draft);
  askg_desk_overlay_tell_waiting (self, turn);
}

/* Nobody answered it, and nothing followed: there is nothing to be kept. */
static gboolean
is_void (AskgConversation *conversation,
         guint             index)
{
  AskgAnswer *answer = askg_turn_get_answer (askg_conversation_get_turn (conversation, index));

  return index + 1 == askg_conversation_get_n_turns (conversation) && askg_answer_get_length (answer) == 0 &&
         !askg_answer_parts_is_reply (askg_answer_get_parts (answer));
}

/* The answer there is stays, whoever is asked again. */
static void
retry_cb (AskgOverlay     *overlay,
          guint            index,
          const char      *engine_id,
          AskgDeskOverlay *self)
{
  AskgConversation *conversation = askg_overlay_get_conversation (overlay);
  const char *wanted = *engine_id != '\0' ? engine_id : NULL;
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GError) error = NULL;

  if (index >= askg_conversation_get_n_turns (conversation))
    return;
  if (is_void (conversation, index) && askg_session_find_engine (self->session, wanted, NULL) != NULL)
    {
      g_autoptr(AskgQuestion) question =
        g_object_ref (askg_turn_get_question (askg_conversation_get_turn (conversation, index)));

      make_place (self, index);
      turn = ask_question (self, question, wanted);
      return;
    }

  turn = askg_asking_again (self->session, conversation, index, wanted, &error);
  if (turn == NULL)
    askg_overlay_show_error (self->overlay, _("That did not work"), error);
}

void
askg_desk_overlay_begin_anew (AskgDeskOverlay *self)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();

  askg_overlay_set_conversation (self->overlay, conversation);
  if (self->recall != NULL)
    askg_desk_recall_again (self->recall);
}

static void
new_cb (AskgOverlay     *overlay,
        AskgDeskOverlay *self)
{
  askg_desk_overlay_begin_anew (self);
}

static void
dismissed_cb (AskgOverlay     *overlay,
              AskgDeskOverlay *self)
{
  askg_desk_overlay_tell_waiting (self, NULL);
}

/* -- Showing -------------------------------------------------------------- */

/* (transfer none) */
AskgDeskLock *
askg_desk_overlay_get_lock (AskgDeskOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_OVERLAY (self), NULL);

  return self->lock;
}

/**
 * askg_desk_overlay_get_window:
 *
 * Returns: (transfer none)
 */
AskgOverlay *
askg_desk_overlay_get_window (AskgDeskOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_OVERLAY (self), NULL);

  return self->overlay;
}

/* (transfer none) */
AskgDeskPreferences *
askg_desk_overlay_get_preferences (AskgDeskOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_OVERLAY (self), NULL);

  return self->preferences;
}

/* (transfer none) */
AskgDeskRegion *
askg_desk_overlay_get_region (AskgDeskOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_OVERLAY (self), NULL);

  return self->region;
}

void
askg_desk_overlay_show (AskgDeskOverlay *self)
{
  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  askg_overlay_summon (self->overlay, NULL);
  askg_desk_history_refresh (self);
}

void
askg_desk_overlay_hide (AskgDeskOverlay *self)
{
  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  askg_overlay_dismiss (self->overlay);
}

/* The key that opens it also puts it away, when it is in use. */
void
askg_desk_overlay_toggle (AskgDeskOverlay *self)
{
  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->overlay)) && gtk_window_is_active (GTK_WINDOW (self->overlay)))
    askg_desk_overlay_hide (self);
  else
    askg_desk_overlay_show (self);
}

/**
 * askg_desk_overlay_ask_text:
 * @text: from another program: it is shown, and asked as a question of its own; what the person
 *   is typing stays as it is
 * @about: (nullable): goes along, as what the person attaches; without a text it is attached, and the person writes
 */
void
askg_desk_overlay_ask_text (AskgDeskOverlay *self,
                            const char      *text,
                            AskgAttachment  *about)
{
  g_autofree char *words = g_strstrip (g_utf8_make_valid (text, -1));
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgTurn) turn = NULL;

  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  askg_desk_overlay_show (self);
  if (*words == '\0' && about != NULL)
    askg_desk_attach_add (self, about);
  if (*words == '\0')
    return;
  askg_desk_overlay_begin_anew (self);
  if (about != NULL)
    g_list_store_append (attachments, about);
  question = askg_question_new (words, G_LIST_MODEL (attachments));
  turn = ask_question (self, question, NULL);
}

void
askg_desk_overlay_tell_error (AskgDeskOverlay *self,
                              const GError    *error)
{
  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  askg_overlay_show_error (self->overlay, _("That did not work"), error);
}

/**
 * askg_desk_overlay_describe_host:
 *
 * Returns: (transfer none): what keeps the overlay above other windows here, or that nothing does
 */
const char *
askg_desk_overlay_describe_host (AskgDeskOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_OVERLAY (self), NULL);

  return askg_overlay_host_describe (askg_overlay_get_host (self->overlay));
}

/* -- Life ----------------------------------------------------------------- */

static void
askg_desk_overlay_finalize (GObject *object)
{
  AskgDeskOverlay *self = ASKG_DESK_OVERLAY (object);

  askg_desk_sending_end (self);
  askg_desk_again_disconnect (self);
  g_signal_handlers_disconnect_by_data (self->overlay, self);
  askg_desk_overlay_tell_waiting (self, NULL);
  g_clear_object (&self->searching);
  if (self->history != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->history, self);
      gtk_window_destroy (GTK_WINDOW (self->history));
    }
  g_clear_object (&self->history);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->preferences);
  askg_desk_speak_stop (self->speak);
  g_clear_object (&self->speak);
  gtk_window_destroy (GTK_WINDOW (self->overlay));
  g_clear_object (&self->overlay);
  g_clear_pointer (&self->sent, askg_outbound_unref);
  g_clear_object (&self->running);
  g_clear_pointer (&self->project, g_free);
  g_clear_object (&self->lock);
  g_clear_object (&self->region);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (askg_desk_overlay_parent_class)->finalize (object);
}

static void
askg_desk_overlay_class_init (AskgDeskOverlayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_overlay_finalize;
}

static void
askg_desk_overlay_init (AskgDeskOverlay *self)
{
}

/* That the panel may be covered here is said once. */
static void
hint_given_cb (AskgOverlay     *overlay,
               AskgDeskOverlay *self)
{
  g_settings_set_boolean (self->settings, "overlay-hint-shown", TRUE);
}

/* What is missing in the picture, and why: after the overlay is there, which puts older notices away. */
static gboolean
show_note (gpointer user_data)
{
  gpointer *both = user_data;
  AskgDeskOverlay *self = both[0];

  askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, _("Left out of the picture"), both[1], NULL, NULL, NULL, NULL);
  g_object_unref (self);
  g_free (both[1]);
  g_free (both);

  return G_SOURCE_REMOVE;
}

static void
note_cb (AskgDeskOverlay *self,
         const char      *sentence)
{
  gpointer *both = g_new (gpointer, 2);

  both[0] = g_object_ref (self);
  both[1] = g_strdup (sentence);
  g_idle_add (show_note, both);
}

/**
 * askg_desk_overlay_new:
 * @settings: (nullable)
 */
AskgDeskOverlay *
askg_desk_overlay_new (GtkApplication *application,
                       AskgSession    *session,
                       GSettings      *settings)
{
  AskgDeskOverlay *self = g_object_new (ASKG_TYPE_DESK_OVERLAY, NULL);

  self->application = application;
  self->session = g_object_ref (session);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->region = askg_desk_region_new (application);
  self->lock = askg_desk_lock_new (self->region);
  self->overlay = g_object_ref (askg_overlay_new (application));
  askg_desk_region_keep_out (self->region, GTK_WINDOW (self->overlay));
  if (settings != NULL)
    {
      askg_overlay_set_hint_wanted (self->overlay, !g_settings_get_boolean (settings, "overlay-hint-shown"));
      g_signal_connect (self->overlay, "hint-given", G_CALLBACK (hint_given_cb), self);
    }
  self->preferences = askg_desk_preferences_new (application, session, settings, self->overlay, self->region);

  g_signal_connect_object (self->region, "note", G_CALLBACK (note_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->overlay, "ask", G_CALLBACK (ask_cb), self);
  g_signal_connect (self->overlay, "retry", G_CALLBACK (retry_cb), self);
  g_signal_connect (self->overlay, "new", G_CALLBACK (new_cb), self);
  g_signal_connect (self->overlay, "dismissed", G_CALLBACK (dismissed_cb), self);
  askg_desk_link_connect (self->overlay);
  askg_desk_answer_connect (self);
  askg_desk_failure_connect (self);
  askg_desk_again_connect (self);
  askg_desk_outside_connect (self);
  askg_desk_patch_connect (self);
  askg_desk_facts_connect (self);
  self->speak = askg_desk_speak_new (session, self->overlay);
  askg_desk_attach_connect (self);
  askg_desk_history_connect (self);

  return self;
}
