/* askg-desk-failure.c: main thread; what a command wrote is understood by a worker.
 *
 * key -> the record of the command that failed last -> its output, if need be out of its terminal -> its root, its lines -> asked of the
 * reader, which needs nobody -> whoever is asked next gets all of it along */
#include "app/askg-desk-failure.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-desk-again.h"
#include "app/askg-desk-outside.h"
#include "app/askg-desk-overlay-private.h"
#include "app/askg-editor.h"
#include "app/askg-late-output.h"
#include "app/askg-met-before.h"
#include "engine/base/askg-error.h"
#include "engine/debug/askg-command-text.h"
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

/* @text: as AskgFailure has it. Returns: (nullable) (transfer full): */
static AskgTurn *
ask_about (AskgDeskOverlay *self,
           const char      *text,
           const char      *command)
{
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_text (ASKG_ATTACHMENT_COMMAND, text, command);
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;

  g_list_store_append (attachments, attachment);
  question = askg_question_new ("", G_LIST_MODEL (attachments)); /* what failed says what is wanted */
  askg_question_leave_out_facts (question);

  return askg_desk_overlay_try_question (self, question, READER, NULL);
}

/**
 * askg_desk_failure_ask_about:
 * @change: (nullable): what is new about it, where it failed before
 */
void
askg_desk_failure_ask_about (AskgDeskOverlay         *self,
                             const AskgFailure       *failure,
                             const AskgFailureChange *change)
{
  g_autoptr(AskgTurn) turn = NULL;

  self->change = change; /* it may be shown before there is a turn to have it */
  turn = ask_about (self, failure->text, failure->command);
  self->change = NULL;
  if (turn != NULL && change != NULL)
    g_object_set_data_full (G_OBJECT (turn), "askg-change", g_memdup2 (change, sizeof *change), g_free);
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
      g_autofree char *command = askg_command_text_dup_line (record);
      g_autofree char *title = g_strdup_printf (_("“%s” failed, and nobody read along"), command);
      const char *why = askg_late_output_tell_why (record);
      g_autofree char *words = g_strjoin (why != NULL ? " " : "", why != NULL ? why : "",
                                          _("Run it again, and Askglass reads what it writes."), NULL);

      askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, title, words,
                                _("Run Again"), "overlay.run-again", NULL, NULL);
    }
}

void
askg_desk_failure_tell_none (AskgDeskOverlay *self)
{
  tell_nothing_known (self, NULL);
}

static void
understood_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AskgFailure) failure = g_task_propagate_pointer (G_TASK (result), NULL);

  if (failure != NULL)
    askg_desk_failure_ask_about (ASKG_DESK_OVERLAY (source), failure, NULL);
  else
    tell_nothing_known (ASKG_DESK_OVERLAY (source), g_task_get_task_data (G_TASK (result)));
}

/**
 * askg_desk_failure_ask_instead:
 * @text: of a failure, from which something was left out, or to which something came
 *
 * What was asked before stays in the history, but for a question that was nothing else.
 */
void
askg_desk_failure_ask_instead (AskgDeskOverlay *self,
                               const char      *text)
{
  AskgConversation *conversation = askg_overlay_get_conversation (self->overlay);
  const char *start = strstr (text, "$ ");
  g_autofree char *command = start != NULL ? g_strndup (start + 2, strcspn (start + 2, "\n")) : NULL;
  g_autoptr(AskgTurn) turn = NULL;

  if (askg_conversation_get_n_turns (conversation) == 1 && askg_store_is_open (askg_session_get_store (self->session)))
    {
      askg_store_drop_turns_after (askg_session_get_store (self->session), conversation, 0);
      askg_conversation_truncate (conversation, 0);
    }
  else
    askg_desk_overlay_begin_anew (self);
  turn = ask_about (self, text, command);
}

static void
ask_failure_cb (AskgOverlay     *overlay,
                const char      *text,
                AskgDeskOverlay *self)
{
  askg_desk_failure_ask_instead (self, text);
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
  g_autoptr(AskgCommandRecord) record = askg_desk_again_choose (self, askg_last_failure_find_finish (result, NULL));

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

/* -- What is shown --------------------------------------------------------------------------------- */

/* What cannot be looked up is not worth an error. */
static void
failure_cb (AskgOverlay       *overlay,
            AskgTurn          *turn,
            AskgFailureCard   *card,
            const AskgFailure *failure,
            AskgDeskOverlay   *self)
{
  AskgStore *store = askg_session_get_store (self->session);
  const AskgFailureChange *known = g_object_get_data (G_OBJECT (turn), "askg-change"), *change = known != NULL ? known : self->change;
  const gint64 asked_at_us = askg_question_get_asked_at_us (askg_turn_get_question (turn));

  if (change != NULL)
    askg_failure_card_set_change (card, change);
  askg_desk_outside_look (card, failure);
  if (askg_store_is_open (store))
    askg_met_before_find_async (store, failure, asked_at_us > 0 ? asked_at_us : g_get_real_time (), NULL, met_cb, g_object_ref (card));
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
  g_signal_connect (self->overlay, "open-place", G_CALLBACK (open_place_cb), self);
  g_signal_connect (self->overlay, "open-mention", G_CALLBACK (open_mention_cb), self);
}
