/* askg-desk-menu.c: main thread. Its actions belong to the overlay, not to the application: those of
 * the application are exported on the bus. */
#include "app/askg-desk-menu.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-program.h"

/* (transfer none) (nullable): once the menu was installed */
AskgDeskKeys *
askg_desk_menu_get_keys (AskgOverlay *overlay)
{
  return g_object_get_data (G_OBJECT (overlay), "askg-keys");
}

static void
keys_response_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  AskgDeskKeys     *keys)
{
  if (g_str_equal (response, "write") || g_str_equal (response, "remove"))
    askg_desk_keys_write (keys, g_str_equal (response, "write"));
}

/* What became of the keys; where the desktop needs it, the click that writes them, or takes them away. */
static void
keys_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       overlay)
{
  AskgDeskKeys *keys = askg_desk_menu_get_keys (overlay);
  g_autofree char *text = askg_desk_keys_describe (keys);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (overlay), _("Keys"), text);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  if (askg_desk_keys_can_write (keys) && askg_desk_keys_are_written (keys))
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "remove", _("_Take Them Away"));
  else if (askg_desk_keys_can_write (keys))
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "write", _("_Set Up Keys"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "write", ADW_RESPONSE_SUGGESTED);
    }
  g_signal_connect_object (dialog, "response", G_CALLBACK (keys_response_cb), keys, G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       overlay)
{
  adw_show_about_window (GTK_WINDOW (overlay),
                         "application-name", _("Askglass"),
                         "application-icon", ASKG_APP_ID,
                         "version", ASKG_VERSION,
                         "comments", _("Ask about anything on the screen. What you ask stays on this machine."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static GMenuModel *
new_menu (void)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) second = g_menu_new ();

  g_menu_append (first, _("_History"), "overlay.history");
  g_menu_append (first, _("_Off the Record"), "overlay.off-record");
  g_menu_append (first, _("O_rders by Voice"), "desk.orders");
  g_menu_append (first, _("_Interpreter"), "desk.interpreter");
  g_menu_append (first, _("_Captions"), "desk.captions");
  g_menu_append (first, _("_Engines"), "overlay.set-up::engines");
  g_menu_append (first, _("_Keys"), "desk.keys");
  g_menu_append (second, _("_First Steps"), "desk.first-run");
  g_menu_append (second, _("_About Askglass"), "desk.about");
  g_menu_append (second, _("_Quit"), "desk.quit");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* With Ctrl and Shift. */
static void
add_key (AskgOverlay *overlay,
         guint        keyval,
         const char  *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                                                          gtk_named_action_new (action)));
  gtk_widget_add_controller (GTK_WIDGET (overlay), controller);
}

/**
 * askg_desk_menu_install:
 * @quit: (scope async): called with @quit_data when the person chooses to quit
 */
void
askg_desk_menu_install (AskgOverlay       *overlay,
                        AskgDeskKeys      *keys,
                        AskgDeskFirstRun  *first_run,
                        AskgDeskInterpret *interpret,
                        AskgDeskOrders    *orders,
                        GCallback          quit,
                        gpointer           quit_data)
{
  static const GActionEntry entries[] = {
    { "keys", keys_action },
    { "about", about_action },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) quit_action = g_simple_action_new ("quit", NULL);
  g_autoptr(GSimpleAction) first_run_action = g_simple_action_new ("first-run", NULL);
  g_autoptr(GSimpleAction) interpreter_action = g_simple_action_new ("interpreter", NULL);
  g_autoptr(GSimpleAction) captions_action = g_simple_action_new ("captions", NULL);
  g_autoptr(GSimpleAction) orders_action = g_simple_action_new ("orders", NULL);
  g_autoptr(GMenuModel) menu = new_menu ();

  g_object_set_data_full (G_OBJECT (overlay), "askg-keys", g_object_ref (keys), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), overlay);
  g_signal_connect_object (first_run_action, "activate", G_CALLBACK (askg_desk_first_run_show), first_run,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (first_run_action));
  g_signal_connect_object (interpreter_action, "activate", G_CALLBACK (askg_desk_interpret_show), interpret, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (interpreter_action));
  g_signal_connect_object (captions_action, "activate", G_CALLBACK (askg_desk_interpret_show_captions), interpret,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (captions_action));
  g_signal_connect_object (orders_action, "activate", G_CALLBACK (askg_desk_orders_begin), orders, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (orders_action));
  g_signal_connect_swapped (quit_action, "activate", quit, quit_data);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (quit_action));
  gtk_widget_insert_action_group (GTK_WIDGET (overlay), "desk", G_ACTION_GROUP (group));
  add_key (overlay, GDK_KEY_o, "desk.orders");
  askg_overlay_set_menu (overlay, menu);
}
