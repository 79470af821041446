/* askg-model-menu.c: main thread. */
#include "ui/preferences/askg-model-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/reply/askg-whole-words.h"

/* So many are seen at a glance. */
#define MIN_SEARCHED 8

struct _AskgModelMenu
{
  GtkPopover       parent_instance;

  /* Template children */
  GtkStack        *stack;
  GtkLabel        *why;
  GtkSearchEntry  *search;
  GtkListView     *list;
  GtkLabel        *none;

  /* Owned */
  GtkStringList   *ids;
  GtkStringFilter *filter;
  GtkSingleSelection *selection;
  GHashTable      *abouts; /* id -> what it can, in words */
};

enum { WANTED, CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgModelMenu, askg_model_menu, GTK_TYPE_POPOVER)

/* -- What the person does --------------------------------------------------- */

static void
choose (AskgModelMenu *self,
        guint          position)
{
  g_autoptr(GtkStringObject) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, gtk_string_object_get_string (row));
}

static void
row_activated (AskgModelMenu *self,
               guint          position)
{
  choose (self, position);
}

static void
search_changed (AskgModelMenu *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_widget_set_visible (GTK_WIDGET (self->none), g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0);
}

/* Enter takes the one that is marked: the first that matches. */
static void
search_activated (AskgModelMenu *self)
{
  search_changed (self); /* it is told after a pause */
  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
search_stopped (AskgModelMenu *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* -- Rows --------------------------------------------------------------------- */

static void
set_up_row (GtkSignalListItemFactory *factory,
            GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *about = gtk_label_new (NULL);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_widget_add_css_class (about, "caption");
  gtk_widget_add_css_class (about, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), about);
  gtk_list_item_set_child (item, box);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          AskgModelMenu            *self)
{
  const char *id = gtk_string_object_get_string (gtk_list_item_get_item (item));
  const char *about = g_hash_table_lookup (self->abouts, id);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *caption = gtk_widget_get_next_sibling (name);

  gtk_label_set_text (GTK_LABEL (name), id);
  gtk_widget_set_tooltip_text (name, id);
  gtk_label_set_text (GTK_LABEL (caption), about != NULL ? about : "");
  gtk_widget_set_visible (caption, about != NULL);
}

/* (transfer full) (nullable): as far as the server says so */
static char *
describe (const AskgModelInfo *info)
{
  const struct
  {
    gboolean    is_so;
    const char *word;
  } facts[] = {
    { info->embeds == ASKG_YES, _("no answers: for searching alone") },
    { info->sees == ASKG_YES, _("sees") },
    { info->hears == ASKG_YES, _("hears") },
    { info->speaks == ASKG_YES, _("speaks") },
    { info->draws == ASKG_YES, _("draws") },
    { g_strcmp0 (info->state, "loaded") == 0, _("loaded") },
  };
  g_autoptr(GString) words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i].is_so)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", facts[i].word);

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/* -- Life --------------------------------------------------------------------- */

/* It may offer others than the last time. */
static void
askg_model_menu_map (GtkWidget *widget)
{
  AskgModelMenu *self = ASKG_MODEL_MENU (widget);

  gtk_stack_set_visible_child_name (self->stack, "asking");
  GTK_WIDGET_CLASS (askg_model_menu_parent_class)->map (widget);
  g_signal_emit (self, signals[WANTED], 0);
}

static void
askg_model_menu_dispose (GObject *object)
{
  AskgModelMenu *self = ASKG_MODEL_MENU (object);

  g_clear_object (&self->ids);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->abouts, g_hash_table_unref);

  G_OBJECT_CLASS (askg_model_menu_parent_class)->dispose (object);
}

static void
askg_model_menu_class_init (AskgModelMenuClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_model_menu_dispose;
  widget_class->map = askg_model_menu_map;

  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-model-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgModelMenu, stack);
  gtk_widget_class_bind_template_child (widget_class, AskgModelMenu, why);
  gtk_widget_class_bind_template_child (widget_class, AskgModelMenu, search);
  gtk_widget_class_bind_template_child (widget_class, AskgModelMenu, list);
  gtk_widget_class_bind_template_child (widget_class, AskgModelMenu, none);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
askg_model_menu_init (AskgModelMenu *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *found;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->abouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ids = gtk_string_list_new (NULL);
  self->filter = gtk_string_filter_new (gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  found = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->ids)), g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (found));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

/* @chosen: (nullable): the one that is asked now; it is marked */
void
askg_model_menu_set_models (AskgModelMenu       *self,
                            const AskgModelList *models,
                            const char          *chosen)
{
  const gboolean is_long = models->models->len >= MIN_SEARCHED;
  guint marked = 0;

  g_return_if_fail (ASKG_IS_MODEL_MENU (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_string_filter_set_search (self->filter, NULL);
  gtk_string_list_splice (self->ids, 0, g_list_model_get_n_items (G_LIST_MODEL (self->ids)), NULL);
  g_hash_table_remove_all (self->abouts);
  for (guint i = 0; i < models->models->len; i++)
    {
      const AskgModelInfo *info = g_ptr_array_index (models->models, i);
      char *about = describe (info);

      if (about != NULL)
        g_hash_table_insert (self->abouts, g_strdup (info->id), about);
      gtk_string_list_append (self->ids, info->id);
      if (g_strcmp0 (info->id, chosen) == 0)
        marked = i;
    }

  gtk_single_selection_set_selected (self->selection, marked);
  gtk_widget_set_visible (GTK_WIDGET (self->search), is_long);
  gtk_widget_set_visible (GTK_WIDGET (self->none), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "models");
  gtk_widget_grab_focus (is_long ? GTK_WIDGET (self->search) : GTK_WIDGET (self->list));
}

/* @sentence: why there is nothing to choose from, and what to do */
void
askg_model_menu_fail (AskgModelMenu *self,
                      const char    *sentence)
{
  g_return_if_fail (ASKG_IS_MODEL_MENU (self));

  gtk_label_set_text (self->why, sentence);
  askg_whole_words_apply (self->why);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_grab_focus (GTK_WIDGET (self->why));
}
