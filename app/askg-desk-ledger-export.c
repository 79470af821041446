/* askg-desk-ledger-export.c: main thread. */
#include "app/askg-desk-ledger-export.h"

#include <glib/gi18n-lib.h>

#include "app/askg-json-ledger.h"
#include "app/askg-ledger-rows.h"
#include "engine/memory/askg-store-ledger.h"

#define EXPORT_ROWS 100000 /* more is for the command line */

/* One on its way to a file. */
typedef struct
{
  AskgPreferencesWindow *window; /* owned */
  AskgStore             *store;  /* owned */
  GFile                 *file;   /* (nullable) (owned): until it is chosen */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_object_unref (export->store);
  g_clear_object (&export->file);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgPreferencesWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (object));
  g_autofree char *words = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    words = g_strdup_printf (_("Written to %s"), name);
  else
    words = g_strdup_printf (_("%s could not be written: %s. Choose another place."), name, error->message);
  askg_preferences_window_tell (window, words);
}

static void
export_rows_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  g_autoptr(GPtrArray) rows = askg_store_list_sent_finish (ASKG_STORE (object), result, NULL, NULL);
  g_autofree char *head = askg_ledger_csv_head ();
  g_autoptr(GString) table = g_string_new (head);
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      g_autoptr(json_t) row = askg_json_for_ledger_entry (g_ptr_array_index (rows, i));
      g_autofree char *line = askg_ledger_csv_row (row);

      g_string_append (table, line);
    }
  bytes = g_string_free_to_bytes (g_steal_pointer (&table));
  g_file_replace_contents_bytes_async (export->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb,
                                       g_object_ref (export->window));
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           Export          *export)
{
  const AskgLedgerFilter all = { 0 };

  if (response == GTK_RESPONSE_ACCEPT)
    {
      export->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      askg_store_list_sent_async (export->store, &all, EXPORT_ROWS, NULL, export_rows_cb, export);
    }
  else
    export_free (export);
  g_object_unref (dialog);
}

/* Asks where to, and says when it is written. */
void
askg_desk_ledger_export (AskgPreferencesWindow *window,
                         AskgStore             *store)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Export the ledger"), GTK_WINDOW (window),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  Export *export = g_new0 (Export, 1);

  export->window = g_object_ref (window);
  export->store = g_object_ref (store);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "askglass-ledger.csv");
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
