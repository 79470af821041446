/* askg-facts-page.c: main thread. */
#include "ui/preferences/askg-facts-page.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-entry-row.h"

#define SWITCH "send-facts"

struct _AskgFactsPage
{
  GtkBox       parent_instance;

  /* Template children */
  GtkSwitch   *told;
  GtkWidget   *entry;
  GtkListBox  *list;

  /* Owned */
  GListModel  *facts;
};

enum { BACK, REMEMBER, FORGET, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgFactsPage, askg_facts_page, GTK_TYPE_BOX)

static void
back_clicked (AskgFactsPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
add_entry (AskgFactsPage *self)
{
  g_autofree char *words = askg_fact_clean (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (*words == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[REMEMBER], 0, words);
  gtk_widget_grab_focus (self->entry);
}

/* The row goes, and the focus with it: to where the next sentence would be typed. */
static void
forget_clicked (AskgFactsPage *self,
                GtkWidget     *button)
{
  g_autoptr(AskgFact) fact = g_object_ref (g_object_get_data (G_OBJECT (button), "askg-fact"));

  gtk_widget_grab_focus (self->entry);
  g_signal_emit (self, signals[FORGET], 0, fact);
}

static GtkWidget *
new_row (AskgFactsPage *self,
         AskgFact      *fact)
{
  g_autofree char *label = g_strdup_printf (_("Forget %s"), askg_fact_get_text (fact));
  g_autoptr(GDateTime) at = g_date_time_new_from_unix_local (askg_fact_get_kept_at_us (fact) / G_USEC_PER_SEC);
  g_autofree char *day = at != NULL ? g_date_time_format (at, "%x") : NULL;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), askg_fact_get_text (fact));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 6);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), day != NULL ? day : "");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Forget"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "askg-fact", g_object_ref (fact), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_facts (AskgFactsPage *self)
{
  const guint n = g_list_model_get_n_items (self->facts);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgFact) fact = g_list_model_get_item (self->facts, i);

      gtk_list_box_append (self->list, new_row (self, fact));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

static void
askg_facts_page_dispose (GObject *object)
{
  g_clear_object (&ASKG_FACTS_PAGE (object)->facts);

  G_OBJECT_CLASS (askg_facts_page_parent_class)->dispose (object);
}

static void
askg_facts_page_class_init (AskgFactsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = ASKG_TYPE_FACTS_PAGE;

  G_OBJECT_CLASS (klass)->dispose = askg_facts_page_dispose;

  signals[BACK] = g_signal_new ("back", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMEMBER] = g_signal_new ("remember", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FORGET] = g_signal_new ("forget", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, ASKG_TYPE_FACT);

  g_type_ensure (ASKG_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-facts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgFactsPage, told);
  gtk_widget_class_bind_template_child (widget_class, AskgFactsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, AskgFactsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, add_entry);
}

static void
askg_facts_page_init (AskgFactsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_facts_page_new:
 * @facts: of #AskgFact; what is in it is shown, also when it changes
 *
 * Returns: (transfer floating)
 */
GtkWidget *
askg_facts_page_new (GListModel *facts,
                     GSettings  *settings)
{
  AskgFactsPage *self = g_object_new (ASKG_TYPE_FACTS_PAGE, NULL);

  self->facts = g_object_ref (facts);
  g_settings_bind (settings, SWITCH, self->told, "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (facts, "items-changed", G_CALLBACK (show_facts), self, G_CONNECT_SWAPPED);
  show_facts (self);

  return GTK_WIDGET (self);
}
