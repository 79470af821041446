/* askg-desk-failure.c: main thread; what a command wrote is understood by a worker.
 *
 * key -> the record of the command that failed last -> its output, if need be out of its terminal -> its root, its lines -> asked of the
 * reader, which needs nobody -> whoever is asked next gets all of it along */
#include "app/askg-desk-failure.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-desk-overlay-private.h"
#include "app/askg-editor.h"
#include "app/askg-late-output.h"
#include "app/askg-met-before.h"
#include "app/askg-run-again.h"
#include "engine/base/askg-error.h"
#include "engine/debug/askg-failure.h"
#include "engine/debug/askg-last-failure.h"
#include "engine/debug/askg-source-finder.h"
#include "ui/debug/askg-failure-card.h"

#define READER "reader"

/* -- What failed ------------------------------------------------------------------------------ */

static void
understand_in_thread (GTask        *task,
                      gpointer      source_object,
                      gpointer      task_data,
                      GCancellable *cancellable)
{
  g_autoptr(AskgCommandRecord) whole = askg_late_output_find (task_data, cancellable);

  g_task_return_pointer (task, whole != NULL ? askg_failure_new_for_record (whole) : NULL, (GDestroyNotify) askg_failure_free);
}

/* @text: as AskgFailure has it */
static void
ask_about (AskgDeskOverlay *self,
           const char      *text,
           const char      *command)
{
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_text (ASKG_ATTACHMENT_COMMAND, text, command);
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgTurn) turn = NULL;

  g_list_store_append (attachments, attachment);
  question = askg_question_new ("", G_LIST_MODEL (attachments)); /* what failed says what is wanted */
  askg_question_leave_out_facts (question);
  turn = askg_desk_overlay_try_question (self, question, READER, NULL);
}

static void
tell_nothing_known (AskgDeskOverlay         *self,
                    const AskgCommandRecord *record)
{
  if (record == NULL)
    askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, _("No failing command is known"),
                              _("Run one so that Askglass reads along: askglass run -- make. Or let your shell tell of those that fail: askglass hook --help."),
                              NULL, NULL, NULL, NULL);
  else
    {
      g_autofree char *command = g_utf8_make_valid (record->command, -1);
      g_autofree char *title = g_strdup_printf (_("“%s” failed, and nobody read along"), command);

      askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, title, _("Run it again, and Askglass reads what it writes."),
                                _("Run Again"), "overlay.run-again", NULL, NULL);
    }
}

static void
understood_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AskgFailure) failure = g_task_propagate_pointer (G_TASK (result), NULL);

  if (failure != NULL)
    ask_about (ASKG_DESK_OVERLAY (source), failure->text, failure->command);
  else
    tell_nothing_known (ASKG_DESK_OVERLAY (source), g_task_get_task_data (G_TASK (result)));
}

/* Something was left out of it. What was asked before stays in the history, but for a question that was nothing else. */
static void
ask_failure_cb (AskgOverlay     *overlay,
                const char      *text,
                AskgDeskOverlay *self)
{
  AskgConversation *conversation = askg_overlay_get_conversation (overlay);
  const char *start = strstr (text, "$ ");
  g_autofree char *command = start != NULL ? g_strndup (start + 2, strcspn (start + 2, "\n")) : NULL;

  if (askg_conversation_get_n_turns (conversation) == 1 && askg_store_is_open (askg_session_get_store (self->session)))
    {
      askg_store_drop_turns_after (askg_session_get_store (self->session), conversation, 0);
      askg_conversation_truncate (conversation, 0);
    }
  else
    askg_desk_overlay_begin_anew (self);
  ask_about (self, text, command);
}

static void
understand (AskgDeskOverlay   *self,
            AskgCommandRecord *record)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, understood_cb, NULL);

  g_task_set_task_data (task, askg_command_record_ref (record), (GDestroyNotify) askg_command_record_unref);
  g_task_run_in_thread (task, understand_in_thread);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(AskgCommandRecord) record = askg_last_failure_find_finish (result, NULL);

  if (record != NULL)
    understand (self, record);
  else
    tell_nothing_known (self, record);
}

/* The overlay comes at once; what failed fills it. */
void
askg_desk_failure_ask (AskgDeskOverlay *self)
{
  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  askg_desk_overlay_begin_anew (self);
  askg_overlay_summon (self->overlay, NULL);
  askg_last_failure_find_async (NULL, NULL, NULL, found_cb, g_object_ref (self));
}

/* Of the last command that was asked about up to @turn. Returns: (nullable) (transfer full) */
char *
askg_desk_failure_dup_folder (AskgConversation *conversation,
                              AskgTurn         *turn)
{
  char *folder = NULL;

  for (guint i = 0; i < askg_conversation_get_n_turns (conversation); i++)
    {
      AskgQuestion *question = askg_turn_get_question (askg_conversation_get_turn (conversation, i));

      for (guint j = 0; j < askg_question_get_n_attachments (question); j++)
        {
          AskgAttachment *attachment = askg_question_get_attachment (question, j);
          g_autoptr(AskgFailure) failure = askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_COMMAND
                                             ? askg_failure_new_for_text (askg_attachment_get_text (attachment)) : NULL;

          if (failure == NULL)
            continue;
          g_free (folder);
          folder = g_strdup (failure->folder);
        }
      if (askg_conversation_get_turn (conversation, i) == turn)
        break;
    }

  return folder;
}

/* -- Met before ---------------------------------------------------------------------------------- */

static void
met_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(AskgFailureCard) card = user_data;
  AskgMetBefore met;

  if (askg_met_before_find_finish (result, &met, NULL))
    askg_failure_card_set_met (card, met.conversation_id, met.turn_id, met.asked_at_us);
}

/* What cannot be looked up is not worth an error. */
static void
failure_cb (AskgOverlay       *overlay,
            AskgTurn          *turn,
            AskgFailureCard   *card,
            const AskgFailure *failure,
            AskgDeskOverlay   *self)
{
  AskgStore *store = askg_session_get_store (self->session);
  const gint64 asked_at_us = askg_question_get_asked_at_us (askg_turn_get_question (turn));

  if (askg_store_is_open (store))
    askg_met_before_find_async (store, failure, asked_at_us > 0 ? asked_at_us : g_get_real_time (), NULL, met_cb, g_object_ref (card));
}

/* -- Again ------------------------------------------------------------------------------------- */

static void
ran_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgCommandRecord) record = askg_run_again_finish (result, &error);

  g_clear_object (&self->running);
  askg_overlay_put_notice_away (self->overlay);
  if (record == NULL)
    {
      if (!askg_error_is_cancelled (error))
        askg_overlay_show_error (self->overlay, _("It could not be run again"), error);
    }
  else if (record->status == 0)
    {
      g_autofree char *command = g_utf8_make_valid (record->command, -1);
      g_autofree char *title = g_strdup_printf (_("“%s” ends well now (%.1f s)"), command,
                                                (double) (record->ended_us - record->began_us) / G_USEC_PER_SEC);

      askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, title, NULL, NULL, NULL, NULL, NULL);
    }
  else
    understand (self, record);
}

static void
to_run_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(AskgCommandRecord) record = askg_last_failure_find_finish (result, NULL);
  g_autofree char *title = NULL, *command = NULL;

  if (record == NULL)
    {
      tell_nothing_known (self, NULL);
      return;
    }
  if (self->running != NULL) /* pressed twice before it began */
    return;
  self->running = g_cancellable_new ();
  command = g_utf8_make_valid (record->command, -1);
  title = g_strdup_printf (_("Running “%s”…"), command);
  askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, title, NULL, _("Stop"), "overlay.run-again", NULL, NULL);
  askg_run_again_async (record, self->running, ran_cb, g_object_ref (self));
}

/* Pressed while it runs, it ends it. */
static void
run_again_cb (AskgOverlay     *overlay,
              AskgDeskOverlay *self)
{
  if (self->running != NULL)
    g_cancellable_cancel (self->running);
  else
    askg_last_failure_find_async (NULL, NULL, NULL, to_run_cb, g_object_ref (self));
}

/* -- Its place ---------------------------------------------------------------------------------- */

static void
open_place_cb (AskgOverlay     *overlay,
               const char      *path,
               guint            line,
               AskgDeskOverlay *self)
{
  g_autofree char *wanted = self->settings != NULL ? g_settings_get_string (self->settings, "editor") : NULL;
  g_autoptr(GError) error = NULL;

  if (!askg_editor_open (wanted, path, line, &error))
    askg_overlay_show_error (overlay, _("It could not be opened"), error);
}

/* "src/main.c:12" in an answer */
typedef struct
{
  char  *folder; /* owned: of the command that was asked about */
  char  *file;   /* owned: as it is named */
  guint  line;
} Mention;

static void
mention_free (gpointer data)
{
  Mention *mention = data;

  g_free (mention->folder);
  g_free (mention->file);
  g_free (mention);
}

static void
find_mentioned (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Mention *mention = task_data;
  g_autoptr(AskgSourceFinder) finder = askg_source_finder_new (mention->folder);
  g_autofree char *file = askg_source_finder_find (finder, mention->file);

  g_task_return_pointer (task, file != NULL ? g_build_filename (askg_source_finder_get_project (finder), file, NULL) : NULL, g_free);
}

static void
mentioned_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  AskgDeskOverlay *self = ASKG_DESK_OVERLAY (source);
  const Mention *mention = g_task_get_task_data (G_TASK (result));
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *title = NULL;

  if (path != NULL)
    {
      open_place_cb (self->overlay, path, mention->line, self);
      return;
    }
  title = g_strdup_printf (_("There is no “%s” in this project"), mention->file);
  askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, title, mention->folder, NULL, NULL, NULL, NULL);
}

static void
open_mention_cb (AskgOverlay     *overlay,
                 const char      *place,
                 AskgDeskOverlay *self)
{
  g_autofree char *folder = askg_desk_failure_dup_folder (askg_overlay_get_conversation (overlay), NULL);
  g_autoptr(GTask) task = NULL;
  Mention *mention;

  if (folder == NULL)
    return;
  mention = g_new0 (Mention, 1);
  mention->folder = g_steal_pointer (&folder);
  mention->file = g_strndup (place, strcspn (place, ":"));
  mention->line = (guint) strtoul (place + strlen (mention->file) + 1, NULL, 10);
  task = g_task_new (self, NULL, mentioned_cb, NULL);
  g_task_set_source_tag (task, open_mention_cb);
  g_task_set_task_data (task, mention, mention_free);
  g_task_run_in_thread (task, find_mentioned);
}

void
askg_desk_failure_connect (AskgDeskOverlay *self)
{
  g_signal_connect (self->overlay, "failure", G_CALLBACK (failure_cb), self);
  g_signal_connect (self->overlay, "ask-failure", G_CALLBACK (ask_failure_cb), self);
  g_signal_connect (self->overlay, "run-again", G_CALLBACK (run_again_cb), self);
  g_signal_connect (self->overlay, "open-place", G_CALLBACK (open_place_cb), self);
  g_signal_connect (self->overlay, "open-mention", G_CALLBACK (open_mention_cb), self);
}
