/* askg-desk-link.c: main thread. The one place where something an answer says can be opened. */
#include "app/askg-desk-link.h"

#include <glib/gi18n-lib.h>

static void
link_response_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  char             *target)
{
  if (g_str_equal (response, "open"))
    gtk_show_uri (GTK_WINDOW (dialog), target, GDK_CURRENT_TIME);
}

/* Nothing that an answer says is opened without a yes to the very address. */
static void
link_activated_cb (AskgOverlay     *overlay,
                   const char      *target,
                   gpointer         user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (overlay), _("Open this link?"), target);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "open", _("_Open"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (link_response_cb), g_strdup (target),
                         (GClosureNotify) (void (*) (void)) g_free, G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Connects the question to @overlay's "link-activated". */
void
askg_desk_link_connect (AskgOverlay *overlay)
{
  g_signal_connect (overlay, "link-activated", G_CALLBACK (link_activated_cb), NULL);
}
