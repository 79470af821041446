/* askg-history-window.c: main thread. */
#include "ui/history/askg-history-window.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/history/askg-history-row.h"
#include "ui/history/askg-history-window-private.h"

enum { SEARCH, OPEN, ACT, DELETE, UNDO_DELETE, PICTURE_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgHistoryWindow, askg_history_window, ADW_TYPE_WINDOW)

/* -- what the person does ------------------------------------------------ */

/* Delayed by the entry itself, 150 ms after the last letter. */
static void
search_changed (AskgHistoryWindow *self)
{
  g_signal_emit (self, signals[SEARCH], 0, askg_history_window_get_search (self));
}

/* Esc: the search first, then the window. */
static void
stop_search (AskgHistoryWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
list_activated (AskgHistoryWindow *self,
                guint              position)
{
  g_autoptr(AskgHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[OPEN], 0, item);
}

/* Enter in the search opens the first that was found. */
static void
search_activated (AskgHistoryWindow *self)
{
  list_activated (self, 0);
}

static void
act (AskgHistoryWindow *self,
     AskgHistoryItem   *item,
     const char        *what,
     const char        *text)
{
  if (g_str_equal (what, "delete"))
    g_signal_emit (self, signals[DELETE], 0, askg_history_item_get_conversation (item));
  else
    g_signal_emit (self, signals[ACT], 0, askg_history_item_get_conversation (item), what, text);
}

static AskgHistoryItem *
get_selected (AskgHistoryWindow *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
act_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  AskgHistoryWindow *self = ASKG_HISTORY_WINDOW (widget);
  AskgHistoryItem *item = get_selected (self);

  if (item == NULL)
    return;
  if (g_str_equal (action_name, "history.delete"))
    act (self, item, "delete", "");
  else if (g_str_equal (action_name, "history.rename"))
    askg_history_item_rename (item);
  else
    act (self, item, askg_history_item_is_pinned (item) ? "unpin" : "pin", "");
}

/* Of the history as a whole: of no conversation. */
static void
whole_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[ACT], 0, (gint64) 0, action_name + strlen ("history."), "");
}

static gboolean
has_focus_inside (AskgHistoryWindow *self,
                  GtkWidget         *widget)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Down from the search goes to the first row. */
static gboolean
is_search_down (AskgHistoryWindow *self,
                guint              keyval,
                GdkModifierType    modifiers)
{
  return (modifiers & gtk_accelerator_get_default_mod_mask ()) == 0 &&
         (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down) && has_focus_inside (self, GTK_WIDGET (self->search)) &&
         gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Before the search entry, which takes the keys of the whole window. */
static gboolean
key_pressed (AskgHistoryWindow *self,
             guint              keyval,
             guint              keycode,
             GdkModifierType    modifiers)
{
  if (keyval == GDK_KEY_F2)
    return gtk_widget_activate_action (GTK_WIDGET (self), "history.rename", NULL);
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK && keyval == GDK_KEY_p)
    return gtk_widget_activate_action (GTK_WIDGET (self), "history.pin", NULL);
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || GTK_IS_TEXT (gtk_root_get_focus (GTK_ROOT (self))))
    return is_search_down (self, keyval, modifiers);
  if ((keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete) && has_focus_inside (self, GTK_WIDGET (self->list)))
    return gtk_widget_activate_action (GTK_WIDGET (self), "history.delete", NULL);

  return FALSE;
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[UNDO_DELETE], 0, g_variant_get_int64 (parameter));
}

static void
close_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  stop_search (ASKG_HISTORY_WINDOW (widget));
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ASKG_HISTORY_WINDOW (widget)->search));
}

/* -- rows ---------------------------------------------------------------- */

static void
picture_wanted (AskgHistoryWindow *self,
                AskgHistoryItem   *item,
                GCancellable      *cancellable,
                AskgHistoryRow    *row)
{
  GdkTexture *kept = askg_history_pictures_find (self->pictures, askg_history_item_get_picture_key (item),
                                                 askg_history_row_get_picture_side (row));

  if (kept != NULL)
    askg_history_row_show_picture (row, kept);
  else
    g_signal_emit (self, signals[PICTURE_WANTED], 0, item, cancellable);
}

static void
pictured (AskgHistoryWindow *self,
          AskgHistoryItem   *item,
          GdkTexture        *picture)
{
  askg_history_pictures_keep (self->pictures, askg_history_item_get_picture_key (item), picture);
}

static void
row_setup (AskgHistoryWindow *self,
           GtkListItem       *list_item)
{
  GtkWidget *row = askg_history_row_new ();

  g_signal_connect_swapped (row, "act", G_CALLBACK (act), self);
  g_signal_connect_swapped (row, "picture-wanted", G_CALLBACK (picture_wanted), self);
  g_signal_connect_swapped (row, "pictured", G_CALLBACK (pictured), self);
  gtk_list_item_set_child (list_item, row);
}

/* What takes the focus is the list's own widget around the row; GTK 4.8 gives it no name. */
static void
row_bind (AskgHistoryWindow *self,
          GtkListItem       *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);
  AskgHistoryItem *item = gtk_list_item_get_item (list_item);

  askg_history_row_set_item (ASKG_HISTORY_ROW (row), item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, askg_history_item_get_title (item),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, askg_history_item_get_snippet (item), -1);
}

static void
row_unbind (AskgHistoryWindow *self,
            GtkListItem       *list_item)
{
  askg_history_row_set_item (ASKG_HISTORY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* What nobody sees is not kept. */
static void
askg_history_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (askg_history_window_parent_class)->unmap (widget);

  askg_history_pictures_drop (ASKG_HISTORY_WINDOW (widget)->pictures);
}

static void
askg_history_window_dispose (GObject *object)
{
  g_clear_object (&ASKG_HISTORY_WINDOW (object)->selection);
  g_clear_weak_pointer (&ASKG_HISTORY_WINDOW (object)->passing);

  G_OBJECT_CLASS (askg_history_window_parent_class)->dispose (object);
}

static void
askg_history_window_finalize (GObject *object)
{
  g_clear_pointer (&ASKG_HISTORY_WINDOW (object)->pictures, askg_history_pictures_free);

  G_OBJECT_CLASS (askg_history_window_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  signals[SEARCH] = g_signal_new ("search", ASKG_TYPE_HISTORY_WINDOW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPEN] = g_signal_new ("open", ASKG_TYPE_HISTORY_WINDOW, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, ASKG_TYPE_HISTORY_ITEM);
  signals[ACT] = g_signal_new ("act", ASKG_TYPE_HISTORY_WINDOW, G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_STRING);
  signals[DELETE] = g_signal_new ("delete", ASKG_TYPE_HISTORY_WINDOW, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[UNDO_DELETE] = g_signal_new ("undo-delete", ASKG_TYPE_HISTORY_WINDOW, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[PICTURE_WANTED] = g_signal_new ("picture-wanted", ASKG_TYPE_HISTORY_WINDOW, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 2, ASKG_TYPE_HISTORY_ITEM, G_TYPE_CANCELLABLE);
}

static void
askg_history_window_class_init (AskgHistoryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_history_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_history_window_finalize;
  widget_class->unmap = askg_history_window_unmap;
  install_signals ();
  g_type_ensure (ASKG_TYPE_HISTORY_FILTERS);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-history-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, search);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, filters_clamp);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, filters);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, found);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, nothing);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, progress_words);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryWindow, off_record);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, stop_search);
  gtk_widget_class_bind_template_callback (widget_class, list_activated);
  gtk_widget_class_bind_template_callback (widget_class, row_setup);
  gtk_widget_class_bind_template_callback (widget_class, row_bind);
  gtk_widget_class_bind_template_callback (widget_class, row_unbind);

  gtk_widget_class_install_action (widget_class, "history.delete", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "history.rename", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "history.pin", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "history.export-all", NULL, whole_action);
  gtk_widget_class_install_action (widget_class, "history.import", NULL, whole_action);
  gtk_widget_class_install_action (widget_class, "history.off-record", NULL, whole_action);
  gtk_widget_class_install_action (widget_class, "history.cancel", NULL, whole_action);
  gtk_widget_class_install_action (widget_class, "history.undo", "x", undo_action);
  gtk_widget_class_install_action (widget_class, "history.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "history.find", NULL, find_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "history.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "history.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "history.off-record", NULL);
}

static void
askg_history_window_init (AskgHistoryWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->pictures = askg_history_pictures_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->search));
  self->selection = gtk_single_selection_new (NULL);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * askg_history_window_new:
 * @application: (nullable): the window is one of its windows
 *
 * Returns: (transfer none): hidden; GTK owns it until gtk_window_destroy(), closing it hides it
 */
AskgHistoryWindow *
askg_history_window_new (GtkApplication *application)
{
  return g_object_new (ASKG_TYPE_HISTORY_WINDOW, "application", application, NULL);
}
