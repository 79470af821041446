/* askg-desk-history-acts.c: main thread. What the person does with conversations in the history window. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-desk-overlay-private.h"
#include "engine/base/askg-error.h"
#include "engine/memory/askg-import.h"
#include "engine/memory/askg-store-life.h"

static AskgStore *
store_of (AskgDeskOverlay *self)
{
  return askg_session_get_store (self->session);
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    askg_desk_history_tell (self, error);
  askg_desk_history_refresh (self);
}

typedef struct
{
  AskgDeskOverlay *self; /* owned */
  char            *name;
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_clear_object (&renaming->self);
  g_free (renaming->name);
  g_free (renaming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renaming, renaming_free)

/* A row of what was found shows the question: that the name is another one is told. */
static void
renamed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Renaming) renaming = user_data;
  AskgDeskOverlay *self = renaming->self;
  g_autofree char *words = g_strdup_printf (_("The conversation is called “%s” now"), renaming->name);
  g_autoptr(GError) error = NULL;

  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    askg_desk_history_tell (self, error);
  else if (*askg_history_window_get_search (self->history) != '\0')
    askg_history_window_show_done (self->history, words);
  askg_desk_history_refresh (self);
}

static void
rename_conversation (AskgDeskOverlay *self,
                     gint64           id,
                     const char      *name)
{
  Renaming *renaming = g_new0 (Renaming, 1);

  renaming->self = g_object_ref (self);
  renaming->name = g_strdup (name);
  askg_store_rename_async (store_of (self), id, name, NULL, renamed_cb, renaming);
}

/* The new one is what the person wants to go on with. */
static void
branched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;
  const gint64 id = askg_store_branch_finish (ASKG_STORE (object), result, &error);

  if (id < 0)
    askg_desk_history_tell (self, error);
  else
    askg_desk_history_open_branch (self, id);
  askg_desk_history_refresh (self);
}

/* Handler of AskgOverlay::branch. */
void
askg_desk_history_branch (AskgOverlay     *overlay,
                          guint            turn,
                          AskgDeskOverlay *self)
{
  AskgConversation *conversation = askg_overlay_get_conversation (overlay);
  const gint64 id = askg_conversation_get_id (conversation);
  const gint64 turn_id = askg_turn_get_id (askg_conversation_get_turn (conversation, turn));

  if (!askg_store_is_open (store_of (self)))
    return;
  if (id == 0 || turn_id == 0)
    askg_overlay_show_notice (overlay, ASKG_NOTICE_INFO, _("No branch was made"),
                              _("This conversation is off the record: nothing of it is kept that another one could go on from."),
                              NULL, NULL, NULL, NULL);
  else
    askg_store_branch_async (store_of (self), id, turn_id, NULL, branched_cb, g_object_ref (self));
}

/* -- Out and in ------------------------------------------------------------- */

typedef struct
{
  AskgDeskOverlay      *self;   /* owned */
  GtkFileChooserNative *dialog; /* owned */
  gint64                conversation;
  gboolean              is_import;
} Transfer;

static void
transfer_free (Transfer *transfer)
{
  g_clear_object (&transfer->self);
  g_clear_object (&transfer->dialog);
  g_free (transfer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transfer, transfer_free)

/* An #AskgTransferProgress. */
static void
show_progress (double    done,
               guint     n_conversations,
               gpointer  user_data)
{
  const Transfer *transfer = user_data;
  g_autofree char *words = g_strdup_printf (transfer->is_import
                                            ? g_dngettext (GETTEXT_PACKAGE, "Importing: %u conversation so far",
                                                           "Importing: %u conversations so far", n_conversations)
                                            : g_dngettext (GETTEXT_PACKAGE, "Exporting: %u conversation so far",
                                                           "Exporting: %u conversations so far", n_conversations),
                                            n_conversations);

  askg_history_window_show_progress (transfer->self->history, words, done);
}

static void
end_transfer (Transfer *transfer)
{
  g_clear_object (&transfer->self->transferring);
  askg_history_window_end_progress (transfer->self->history);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Transfer) transfer = user_data;
  g_autoptr(GError) error = NULL;
  AskgExported exported;
  g_autofree char *words = NULL;

  end_transfer (transfer);
  if (!askg_export_finish (result, &exported, &error))
    {
      askg_desk_history_tell (transfer->self, error);
      return;
    }
  words = g_strdup_printf (ngettext ("%u conversation was exported, as plain text", "%u conversations were exported, as plain text",
                                     exported.n_conversations), exported.n_conversations);
  askg_history_window_show_done (transfer->self->history, words);
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Transfer) transfer = user_data;
  g_autoptr(GError) error = NULL;
  AskgImported imported;
  g_autofree char *words = NULL;

  end_transfer (transfer);
  (void) askg_import_finish (result, &imported, &error);
  words = g_strdup_printf (ngettext ("%u conversation was imported; here already: %u",
                                     "%u conversations were imported; here already: %u", imported.n_conversations),
                           imported.n_conversations, imported.n_already_there);
  if (error == NULL || askg_error_is_cancelled (error) || imported.n_conversations > 0)
    askg_history_window_show_done (transfer->self->history, words);
  if (error != NULL)
    askg_desk_history_tell (transfer->self, error);
  askg_desk_history_refresh (transfer->self);
}

/* Takes @transfer. */
static void
begin_transfer (Transfer   *transfer,
                const char *path)
{
  AskgDeskOverlay *self = transfer->self;
  const gboolean is_markdown = g_str_has_suffix (path, ".md") || strchr (strrchr (path, '/'), '.') == NULL;

  self->transferring = g_cancellable_new ();
  show_progress (0, 0, transfer);
  if (transfer->is_import)
    askg_import_async (store_of (self), path, show_progress, transfer, self->transferring, imported_cb, transfer);
  else
    /* Whether it may be replaced was asked by the dialog. */
    askg_export_async (store_of (self), path, is_markdown ? ASKG_EXPORT_MARKDOWN : ASKG_EXPORT_LINES, TRUE,
                       transfer->conversation, show_progress, transfer, self->transferring, exported_cb, transfer);
}

static void
chosen_cb (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  g_autoptr(Transfer) transfer = user_data;
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    begin_transfer (g_steal_pointer (&transfer), path);
}

static void
choose_file (AskgDeskOverlay *self,
             gint64           conversation,
             gboolean         is_import)
{
  Transfer *transfer;

  if (self->transferring != NULL)
    {
      askg_history_window_show_done (self->history, _("One at a time: wait until it is done, or cancel it"));
      return;
    }
  transfer = g_new0 (Transfer, 1);
  transfer->self = g_object_ref (self);
  transfer->conversation = conversation;
  transfer->is_import = is_import;
  transfer->dialog = gtk_file_chooser_native_new (is_import ? _("Import") : _("Export"), GTK_WINDOW (self->history),
                                                  is_import ? GTK_FILE_CHOOSER_ACTION_OPEN : GTK_FILE_CHOOSER_ACTION_SAVE,
                                                  is_import ? _("_Import") : _("_Export"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (transfer->dialog), TRUE);
  if (!is_import)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (transfer->dialog), "askglass-history.jsonl");
  g_signal_connect (transfer->dialog, "response", G_CALLBACK (chosen_cb), transfer);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (transfer->dialog));
}

/* -- All of them ------------------------------------------------------------ */

/* Handler of AskgHistoryWindow::act. */
void
askg_desk_history_act (AskgHistoryWindow *history,
                       gint64             id,
                       const char        *what,
                       const char        *text,
                       AskgDeskOverlay   *self)
{
  AskgStore *store = store_of (self);

  if (g_str_equal (what, "off-record"))
    {
      askg_overlay_summon (self->overlay, NULL);
      (void) gtk_widget_activate_action (GTK_WIDGET (self->overlay), "overlay.off-record", NULL);
      return;
    }
  if (g_str_equal (what, "cancel"))
    {
      g_cancellable_cancel (self->transferring);
      return;
    }
  if (!askg_store_is_open (store))
    return;

  if (g_str_equal (what, "pin") || g_str_equal (what, "unpin"))
    askg_store_pin_async (store, id, g_str_equal (what, "pin"), NULL, changed_cb, g_object_ref (self));
  else if (g_str_equal (what, "rename"))
    rename_conversation (self, id, text);
  else if (g_str_equal (what, "branch"))
    askg_store_branch_async (store, id, 0, NULL, branched_cb, g_object_ref (self));
  else
    choose_file (self, id, g_str_equal (what, "import"));
}
