/* askg-model-chooser.c: main thread; the file is read on another. */
#include "ui/preferences/askg-model-chooser.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-model-file.h"

typedef struct
{
  GtkFileChooserNative *dialog; /* owned */
  char                 *path;   /* owned (nullable): what was chosen */
  gboolean              is_projector;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_clear_object (&choice->dialog);
  g_free (choice->path);
  g_free (choice);
}

static gboolean
is_of_the_kind (const AskgModelFile  *file,
                gboolean              is_projector,
                GError              **error)
{
  if (file->is_projector == is_projector)
    return TRUE;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL,
                       is_projector ? _("That is a whole model, not the eyes and ears of one. Choose the file with “mmproj” "
                                        "in its name that came with the model.")
                                    : _("That file is the eyes and ears of a model, not the model. Choose the model here, "
                                        "and that file below."));

  return FALSE;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Choice *choice = task_data;
  GError *error = NULL;
  AskgModelFile *file = askg_model_file_read (choice->path, cancellable, &error);

  if (file != NULL && !is_of_the_kind (file, choice->is_projector, &error))
    g_clear_pointer (&file, askg_model_file_free);
  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) askg_model_file_free);
  else
    g_task_return_error (task, error);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;
  Choice *choice = g_task_get_task_data (task);
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  choice->path = file != NULL ? g_file_get_path (file) : NULL;
  if (choice->path != NULL)
    g_task_run_in_thread (task, read_in_thread);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
add_filter (GtkFileChooser *chooser)
{
  g_autoptr(GtkFileFilter) models = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (models, _("Model files"));
  gtk_file_filter_add_suffix (models, "gguf");
  gtk_file_chooser_add_filter (chooser, models);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

/**
 * askg_model_chooser_choose_async:
 * @is_projector: whether the eyes and ears of a model are wanted, not a model
 */
void
askg_model_chooser_choose_async (GtkWindow           *parent,
                                 gboolean             is_projector,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Choice *choice = g_new0 (Choice, 1);

  choice->is_projector = is_projector;
  choice->dialog = gtk_file_chooser_native_new (is_projector ? _("Eyes and ears of the model") : _("Model file"), parent,
                                                GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->dialog), TRUE);
  add_filter (GTK_FILE_CHOOSER (choice->dialog));
  g_task_set_source_tag (task, askg_model_chooser_choose_async);
  g_task_set_task_data (task, choice, choice_free);
  g_signal_connect (choice->dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->dialog));
}

/**
 * askg_model_chooser_choose_finish:
 * @out_name: (out) (transfer full) (optional): what to call it
 * @out_about: (out) (transfer full): the file's name and how large it is
 *
 * Errors: %ASKG_ERROR_UNREADABLE_MODEL
 *
 * Returns: (transfer full) (nullable): the path; %NULL also without an error, when none was chosen
 */
char *
askg_model_chooser_choose_finish (GAsyncResult  *result,
                                  char         **out_name,
                                  char         **out_about,
                                  GError       **error)
{
  g_autoptr(AskgModelFile) file = NULL;
  g_autofree char *size = NULL;
  g_autofree char *base = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_model_chooser_choose_async), NULL);

  file = g_task_propagate_pointer (G_TASK (result), error);
  if (file == NULL)
    return NULL;

  base = g_filename_display_basename (file->path);
  size = g_format_size ((guint64) file->size_bytes);
  *out_about = g_strdup_printf ("%s · %s", base, size);
  if (out_name != NULL)
    {
      char *end = g_str_has_suffix (base, ".gguf") ? base + strlen (base) - strlen (".gguf") : NULL;

      if (end != NULL)
        *end = '\0';
      *out_name = g_strdup (base);
    }

  return g_strdup (file->path);
}
