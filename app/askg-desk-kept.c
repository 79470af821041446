/* askg-desk-kept.c: main thread. */
#include "app/askg-desk-kept.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-store-life.h"
#include "engine/memory/askg-store-sealing.h"

struct _AskgDeskKept
{
  GObject                parent_instance;

  /* Owned */
  AskgSession           *session;
  GCancellable          *sealing; /* (nullable): while the history is being encrypted or decrypted */

  /* Borrowed */
  AskgPreferencesWindow *window;  /* (nullable): it owns us */

  gboolean               is_closing; /* encrypted, not decrypted */
};

G_DEFINE_FINAL_TYPE (AskgDeskKept, askg_desk_kept, G_TYPE_OBJECT)

static AskgKeptGroup *
group_of (AskgDeskKept *self)
{
  return askg_privacy_page_get_kept (askg_preferences_window_get_privacy (self->window));
}

/* -- Encryption ---------------------------------------------------------------------- */

static void
show_state (AskgDeskKept *self,
            const char   *trouble)
{
  static const AskgKeptState states[] = {
    [ASKG_SEAL_OFF] = ASKG_KEPT_PLAIN,
    [ASKG_SEAL_CLOSING] = ASKG_KEPT_SEALING_STOPPED,
    [ASKG_SEAL_ON] = ASKG_KEPT_SEALED,
    [ASKG_SEAL_OPENING] = ASKG_KEPT_UNSEALING_STOPPED,
  };
  AskgStore *store = askg_session_get_store (self->session);

  askg_kept_group_set_state (group_of (self), states[askg_store_get_seal_state (store)], askg_store_get_key_id (store), trouble);
}

/* The history may have been encrypted by a command meanwhile. */
void
askg_desk_kept_refresh (AskgDeskKept *self)
{
  g_return_if_fail (ASKG_IS_DESK_KEPT (self));

  if (self->window != NULL && self->sealing == NULL)
    show_state (self, NULL);
}

static void
progress_cb (goffset  n_done,
             goffset  n_total,
             gpointer user_data)
{
  AskgDeskKept *self = user_data;

  if (self->window != NULL)
    askg_kept_group_set_working (group_of (self), self->is_closing, (int) (n_total > 0 ? n_done * 100 / n_total : 0));
}

static void
sealed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskKept) self = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->sealing);
  askg_store_sealing_finish (ASKG_STORE (object), result, &error);
  if (self->window != NULL)
    show_state (self, error != NULL && !askg_error_is_cancelled (error) ? error->message : NULL);
}

static void
seal_cb (AskgDeskKept *self,
         gboolean      is_on)
{
  AskgStore *store = askg_session_get_store (self->session);

  if (self->sealing != NULL)
    return;

  self->sealing = g_cancellable_new ();
  self->is_closing = is_on;
  askg_kept_group_set_working (group_of (self), is_on, 0);
  if (is_on)
    askg_store_encrypt_async (store, progress_cb, self, self->sealing, sealed_cb, g_object_ref (self));
  else
    askg_store_decrypt_async (store, progress_cb, self, self->sealing, sealed_cb, g_object_ref (self));
}

static void
stop_sealing_cb (AskgDeskKept *self)
{
  if (self->sealing != NULL)
    g_cancellable_cancel (self->sealing);
}

/* -- Deleting all ----------------------------------------------------------------------- */

static void
erased_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskKept) self = user_data;
  g_autoptr(GError) error = NULL;
  const gssize n = askg_store_erase_finish (ASKG_STORE (object), result, &error);
  g_autofree char *words = NULL;

  askg_session_note_history_changed (self->session);
  if (self->window == NULL)
    return;
  if (n < 0)
    words = g_strdup (error->message);
  else
    words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u conversation was deleted", "%u conversations were deleted",
                                          (gulong) n), (guint) n);
  askg_preferences_window_tell (self->window, words);
}

static void
erase_response_cb (AdwMessageDialog *dialog,
                   const char       *response,
                   AskgDeskKept     *self)
{
  if (g_str_equal (response, "all") || g_str_equal (response, "unpinned"))
    askg_store_erase_async (askg_session_get_store (self->session), G_MAXINT64, g_str_equal (response, "all"), NULL,
                            erased_cb, g_object_ref (self));
}

static void
erase_cb (AskgDeskKept *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _("Delete all conversations?"),
                                              _("With their pictures, and for good: they cannot be brought back. What left "
                                                "this machine stays listed until it is purged."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "unpinned", _("All but the _pinned"),
                                    "all", _("_Delete all"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "unpinned", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "all", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (erase_response_cb), self, G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* -- Life --------------------------------------------------------------------------------- */

/* What was begun goes on to its end without us. */
static void
askg_desk_kept_finalize (GObject *object)
{
  AskgDeskKept *self = ASKG_DESK_KEPT (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->sealing);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (askg_desk_kept_parent_class)->finalize (object);
}

static void
askg_desk_kept_class_init (AskgDeskKeptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_kept_finalize;
}

static void
askg_desk_kept_init (AskgDeskKept *self)
{
}

/* @session: open */
AskgDeskKept *
askg_desk_kept_new (AskgSession           *session,
                    AskgPreferencesWindow *window)
{
  AskgDeskKept *self = g_object_new (ASKG_TYPE_DESK_KEPT, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->window, window);
  g_signal_connect_object (group_of (self), "seal", G_CALLBACK (seal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group_of (self), "stop-sealing", G_CALLBACK (stop_sealing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (group_of (self), "erase", G_CALLBACK (erase_cb), self, G_CONNECT_SWAPPED);
  askg_desk_kept_refresh (self);

  return self;
}
