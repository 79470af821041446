/* askg-history-row.c: main thread. */
#include "ui/history/askg-history-row.h"

#include <glib/gi18n-lib.h>

#include "engine/memory/askg-hit.h"
#include "ui/history/askg-history-marks.h"

#include "ui/overlay/askg-thumbnail.h"
#include "ui/reply/askg-whole-words.h"

#define PICTURE_WIDTH  96
#define PICTURE_HEIGHT 60
#define ICON_SIDE      24

struct _AskgHistoryRow
{
  GtkWidget        parent_instance;

  /* Template children */
  GtkWidget       *box;
  GtkLabel        *heading;
  GtkWidget       *card;
  GtkPicture      *picture;
  GtkImage        *icon;
  GtkWidget       *pinned;
  GtkStack        *naming;
  GtkEntry        *entry;
  GtkMenuButton   *more;
  GtkLabel        *title;
  GtkLabel        *when;
  GtkLabel        *snippet;

  /* Owned */
  AskgHistoryItem *item;
  GSignalGroup    *item_signals;
  GCancellable    *wanting; /* (nullable): the picture of the item */
};

enum { ACT, PICTURE_WANTED, PICTURED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgHistoryRow, askg_history_row, GTK_TYPE_WIDGET)

/* -- What the person does ------------------------------------------------- */

static void
stop_naming (AskgHistoryRow *self)
{
  gtk_stack_set_visible_child_name (self->naming, "title");
}

static void
act_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  AskgHistoryRow *self = ASKG_HISTORY_ROW (widget);
  const char *what = g_variant_get_string (parameter, NULL);

  if (self->item != NULL && g_str_equal (what, "rename"))
    askg_history_item_rename (self->item);
  else if (self->item != NULL)
    g_signal_emit (self, signals[ACT], 0, self->item, what, "");
}

/* In place of its title; Enter takes it, Esc or looking elsewhere leaves it as it was. */
static void
start_naming (AskgHistoryRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), askg_history_item_get_name (self->item));
  gtk_stack_set_visible_child_name (self->naming, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
entry_activated (AskgHistoryRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  stop_naming (self);
  if (self->item != NULL && *g_strstrip (text) != '\0')
    g_signal_emit (self, signals[ACT], 0, self->item, "rename", text);
}

static gboolean
entry_key (AskgHistoryRow  *self,
           guint            keyval,
           guint            keycode,
           GdkModifierType  modifiers)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)), GTK_DIR_TAB_FORWARD);
  stop_naming (self);

  return TRUE;
}

static GMenuModel *
new_menu (gboolean is_pinned)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, is_pinned ? _("_Unpin") : _("_Pin"), is_pinned ? "row.act::unpin" : "row.act::pin");
  g_menu_append (menu, _("_Rename"), "row.act::rename");
  g_menu_append (menu, _("_Branch"), "row.act::branch");
  g_menu_append (menu, _("_Export…"), "row.act::export");
  g_menu_append (menu, _("_Delete"), "row.act::delete");

  return G_MENU_MODEL (menu);
}

/* As the theme paints what is selected: readable on light, dark and high contrast. */
static void
mark_hit (AskgHistoryRow *self)
{
  PangoAttrList *attributes = askg_whole_words_add (pango_attr_list_new (), askg_history_item_get_snippet (self->item));
  GdkRGBA accent = { 0.21, 0.52, 0.89, 1 };
  GArray *hits = askg_history_item_get_marks (self->item);
  PangoAttribute *marks[3];

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "accent_bg_color", &accent);
  G_GNUC_END_IGNORE_DEPRECATIONS
  for (guint hit = 0; hits != NULL && hit < hits->len; hit++)
    {
      const AskgMark *mark = &g_array_index (hits, AskgMark, hit);

      marks[0] = pango_attr_background_new ((guint16) (accent.red * 65535), (guint16) (accent.green * 65535),
                                            (guint16) (accent.blue * 65535));
      marks[1] = pango_attr_background_alpha_new (0x4000);
      marks[2] = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
        {
          marks[i]->start_index = (guint) mark->start;
          marks[i]->end_index = (guint) (mark->start + mark->length);
          pango_attr_list_insert (attributes, marks[i]);
        }
    }
  gtk_label_set_attributes (self->snippet, attributes);
  pango_attr_list_unref (attributes);
}

/* -- The picture --------------------------------------------------------- */

static void
show_icon (AskgHistoryRow *self)
{
  gtk_image_set_from_icon_name (self->icon, askg_history_item_get_icon (self->item));
  gtk_image_set_pixel_size (self->icon, ICON_SIDE);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), FALSE);
}

static void
take_picture (AskgHistoryRow *self,
              AskgFrame      *frame)
{
  const guint width_px = (guint) askg_history_row_get_picture_side (self);
  GArray *boxes = askg_history_item_get_boxes (self->item);
  g_autoptr(AskgFrame) marked = boxes != NULL ? askg_history_marks_draw (frame, boxes) : g_object_ref (frame);
  g_autoptr(GdkTexture) picture = askg_thumbnail_new (marked, width_px, width_px * PICTURE_HEIGHT / PICTURE_WIDTH);

  askg_history_row_show_picture (self, picture);
  g_signal_emit (self, signals[PICTURED], 0, self->item, picture);
}

static void
want_picture (AskgHistoryRow *self)
{
  self->wanting = g_cancellable_new ();
  g_signal_emit (self, signals[PICTURE_WANTED], 0, self->item, self->wanting);
}

static void
stop_wanting (AskgHistoryRow *self)
{
  g_cancellable_cancel (self->wanting);
  g_clear_object (&self->wanting);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
askg_history_row_dispose (GObject *object)
{
  AskgHistoryRow *self = ASKG_HISTORY_ROW (object);

  stop_wanting (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (askg_history_row_parent_class)->dispose (object);
}

static void
askg_history_row_class_init (AskgHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_history_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, box);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, heading);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, card);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, picture);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, title);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, when);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, snippet);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, pinned);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, naming);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, entry);
  gtk_widget_class_bind_template_child (widget_class, AskgHistoryRow, more);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_install_action (widget_class, "row.act", "s", act_action);

  /* (AskgHistoryItem *item, const char *what, const char *text) */
  signals[ACT] = g_signal_new ("act", ASKG_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 3, ASKG_TYPE_HISTORY_ITEM, G_TYPE_STRING, G_TYPE_STRING);
  /* (AskgHistoryItem *item, GdkTexture *picture): made of what was given to the item */
  signals[PICTURED] = g_signal_new ("pictured", ASKG_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 2, ASKG_TYPE_HISTORY_ITEM, GDK_TYPE_TEXTURE);
  /* (AskgHistoryItem *item, GCancellable *cancellable) */
  signals[PICTURE_WANTED] = g_signal_new ("picture-wanted", ASKG_TYPE_HISTORY_ROW, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 2, ASKG_TYPE_HISTORY_ITEM, G_TYPE_CANCELLABLE);
}

static void
askg_history_row_init (AskgHistoryRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (entry_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);

  self->item_signals = g_signal_group_new (ASKG_TYPE_HISTORY_ITEM);
  g_signal_group_connect_swapped (self->item_signals, "picture", G_CALLBACK (take_picture), self);
  g_signal_group_connect_swapped (self->item_signals, "rename", G_CALLBACK (start_naming), self);
}

GtkWidget *
askg_history_row_new (void)
{
  return g_object_new (ASKG_TYPE_HISTORY_ROW, NULL);
}

/**
 * askg_history_row_set_item:
 * @item: (nullable): what it shows from now on
 */
void
askg_history_row_set_item (AskgHistoryRow  *self,
                           AskgHistoryItem *item)
{
  g_autoptr(GMenuModel) menu = NULL;
  const char *heading;

  g_return_if_fail (ASKG_IS_HISTORY_ROW (self));

  if (!g_set_object (&self->item, item))
    return;
  stop_wanting (self);
  g_signal_group_set_target (self->item_signals, item);
  if (item == NULL)
    {
      gtk_picture_set_paintable (self->picture, NULL); /* a picture is kept while it shows, and no longer */
      return;
    }

  heading = askg_history_item_get_heading (item);
  gtk_label_set_text (self->heading, heading != NULL ? heading : "");
  gtk_widget_set_visible (GTK_WIDGET (self->heading), heading != NULL);
  show_icon (self);
  stop_naming (self);
  gtk_label_set_text (self->title, askg_history_item_get_title (item));
  gtk_widget_set_visible (self->pinned, askg_history_item_is_pinned (item));
  menu = new_menu (askg_history_item_is_pinned (item));
  gtk_menu_button_set_menu_model (self->more, menu);
  gtk_label_set_text (self->when, askg_history_item_get_when (item));
  gtk_label_set_text (self->snippet, askg_history_item_get_snippet (item));
  mark_hit (self);
  set_class (self->card, "first", askg_history_item_is_first (item));
  set_class (self->card, "last", askg_history_item_is_last (item));
  if (askg_history_item_may_have_picture (item))
    want_picture (self);
}

/* Its width, in device pixels. */
int
askg_history_row_get_picture_side (AskgHistoryRow *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_ROW (self), 0);

  return PICTURE_WIDTH * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/**
 * askg_history_row_show_picture:
 * @picture: of its item, as large as askg_history_row_get_picture_side()
 */
void
askg_history_row_show_picture (AskgHistoryRow *self,
                               GdkTexture     *picture)
{
  g_return_if_fail (ASKG_IS_HISTORY_ROW (self));
  g_return_if_fail (GDK_IS_TEXTURE (picture));

  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (picture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
}
