/* askg-desk-gesture.c: main thread. From the gesture to a question: a region is chosen, and asked about
 * at once or attached to the draft. */
#include "app/askg-desk-overlay-private.h"

#include <glib/gi18n-lib.h>

#include "app/askg-asking.h"
#include "app/askg-recalling.h"
#include "engine/base/askg-error.h"

typedef struct
{
  char       *text;
  char       *engine_id;
  GListModel *others;      /* (nullable): of AskgAttachment, that came with the gesture; owned */
  gboolean    with_memory;
  gboolean    was_visible;
} RegionJob;

static void
region_job_free (gpointer data)
{
  RegionJob *job = data;

  g_free (job->text);
  g_free (job->engine_id);
  g_clear_object (&job->others);
  g_free (job);
}

/* The region, and after it what else came with the gesture. */
static GPtrArray *
all_attachments (RegionJob      *job,
                 AskgAttachment *region)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  const guint n_others = job->others != NULL ? g_list_model_get_n_items (job->others) : 0;

  g_ptr_array_add (all, g_object_ref (region));
  for (guint i = 0; i < n_others; i++)
    g_ptr_array_add (all, g_list_model_get_item (job->others, i));

  return all;
}

/* The words came with the gesture: what the person is typing in the overlay stays as it is. */
static void
ask_beside_the_draft (AskgDeskOverlay *self,
                      RegionJob       *job,
                      GPtrArray       *all,
                      GTask           *task)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(GError) error = NULL;
  AskgTurn *turn;

  for (guint i = 0; i < all->len; i++)
    {
      askg_asking_read (self->session, g_ptr_array_index (all, i));
      g_list_store_append (attachments, g_ptr_array_index (all, i));
    }
  question = askg_question_new (job->text, G_LIST_MODEL (attachments));
  if (!job->with_memory)
    {
      askg_question_leave_out_facts (question);
      askg_recalling_forgo (question);
    }
  turn = askg_desk_overlay_try_question (self, question, job->engine_id, &error);
  if (turn != NULL)
    g_task_return_pointer (task, turn, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
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
  g_autoptr(GPtrArray) all = NULL;

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
    askg_desk_overlay_begin_anew (self);
  askg_overlay_summon (self->overlay, &place);
  all = all_attachments (job, attachment);
  if (job->text != NULL && *job->text != '\0')
    {
      ask_beside_the_draft (self, job, all, task);
      return;
    }
  for (guint i = 0; i < all->len; i++)
    askg_desk_attach_add (self, g_ptr_array_index (all, i));
  askg_desk_overlay_tell_waiting (self, NULL); /* an older gesture is over: this one is the person's wish */
  self->waiting = g_steal_pointer (&task);
}

/**
 * askg_desk_overlay_ask_region_async:
 * @text: (nullable): asked at once when the region is chosen; without it the person types
 * @engine_id: (nullable): for @text
 * @with_memory: whether earlier turns may go along with @text
 * @others: (nullable): of AskgAttachment, for the same question
 * @callback: (nullable): called when a turn was asked, or the person let it be
 *
 * Freezes the screen, lets the person choose a region, and opens the overlay beside it. While
 * a region is being chosen, another gesture changes nothing.
 */
void
askg_desk_overlay_ask_region_async (AskgDeskOverlay     *self,
                                    const char          *text,
                                    const char          *engine_id,
                                    gboolean             with_memory,
                                    GListModel          *others,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  RegionJob *job = g_new0 (RegionJob, 1);
  g_autoptr(GError) error = NULL;

  job->text = g_strdup (text);
  job->engine_id = g_strdup (engine_id);
  job->with_memory = with_memory;
  job->others = others != NULL ? g_object_ref (others) : NULL;
  job->was_visible = gtk_widget_get_visible (GTK_WIDGET (self->overlay));
  g_task_set_source_tag (task, askg_desk_overlay_ask_region_async);
  g_task_set_task_data (task, job, region_job_free);

  if (askg_desk_region_is_busy (self->region))
    {
      g_task_return_error (task, askg_desk_region_new_busy_error ());
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
  askg_session_warm_up_engine (self->session);
  askg_desk_attach_make_room (self);
  askg_desk_region_choose_async (self->region, cancellable, region_chosen_cb, task);
}

/**
 * askg_desk_overlay_ask_region_finish:
 * @out_conversation: (out) (transfer full): where the turn is; set on success only
 *
 * Errors: %G_IO_ERROR_CANCELLED when the person let it be; %ASKG_ERROR_BUSY while another region is
 *   being chosen; what capturing reports
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
