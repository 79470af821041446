/* askg-history-filters.c: main thread. */
#include "ui/history/askg-history-filters.h"

#include <glib/gi18n-lib.h>

#define SPACING 6

enum { ALL, PICTURES, ERRORS, VOICE, PINNED, N_CHIPS };

struct _AskgHistoryFilters
{
  GtkWidget          parent_instance;

  /* Owned by GTK */
  GtkToggleButton   *chips[N_CHIPS];
  GtkDropDown       *app;
  GtkDropDown       *time;

  AskgHistoryFilter  filter; /* its app is owned */
  gboolean           is_filling;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgHistoryFilters, askg_history_filters, GTK_TYPE_WIDGET)

static const char *const chip_names[N_CHIPS] = {
  [ALL] = N_("All"), [PICTURES] = N_("Pictures"), [ERRORS] = N_("Errors"), [VOICE] = N_("Voice"), [PINNED] = N_("Pinned"),
};

/* How long ago a conversation was changed at most; 0 for any time. */
static const struct { const char *name; gint64 longest_us; } times[] = {
  { N_("Any time"), 0 },
  { N_("A day"), G_TIME_SPAN_DAY },
  { N_("A week"), 7 * G_TIME_SPAN_DAY },
  { N_("A month"), 31 * G_TIME_SPAN_DAY },
  { N_("A year"), 366 * G_TIME_SPAN_DAY },
};

static void
note_change (AskgHistoryFilters *self)
{
  const guint time = gtk_drop_down_get_selected (self->time);
  const guint app = gtk_drop_down_get_selected (self->app);
  GListModel *apps = gtk_drop_down_get_model (self->app);

  if (self->is_filling)
    return;
  self->filter.with_picture = gtk_toggle_button_get_active (self->chips[PICTURES]);
  self->filter.with_error = gtk_toggle_button_get_active (self->chips[ERRORS]);
  self->filter.with_sound = gtk_toggle_button_get_active (self->chips[VOICE]);
  self->filter.pinned_only = gtk_toggle_button_get_active (self->chips[PINNED]);
  self->filter.since_us = time < G_N_ELEMENTS (times) && times[time].longest_us > 0
                            ? g_get_real_time () - times[time].longest_us : 0;
  g_clear_pointer (&self->filter.app, g_free);
  if (app > 0 && app != GTK_INVALID_LIST_POSITION)
    self->filter.app = g_strdup (gtk_string_list_get_string (GTK_STRING_LIST (apps), app));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Of a group one goes in as another goes out: that is one change. */
static void
chip_toggled (GtkToggleButton    *chip,
              AskgHistoryFilters *self)
{
  if (gtk_toggle_button_get_active (chip))
    note_change (self);
}

static void
askg_history_filters_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (askg_history_filters_parent_class)->dispose (object);
}

static void
askg_history_filters_finalize (GObject *object)
{
  g_free (ASKG_HISTORY_FILTERS (object)->filter.app);

  G_OBJECT_CLASS (askg_history_filters_parent_class)->finalize (object);
}

static void
askg_history_filters_class_init (AskgHistoryFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_history_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_history_filters_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_HISTORY_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static GtkDropDown *
add_choice (AskgHistoryFilters *self,
            const char         *name)
{
  GtkDropDown *choice = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL));

  gtk_widget_add_css_class (GTK_WIDGET (choice), "askg-filter-choice");
  gtk_widget_set_valign (GTK_WIDGET (choice), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (choice), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_parent (GTK_WIDGET (choice), GTK_WIDGET (self));
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (note_change), self);

  return choice;
}

static void
askg_history_filters_init (AskgHistoryFilters *self)
{
  GtkStringList *names;

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), SPACING);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show"), -1);
  self->is_filling = TRUE;
  for (guint i = 0; i < N_CHIPS; i++)
    {
      self->chips[i] = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_(chip_names[i])));
      gtk_widget_add_css_class (GTK_WIDGET (self->chips[i]), "askg-filter");
      gtk_widget_set_valign (GTK_WIDGET (self->chips[i]), GTK_ALIGN_CENTER);
      gtk_widget_set_parent (GTK_WIDGET (self->chips[i]), GTK_WIDGET (self));
      if (i > 0)
        gtk_toggle_button_set_group (self->chips[i], self->chips[0]);
      g_signal_connect (self->chips[i], "toggled", G_CALLBACK (chip_toggled), self);
    }
  self->app = add_choice (self, _("The application that was asked about"));
  self->time = add_choice (self, _("How long ago at most"));
  names = GTK_STRING_LIST (gtk_drop_down_get_model (self->time));
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    gtk_string_list_append (names, _(times[i].name));
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->app)), _("Any application"));
  gtk_widget_set_visible (GTK_WIDGET (self->app), FALSE);
  gtk_toggle_button_set_active (self->chips[ALL], TRUE);
  self->is_filling = FALSE;
}

/* (transfer none): as it is now */
const AskgHistoryFilter *
askg_history_filters_get (AskgHistoryFilters *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_FILTERS (self), NULL);

  return &self->filter;
}

/* Whether anything is left out. */
gboolean
askg_history_filters_are_set (AskgHistoryFilters *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_FILTERS (self), FALSE);

  return !gtk_toggle_button_get_active (self->chips[ALL]) || self->filter.app != NULL || self->filter.since_us != 0;
}

/**
 * askg_history_filters_set_apps:
 * @apps: (element-type utf8): the most frequent first; what is chosen stays chosen
 */
void
askg_history_filters_set_apps (AskgHistoryFilters *self,
                               GPtrArray          *apps)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_return_if_fail (ASKG_IS_HISTORY_FILTERS (self));

  gtk_string_list_append (names, _("Any application"));
  for (guint i = 0; i < apps->len; i++)
    {
      gtk_string_list_append (names, g_ptr_array_index (apps, i));
      if (g_strcmp0 (self->filter.app, g_ptr_array_index (apps, i)) == 0)
        chosen = i + 1;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->app, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->app, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->app), apps->len > 0);
  self->is_filling = FALSE;
  g_object_unref (names);
}
