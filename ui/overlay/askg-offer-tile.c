/* askg-offer-tile.c: main thread. A tile that cannot be pressed says why on its second line. */
#include "ui/overlay/askg-offer-tile.h"

#include <glib/gi18n-lib.h>

struct _AskgOfferTile
{
  GtkButton   parent_instance;

  /* Template children */
  GtkImage   *icon;
  GtkLabel   *title;
  GtkLabel   *detail;

  guint       number; /* with Alt it is the key */
};

enum { PROP_0, PROP_ICON, PROP_TITLE, PROP_DETAIL, PROP_NUMBER, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AskgOfferTile, askg_offer_tile, GTK_TYPE_BUTTON)

/* A screen reader hears title and cause in one go; the eye has them on two lines. */
static void
update_words (AskgOfferTile *self,
              const char    *preview)
{
  const char *title = gtk_label_get_text (self->title);
  g_autofree char *key = g_strdup_printf (_("%s (Alt+%u)"), title, self->number);
  g_autofree char *tooltip = preview != NULL ? g_strdup_printf ("%s\n%s", key, preview) : g_strdup (key);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_text (self->detail),
                                  -1);
}

static void
askg_offer_tile_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  AskgOfferTile *self = ASKG_OFFER_TILE (object);

  switch (id)
    {
    case PROP_ICON:
      gtk_image_set_from_icon_name (self->icon, g_value_get_string (value));
      break;
    case PROP_TITLE:
      gtk_label_set_text (self->title, g_value_get_string (value));
      break;
    case PROP_DETAIL:
      gtk_label_set_text (self->detail, g_value_get_string (value));
      break;
    case PROP_NUMBER:
      self->number = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  update_words (self, NULL);
}

static void
askg_offer_tile_class_init (AskgOfferTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = askg_offer_tile_set_property;

  properties[PROP_ICON] = g_param_spec_string ("tile-icon", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 1, 9, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-offer-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgOfferTile, icon);
  gtk_widget_class_bind_template_child (widget_class, AskgOfferTile, title);
  gtk_widget_class_bind_template_child (widget_class, AskgOfferTile, detail);
}

static void
askg_offer_tile_init (AskgOfferTile *self)
{
  self->number = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_offer_tile_set_state:
 * @can: whether it works now
 * @detail: what it would take, or, when it cannot, why not; one or two words
 * @preview: (nullable): more of the same, for the tooltip
 */
void
askg_offer_tile_set_state (AskgOfferTile *self,
                           gboolean       can,
                           const char    *detail,
                           const char    *preview)
{
  g_return_if_fail (ASKG_IS_OFFER_TILE (self));

  gtk_label_set_text (self->detail, detail);
  gtk_widget_set_sensitive (GTK_WIDGET (self), can);
  update_words (self, preview);
}
