/* askg-desk-cost.c: main thread. Nothing is done by Enter: what costs money wants a decision. */
#include "app/askg-desk-cost.h"

#include <glib/gi18n-lib.h>

static guint
ticket_of (gpointer dialog)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (dialog), "askg-ticket"));
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             AskgBudget       *budget)
{
  askg_budget_reply (budget, ticket_of (dialog), g_str_equal (response, "send"));
}

/* The question was stopped meanwhile. */
static void
withdrawn_cb (GtkWindow  *dialog,
              guint       ticket,
              AskgBudget *budget)
{
  if (ticket == ticket_of (dialog))
    gtk_window_destroy (dialog);
}

/**
 * askg_desk_cost_ask:
 * @why: from askg_budget_describe()
 * @ticket: of the budget's question; it is replied to when the dialog is closed, however
 */
void
askg_desk_cost_ask (GtkWindow  *parent,
                    AskgBudget *budget,
                    const char *why,
                    guint       ticket)
{
  GtkWidget *widget = adw_message_dialog_new (parent, _("Pass the Month’s Limit?"), why);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  g_object_set_data (G_OBJECT (dialog), "askg-ticket", GUINT_TO_POINTER (ticket));
  adw_message_dialog_add_responses (dialog, "keep", _("_Do Not Send"), "send", _("_Send"), NULL);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), budget, G_CONNECT_DEFAULT);
  g_signal_connect_object (budget, "withdrawn", G_CALLBACK (withdrawn_cb), dialog, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
