/* askg-desk-patch.c: main thread; files are read and written by a worker.
 *
 * a patch is shown -> which project -> trial -> the card's state; press -> git or patch -> trial again */
#include "app/askg-desk-patch.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-desk-again.h"
#include "app/askg-desk-failure.h"
#include "app/askg-desk-overlay-private.h"
#include "engine/base/askg-error.h"
#include "engine/debug/askg-last-failure.h"
#include "engine/debug/askg-patch-trial.h"
#include "ui/debug/askg-offered-patch.h"

/* A larger file goes along with a question only if the person gives it. */
#define MAX_FILE_BYTES (64u * 1024)

/* Of one offered patch; it has it as its data. */
typedef struct
{
  AskgDeskOverlay  *desk;    /* borrowed: outlives the overlay's cards */
  AskgOfferedPatch *patch;   /* borrowed: has this */
  AskgTurn         *turn;    /* owned */
  char             *folder;  /* (nullable) owned: once it is known */
  AskgPatchTrial   *trial;   /* (nullable) owned: the last one */
  gboolean          is_ours; /* it was applied here: the trial takes it back to the byte */
  GCancellable     *work;    /* owned: the trial or the writing on its way */
} Patching;

static void check (Patching *self);

static void
patching_free (gpointer data)
{
  Patching *self = data;

  g_cancellable_cancel (self->work);
  g_clear_object (&self->work);
  g_clear_object (&self->turn);
  g_clear_pointer (&self->trial, askg_patch_trial_free);
  g_free (self->folder);
  g_free (self);
}

/* What was begun before tells nobody any more. */
static void
renew_work (Patching *self)
{
  g_cancellable_cancel (self->work);
  g_set_object (&self->work, NULL);
  self->work = g_cancellable_new ();
}

/* -- The trial ------------------------------------------------------------------------------ */

typedef struct
{
  char *text;
  char *folder;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->text);
  g_free (wanted->folder);
  g_free (wanted);
}

static void
try_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Wanted *wanted = task_data;

  g_task_return_pointer (task, askg_patch_trial_new (wanted->text, wanted->folder, cancellable), (GDestroyNotify) askg_patch_trial_free);
}

static void
show_trial (Patching       *self,
            AskgPatchTrial *trial)
{
  g_clear_pointer (&self->trial, askg_patch_trial_free);
  self->trial = trial;
  if (trial->state == ASKG_PATCH_TRIAL_FAILS)
    {
      askg_offered_patch_set_state (self->patch, ASKG_OFFERED_FAILS, trial->why->message);
      return;
    }
  askg_offered_patch_take_fitted (self->patch, askg_patch_copy (trial->patch));
  askg_offered_patch_set_state (self->patch, trial->state == ASKG_PATCH_TRIAL_IS_IN ? ASKG_OFFERED_IS_IN : ASKG_OFFERED_FITS, NULL);
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgOfferedPatch) patch = user_data;
  Patching *self = g_object_get_data (G_OBJECT (patch), "askg-patching");
  AskgPatchTrial *trial;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  trial = g_task_propagate_pointer (G_TASK (result), NULL);
  show_trial (self, trial);
}

static void
try_there (Patching *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);
  g_autoptr(GTask) task = NULL;

  renew_work (self);
  wanted->text = g_strdup (askg_offered_patch_get_text (self->patch));
  wanted->folder = g_strdup (self->folder);
  task = g_task_new (NULL, self->work, tried_cb, g_object_ref (self->patch));
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, wanted, wanted_free);
  askg_offered_patch_set_state (self->patch, ASKG_OFFERED_CHECKING, NULL);
  g_task_run_in_thread (task, try_in_thread);
}

/* -- Which project --------------------------------------------------------------------------- */

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgOfferedPatch) patch = user_data;
  Patching *self = g_object_get_data (G_OBJECT (patch), "askg-patching");
  g_autoptr(GError) error = NULL;
  AskgCommandRecord *record = askg_last_failure_find_finish (result, &error);

  if (record != NULL)
    self->folder = g_strdup (record->folder);
  g_clear_pointer (&record, askg_command_record_unref);
  if (askg_error_is_cancelled (error))
    return;
  askg_offered_patch_set_can_run (self->patch, self->folder != NULL);
  if (self->folder != NULL)
    try_there (self);
  else
    askg_offered_patch_set_state (self->patch, ASKG_OFFERED_UNPLACED, NULL);
}

static void
check (Patching *self)
{
  if (!askg_answer_is_over (askg_turn_get_answer (self->turn)) || self->is_ours)
    return;
  if (self->folder == NULL)
    self->folder = askg_desk_failure_dup_folder (askg_overlay_get_conversation (self->desk->overlay), self->turn);
  if (self->folder == NULL)
    self->folder = g_strdup (self->desk->project);
  if (self->folder != NULL)
    {
      askg_offered_patch_set_can_run (self->patch, TRUE);
      try_there (self);
      return;
    }
  renew_work (self);
  askg_last_failure_find_async (NULL, NULL, self->work, found_cb, g_object_ref (self->patch));
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         user_data)
{
  g_autoptr(AskgOfferedPatch) patch = user_data;
  Patching *self = g_object_get_data (G_OBJECT (patch), "askg-patching");
  g_autoptr(GFile) folder = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_object_unref (dialog);
  if (folder == NULL)
    return;
  g_free (self->desk->project);
  self->desk->project = g_file_get_path (folder);
  g_free (self->folder);
  self->folder = g_strdup (self->desk->project);
  if (self->folder != NULL)
    try_there (self);
}

static void
choose_folder (Patching *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("For Which Project Is the Patch?"), GTK_WINDOW (self->desk->overlay),
                                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _("Choose"), NULL);

  g_signal_connect (chooser, "response", G_CALLBACK (folder_chosen_cb), g_object_ref (self->patch));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* -- Writing --------------------------------------------------------------------------------- */

typedef struct
{
  AskgPatchTrial *trial; /* owned while the worker has it */
  gboolean        is_undo;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_clear_pointer (&writing->trial, askg_patch_trial_free);
  g_free (writing);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Writing *writing = task_data;
  GError *error = NULL;

  if (askg_patch_trial_apply (writing->trial, writing->is_undo, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Also when the card is gone by now: the trial goes with its data then. */
static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgOfferedPatch) patch = user_data;
  Patching *self = g_object_get_data (G_OBJECT (patch), "askg-patching");
  Writing *writing = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  self->trial = g_steal_pointer (&writing->trial);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->is_ours = !writing->is_undo;
      self->trial->state = writing->is_undo ? ASKG_PATCH_TRIAL_FITS : ASKG_PATCH_TRIAL_IS_IN;
      askg_offered_patch_set_state (self->patch, writing->is_undo ? ASKG_OFFERED_FITS : ASKG_OFFERED_IS_IN,
                                    writing->is_undo ? _("Taken back. The files are as they were.") : NULL);
      askg_desk_again_forget (self->desk);
    }
  else
    askg_offered_patch_set_state (self->patch, ASKG_OFFERED_FAILS, error->message);
}

static void
begin_writing (Patching *self,
               gboolean  is_undo)
{
  Writing *writing;
  g_autoptr(GTask) task = NULL;

  if (self->trial == NULL || self->trial->state == ASKG_PATCH_TRIAL_FAILS)
    return;
  writing = g_new0 (Writing, 1);
  writing->trial = g_steal_pointer (&self->trial);
  writing->is_undo = is_undo;
  renew_work (self);
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self->patch));
  g_task_set_task_data (task, writing, writing_free);
  askg_offered_patch_set_state (self->patch, ASKG_OFFERED_WRITING, NULL);
  g_task_run_in_thread (task, write_in_thread);
}

static void
apply (Patching *self)
{
  begin_writing (self, FALSE);
}

static void
undo (Patching *self)
{
  begin_writing (self, TRUE);
}

/* -- Asking again ----------------------------------------------------------------------------- */

static GListStore *
attach_files (AskgPatchTrial *trial)
{
  GListStore *files = g_list_store_new (ASKG_TYPE_ATTACHMENT);

  for (guint i = 0; trial != NULL && i < trial->files->len; i++)
    {
      const AskgPatchedFile *file = g_ptr_array_index (trial->files, i);
      g_autoptr(AskgAttachment) attachment = NULL;

      if (strlen (file->text) > MAX_FILE_BYTES)
        continue;
      attachment = askg_attachment_new_text (ASKG_ATTACHMENT_FILE, file->text, file->path);
      g_list_store_append (files, attachment);
    }

  return files;
}

/* Of the engine that gave it, with why it does not apply; the engine is given the files as they are. */
static void
ask_again (Patching *self)
{
  const char *why = askg_offered_patch_get_words (self->patch);
  g_autofree char *text = g_strdup_printf (_("Your patch was not applied. %s Write it again, as a unified diff for the file as it is now."),
                                           why != NULL ? why : "");
  g_autoptr(GListStore) files = attach_files (self->trial);
  g_autoptr(AskgQuestion) question = askg_question_new (text, G_LIST_MODEL (files));
  g_autoptr(AskgTurn) turn = askg_desk_overlay_try_question (self->desk, question,
                                                             askg_answer_get_engine_id (askg_turn_get_answer (self->turn)), NULL);
}

static void
run_again (Patching *self)
{
  g_signal_emit_by_name (self->desk->overlay, "run-again");
}

/* -- The overlay ------------------------------------------------------------------------------ */

static Patching *
patching_for (AskgDeskOverlay  *desk,
              AskgTurn         *turn,
              AskgOfferedPatch *patch)
{
  Patching *self = g_object_get_data (G_OBJECT (patch), "askg-patching");

  if (self != NULL)
    return self;
  self = g_new0 (Patching, 1);
  self->desk = desk;
  self->patch = patch;
  self->turn = g_object_ref (turn);
  self->work = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (patch), "askg-patching", self, patching_free);
  g_signal_connect_swapped (patch, "check", G_CALLBACK (check), self);
  g_signal_connect_swapped (patch, "apply", G_CALLBACK (apply), self);
  g_signal_connect_swapped (patch, "undo", G_CALLBACK (undo), self);
  g_signal_connect_swapped (patch, "run", G_CALLBACK (run_again), self);
  g_signal_connect_swapped (patch, "ask-again", G_CALLBACK (ask_again), self);
  g_signal_connect_swapped (patch, "choose-folder", G_CALLBACK (choose_folder), self);

  return self;
}

static void
answer_ended_cb (AskgOfferedPatch *patch)
{
  askg_offered_patch_wish (patch, ASKG_OFFERED_CHECK);
}

/* Half a patch might apply, too. */
static void
patch_cb (AskgOverlay      *overlay,
          AskgTurn         *turn,
          AskgOfferedPatch *patch,
          AskgDeskOverlay  *desk)
{
  const gboolean is_new = g_object_get_data (G_OBJECT (patch), "askg-patching") == NULL;

  patching_for (desk, turn, patch);
  if (is_new && !askg_answer_is_over (askg_turn_get_answer (turn)))
    g_signal_connect_object (askg_turn_get_answer (turn), "notify::state", G_CALLBACK (answer_ended_cb), patch, G_CONNECT_SWAPPED);
  askg_offered_patch_wish (patch, ASKG_OFFERED_CHECK);
}

void
askg_desk_patch_connect (AskgDeskOverlay *self)
{
  g_signal_connect (self->overlay, "patch", G_CALLBACK (patch_cb), self);
}
