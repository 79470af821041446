/* askg-start-page.c: main thread. */
#include "ui/overlay/askg-start-page.h"

#include "engine/memory/askg-store.h"
#include "engine/model/askg-day.h"
#include "ui/overlay/askg-offer-tile.h"

#define MOST_RECENTS 3u

struct _AskgStartPage
{
  GtkWidget      parent_instance;

  /* Template children */
  GtkWidget     *box;
  GtkWidget     *offers;
  AskgOfferTile *region_tile;
  AskgOfferTile *clipboard_tile;
  AskgOfferTile *window_tile;
  AskgOfferTile *screen_tile;
  GtkWidget     *recents_box;
  GtkListBox    *recents;

  gboolean       has_recents;
  gboolean       is_discreet;
};

enum { OPEN, DELETE, LEAVE_UP, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgStartPage, askg_start_page, GTK_TYPE_WIDGET)

static gint64
row_id (GtkListBoxRow *row)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (row), "askg-conversation-id");
}

static void
row_activated (AskgStartPage *self,
               GtkListBoxRow *row)
{
  g_signal_emit (self, signals[OPEN], 0, row_id (row));
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  if (row != NULL)
    g_signal_emit (widget, signals[DELETE], 0, row_id (GTK_LIST_BOX_ROW (row)));
}

/* Up from the first recent goes back to the entry, as Down came from it. */
static gboolean
recents_keynav_failed (AskgStartPage    *self,
                       GtkDirectionType  direction)
{
  if (direction != GTK_DIR_UP)
    return FALSE;
  g_signal_emit (self, signals[LEAVE_UP], 0);

  return TRUE;
}

static void
askg_start_page_dispose (GObject *object)
{
  g_clear_pointer (&ASKG_START_PAGE (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (askg_start_page_parent_class)->dispose (object);
}

static void
askg_start_page_class_init (AskgStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_start_page_dispose;
  g_type_ensure (ASKG_TYPE_OFFER_TILE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, box);
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, offers);
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, region_tile);
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, clipboard_tile);
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, window_tile);
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, screen_tile);
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, recents_box);
  gtk_widget_class_bind_template_child (widget_class, AskgStartPage, recents);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, recents_keynav_failed);
  gtk_widget_class_install_action (widget_class, "recents.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "recents.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "recents.delete", NULL);

  /* (gint64 conversation_id) */
  signals[OPEN] = g_signal_new ("open", ASKG_TYPE_START_PAGE, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DELETE] = g_signal_new ("delete", ASKG_TYPE_START_PAGE, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LEAVE_UP] = g_signal_new ("leave-up", ASKG_TYPE_START_PAGE, G_SIGNAL_RUN_LAST,
                                    0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_start_page_init (AskgStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What the "overlay.attach" action calls it. */
const char *
askg_offer_get_id (AskgOffer offer)
{
  static const char *const ids[ASKG_N_OFFERS] = { "region", "clipboard", "window", "screen" };

  g_return_val_if_fail (offer < ASKG_N_OFFERS, NULL);

  return ids[offer];
}

static AskgOfferTile *
tile_of (AskgStartPage *self,
         AskgOffer      offer)
{
  AskgOfferTile *const tiles[ASKG_N_OFFERS] = { self->region_tile, self->clipboard_tile, self->window_tile,
                                                self->screen_tile };

  return tiles[offer];
}

/* See askg_offer_tile_set_state(). */
void
askg_start_page_set_offer (AskgStartPage *self,
                           AskgOffer      offer,
                           gboolean       can,
                           const char    *detail,
                           const char    *preview)
{
  g_return_if_fail (ASKG_IS_START_PAGE (self));
  g_return_if_fail (offer < ASKG_N_OFFERS);

  askg_offer_tile_set_state (tile_of (self, offer), can, detail, preview);
}

gboolean
askg_start_page_can_offer (AskgStartPage *self,
                           AskgOffer      offer)
{
  g_return_val_if_fail (ASKG_IS_START_PAGE (self), FALSE);
  g_return_val_if_fail (offer < ASKG_N_OFFERS, FALSE);

  return gtk_widget_get_sensitive (GTK_WIDGET (tile_of (self, offer)));
}

/* Returns: (transfer full) */
static GtkWidget *
make_row (const AskgConversationSummary *summary,
          gint64                         now_us,
          GTimeZone                     *zone)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/askglass/Askglass/ui/askg-recent-row.ui");
  g_autofree char *when = askg_day_tell (summary->changed_at_us, now_us, zone);
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_builder_get_object (builder, "icon")),
                                summary->has_picture ? "image-x-generic-symbolic" : "text-x-generic-symbolic");
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "title")), summary->title);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "when")), when);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, summary->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, when, -1);
  g_object_set_data_full (G_OBJECT (row), "askg-conversation-id",
                          g_memdup2 (&summary->id, sizeof summary->id), g_free);

  return g_object_ref (row);
}

/**
 * askg_start_page_set_recents:
 * @summaries: (element-type AskgConversationSummary): newest first; the first few show
 * @now_us: microseconds since 1970
 */
void
askg_start_page_set_recents (AskgStartPage *self,
                             GPtrArray     *summaries,
                             gint64         now_us)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  GtkWidget *row;

  g_return_if_fail (ASKG_IS_START_PAGE (self));
  g_return_if_fail (summaries != NULL);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->recents))) != NULL)
    gtk_list_box_remove (self->recents, row);
  for (guint i = 0; i < MIN (summaries->len, MOST_RECENTS); i++)
    {
      g_autoptr(GtkWidget) made = make_row (g_ptr_array_index (summaries, i), now_us, zone);

      gtk_list_box_append (self->recents, made);
    }
  self->has_recents = summaries->len > 0;
  gtk_widget_set_visible (self->recents_box, self->has_recents && !self->is_discreet);
}

/* Whether what was asked before is not shown. */
void
askg_start_page_set_discreet (AskgStartPage *self,
                              gboolean       discreet)
{
  g_return_if_fail (ASKG_IS_START_PAGE (self));

  self->is_discreet = discreet;
  gtk_widget_set_visible (self->recents_box, self->has_recents && !discreet);
}

/**
 * askg_start_page_fit:
 * @width: what the page has, in logical pixels
 *
 * The tiles stand four in a row, alike; where a title would be cut, each as wide as it
 * needs; where that is too much too (narrow window, large text), two and two.
 */
void
askg_start_page_fit (AskgStartPage *self,
                     int            width)
{
  const int between = gtk_box_get_spacing (GTK_BOX (self->offers));
  const int room = width - gtk_widget_get_margin_start (self->box) - gtk_widget_get_margin_end (self->box);
  int widest = 0, all = 0;
  gboolean narrow, alike;

  g_return_if_fail (ASKG_IS_START_PAGE (self));

  for (AskgOffer offer = 0; offer < ASKG_N_OFFERS; offer++)
    {
      int natural;

      gtk_widget_measure (GTK_WIDGET (tile_of (self, offer)), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      widest = MAX (widest, natural);
      all += natural;
    }
  narrow = all + (ASKG_N_OFFERS - 1) * between > room;
  alike = narrow || ASKG_N_OFFERS * widest + (ASKG_N_OFFERS - 1) * between <= room;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->offers),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->offers), alike);
  gtk_box_set_homogeneous (GTK_BOX (gtk_widget_get_first_child (self->offers)), alike);
  gtk_box_set_homogeneous (GTK_BOX (gtk_widget_get_last_child (self->offers)), alike);
}

/* Returns: %FALSE when there are none. */
gboolean
askg_start_page_focus_recents (AskgStartPage *self)
{
  GtkListBoxRow *first;

  g_return_val_if_fail (ASKG_IS_START_PAGE (self), FALSE);

  first = gtk_list_box_get_row_at_index (self->recents, 0);

  return first != NULL && gtk_widget_get_mapped (GTK_WIDGET (first)) && gtk_widget_grab_focus (GTK_WIDGET (first));
}
