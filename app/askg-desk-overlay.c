/* askg-desk-overlay.c: main thread. Asking; what is attached is in askg-desk-attach.c, what was asked
 * before in askg-desk-history.c. */
#include "app/askg-desk-overlay-private.h"

#include <glib/gi18n-lib.h>

#include "app/askg-asking.h"
#include "app/askg-desk-link.h"
#include "engine/base/askg-error.h"

G_DEFINE_FINAL_TYPE (AskgDeskOverlay, askg_desk_overlay, G_TYPE_OBJECT)

/* -- Asking --------------------------------------------------------------- */

/* What became of it, the overlay tells by itself. */
static void
answer_over_cb (AskgAnswer      *answer,
                GParamSpec      *pspec,
                AskgDeskOverlay *self)
{
  if (!askg_answer_is_over (answer))
    return;

  g_signal_handlers_disconnect_by_func (answer, answer_over_cb, self);
  askg_desk_history_refresh (self);
}

static AskgTurn *
ask_question (AskgDeskOverlay *self,
              AskgQuestion    *question,
              const char      *engine_id)
{
  AskgConversation *conversation = askg_overlay_get_conversation (self->overlay);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgTurn) turn = askg_asking_start (self->session, conversation, question, engine_id, &error);

  if (turn == NULL)
    askg_overlay_show_error (self->overlay, _("That did not work"), error);
  else
    g_signal_connect_object (askg_turn_get_answer (turn), "notify::state", G_CALLBACK (answer_over_cb), self,
                             G_CONNECT_DEFAULT);

  return g_steal_pointer (&turn);
}

/* A question that is edited or asked again takes the place of the old one and of what followed it. */
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

static void
tell_waiting (AskgDeskOverlay *self,
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

  if (askg_session_find_engine (self->session, NULL, NULL) != NULL)
    make_place (self, askg_draft_get_replaces (draft));
  turn = ask_question (self, question, NULL);
  if (turn != NULL)
    askg_draft_clear (draft);
  tell_waiting (self, turn);
}

static void
retry_cb (AskgOverlay     *overlay,
          guint            index,
          const char      *engine_id,
          AskgDeskOverlay *self)
{
  AskgConversation *conversation = askg_overlay_get_conversation (overlay);
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgTurn) turn = NULL;

  if (index >= askg_conversation_get_n_turns (conversation))
    return;
  question = g_object_ref (askg_turn_get_question (askg_conversation_get_turn (conversation, index)));
  if (*engine_id == '\0' || askg_session_find_engine (self->session, engine_id, NULL) != NULL)
    make_place (self, index);
  turn = ask_question (self, question, *engine_id != '\0' ? engine_id : NULL);
}

static void
new_cb (AskgOverlay     *overlay,
        AskgDeskOverlay *self)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();

  askg_overlay_set_conversation (overlay, conversation);
}

static void
dismissed_cb (AskgOverlay     *overlay,
              AskgDeskOverlay *self)
{
  tell_waiting (self, NULL);
}

/* -- A region ------------------------------------------------------------- */

typedef struct
{
  char     *text;
  char     *engine_id;
  gboolean  was_visible;
} RegionJob;

static void
region_job_free (gpointer data)
{
  RegionJob *job = data;

  g_free (job->text);
  g_free (job->engine_id);
  g_free (job);
}

/* The words came with the gesture: what the person is typing in the overlay stays as it is. */
static void
ask_beside_the_draft (AskgDeskOverlay *self,
                      RegionJob       *job,
                      AskgAttachment  *attachment,
                      GTask           *task)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;
  AskgTurn *turn;

  askg_asking_read (self->session, attachment);
  g_list_store_append (attachments, attachment);
  question = askg_question_new (job->text, G_LIST_MODEL (attachments));
  turn = ask_question (self, question, job->engine_id);
  if (turn != NULL)
    g_task_return_pointer (task, turn, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The overlay has said why");
}

static void
region_chosen_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgDeskOverlay *self = g_task_get_source_object (task);
  RegionJob *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  AskgRect place;
  g_autoptr(AskgAttachment) attachment = askg_desk_region_choose_finish (ASKG_DESK_REGION (object), result, &place,
                                                                         &error);

  if (attachment == NULL)
    {
      if (job->was_visible || !askg_error_is_cancelled (error))
        askg_overlay_summon (self->overlay, NULL);
      if (!askg_error_is_cancelled (error))
        {
          askg_overlay_show_error (self->overlay, _("That did not work"), error);
          if (job->text != NULL && askg_draft_is_empty (askg_overlay_get_draft (self->overlay)))
            askg_draft_set_text (askg_overlay_get_draft (self->overlay), job->text);
        }
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (!job->was_visible)
    new_cb (self->overlay, self);
  askg_overlay_summon (self->overlay, &place);
  if (job->text != NULL && *job->text != '\0')
    {
      ask_beside_the_draft (self, job, attachment, task);
      return;
    }
  askg_desk_attach_add (self, attachment);
  tell_waiting (self, NULL); /* an older gesture is over: this one is the person's wish */
  self->waiting = g_steal_pointer (&task);
}

/**
 * askg_desk_overlay_ask_region_async:
 * @text: (nullable): asked at once when the region is chosen; without it the person types
 * @engine_id: (nullable): for @text
 * @callback: (nullable): called when a turn was asked, or the person let it be
 *
 * Freezes the screen, lets the person choose a region, and opens the overlay beside it. A gesture
 * while a region is being chosen is ignored.
 */
void
askg_desk_overlay_ask_region_async (AskgDeskOverlay     *self,
                                    const char          *text,
                                    const char          *engine_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  RegionJob *job = g_new0 (RegionJob, 1);
  g_autoptr(GError) error = NULL;

  job->text = g_strdup (text);
  job->engine_id = g_strdup (engine_id);
  job->was_visible = gtk_widget_get_visible (GTK_WIDGET (self->overlay));
  g_task_set_source_tag (task, askg_desk_overlay_ask_region_async);
  g_task_set_task_data (task, job, region_job_free);

  if (askg_desk_region_is_busy (self->region))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Another region is being chosen");
      g_object_unref (task);
      return;
    }
  if (engine_id != NULL && askg_session_find_engine (self->session, engine_id, &error) == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  askg_recogniser_warm_up (askg_session_get_recogniser (self->session));
  askg_desk_attach_make_room (self);
  askg_desk_region_choose_async (self->region, cancellable, region_chosen_cb, task);
}

/**
 * askg_desk_overlay_ask_region_finish:
 * @out_conversation: (out) (transfer full): where the turn is; set on success only
 *
 * Errors: %G_IO_ERROR_CANCELLED when the person let it be; what capturing reports
 *
 * Returns: (transfer full): the turn; its answer may still be growing
 */
AskgTurn *
askg_desk_overlay_ask_region_finish (AskgDeskOverlay  *self,
                                     GAsyncResult     *result,
                                     AskgConversation **out_conversation,
                                     GError          **error)
{
  AskgTurn *turn;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_desk_overlay_ask_region_async), NULL);

  turn = g_task_propagate_pointer (G_TASK (result), error);
  if (turn != NULL)
    *out_conversation = g_object_ref (askg_overlay_get_conversation (self->overlay));

  return turn;
}

/* -- Showing -------------------------------------------------------------- */

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
 */
void
askg_desk_overlay_ask_text (AskgDeskOverlay *self,
                            const char      *text)
{
  g_autofree char *words = g_strstrip (g_utf8_make_valid (text, -1));
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgTurn) turn = NULL;

  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  askg_desk_overlay_show (self);
  if (*words == '\0')
    return;
  new_cb (self->overlay, self);
  question = askg_question_new (words, NULL);
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

  g_signal_handlers_disconnect_by_data (self->overlay, self);
  tell_waiting (self, NULL);
  g_clear_object (&self->searching);
  if (self->history != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->history, self);
      gtk_window_destroy (GTK_WINDOW (self->history));
    }
  g_clear_object (&self->history);
  gtk_window_destroy (GTK_WINDOW (self->overlay));
  g_clear_object (&self->overlay);
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
  self->overlay = g_object_ref (askg_overlay_new (application));
  askg_desk_region_keep_out (self->region, GTK_WINDOW (self->overlay));
  if (settings != NULL)
    {
      askg_overlay_set_hint_wanted (self->overlay, !g_settings_get_boolean (settings, "overlay-hint-shown"));
      g_signal_connect (self->overlay, "hint-given", G_CALLBACK (hint_given_cb), self);
    }
  askg_overlay_set_engine (self->overlay, _("Reader"), _("no model"), ASKG_DOT_READY, NULL);

  g_signal_connect (self->overlay, "ask", G_CALLBACK (ask_cb), self);
  g_signal_connect (self->overlay, "retry", G_CALLBACK (retry_cb), self);
  g_signal_connect (self->overlay, "new", G_CALLBACK (new_cb), self);
  g_signal_connect (self->overlay, "dismissed", G_CALLBACK (dismissed_cb), self);
  askg_desk_link_connect (self->overlay);
  askg_desk_attach_connect (self);
  askg_desk_history_connect (self);

  return self;
}
