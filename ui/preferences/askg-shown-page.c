/* askg-shown-page.c: main thread. */
#include "ui/preferences/askg-shown-page.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-engine-words.h"

struct _AskgShownPage
{
  GtkBox      parent_instance;

  /* Template children */
  GtkWidget  *back_button;
  GtkListBox *list;
};

static guint back_signal;

G_DEFINE_FINAL_TYPE (AskgShownPage, askg_shown_page, GTK_TYPE_BOX)

/* By AskgPreview. */
static const char *const words[] = {
  [ASKG_PREVIEW_FOUND] = N_("When something private was found"),
  [ASKG_PREVIEW_ALWAYS] = N_("Always"),
  [ASKG_PREVIEW_NEVER] = N_("The first time only"),
};

/* What stays on this machine is not shown. */
static gboolean
is_elsewhere (AskgProfile *profile)
{
  g_autofree char *place = askg_engine_words_for_place (profile);

  return place != NULL;
}

static AskgPreview
preview_of (AskgProfile *profile)
{
  AskgPreview preview;

  g_object_get (profile, "preview", &preview, NULL);

  return preview;
}

/**
 * askg_shown_page_words_for:
 *
 * Returns: (transfer full): when it is shown, in a few words
 */
char *
askg_shown_page_words_for (AskgProfiles *profiles)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (profiles));
  AskgProfile *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      if (!is_elsewhere (profile))
        continue;
      if (first == NULL)
        first = profile;
      else if (preview_of (profile) != preview_of (first))
        return g_strdup (_("Differs from engine to engine"));
    }

  return g_strdup (first != NULL ? _(words[preview_of (first)]) : _("No engine on another machine is connected"));
}

static void
selected (AdwComboRow *row,
          GParamSpec  *pspec,
          AskgProfile *profile)
{
  g_object_set (profile, "preview", (int) adw_combo_row_get_selected (row), NULL);
}

static GtkWidget *
new_row (AskgProfile *profile)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    gtk_string_list_append (list, _(words[i]));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), askg_profile_get_name (profile));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), preview_of (profile));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected), profile, G_CONNECT_DEFAULT);

  return row;
}

static void
back_clicked (AskgShownPage *self)
{
  g_signal_emit (self, back_signal, 0);
}

static void
askg_shown_page_class_init (AskgShownPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  back_signal = g_signal_new ("back", ASKG_TYPE_SHOWN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-shown-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgShownPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AskgShownPage, list);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
}

static void
askg_shown_page_init (AskgShownPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer none): floating */
GtkWidget *
askg_shown_page_new (AskgProfiles *profiles)
{
  AskgShownPage *self = g_object_new (ASKG_TYPE_SHOWN_PAGE, NULL);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (profiles));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      if (is_elsewhere (profile))
        gtk_list_box_append (self->list, new_row (profile));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), gtk_list_box_get_row_at_index (self->list, 0) != NULL);

  return GTK_WIDGET (self);
}
