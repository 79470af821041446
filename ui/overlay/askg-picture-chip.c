/* askg-picture-chip.c: main thread. */
#include "ui/overlay/askg-picture-chip.h"

#include "ui/overlay/askg-thumbnail.h"
#include "ui/overlay/askg-words.h"

#define WIDTH  84
#define HEIGHT 54

struct _AskgPictureChip
{
  GtkWidget       parent_instance;

  /* Template children */
  GtkWidget      *frame;
  GtkWidget      *enlarge_button;
  GtkPicture     *picture;
  GtkWidget      *remove_button;

  /* Owned */
  AskgAttachment *attachment;

  int             drawn_at_scale; /* of the thumbnail that shows; 0 before the first */
};

enum { ENLARGE, REMOVE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgPictureChip, askg_picture_chip, GTK_TYPE_WIDGET)

static void
enlarge_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_signal_emit (widget, signals[ENLARGE], 0);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[REMOVE], 0);
}

/* In device pixels, so that it is as sharp as what is around it. A texture would ask for as many
 * logical ones, and the chips' row would keep that width free beside a chip at scale 2. */
static void
draw_thumbnail (AskgPictureChip *self)
{
  g_autoptr(GdkTexture) texture = NULL;
  g_autoptr(GdkPaintable) thumbnail = NULL;
  GtkSnapshot *snapshot;
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  AskgFrame *covered = self->attachment != NULL ? askg_attachment_get_covered (self->attachment) : NULL;

  if (scale == self->drawn_at_scale || self->attachment == NULL)
    return;

  texture = askg_thumbnail_new (covered != NULL ? covered : askg_attachment_get_frame (self->attachment),
                                (guint) (WIDTH * scale), (guint) (HEIGHT * scale));
  snapshot = gtk_snapshot_new ();
  gtk_snapshot_append_texture (snapshot, texture, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  thumbnail = gtk_snapshot_free_to_paintable (snapshot, &GRAPHENE_SIZE_INIT (WIDTH, HEIGHT));
  gtk_picture_set_paintable (self->picture, thumbnail);
  self->drawn_at_scale = scale;
}

static void
covered_cb (AskgPictureChip *self)
{
  self->drawn_at_scale = 0;
  draw_thumbnail (self);
}

static void
askg_picture_chip_dispose (GObject *object)
{
  AskgPictureChip *self = ASKG_PICTURE_CHIP (object);

  g_clear_pointer (&self->frame, gtk_widget_unparent);
  g_clear_object (&self->attachment);

  G_OBJECT_CLASS (askg_picture_chip_parent_class)->dispose (object);
}

static void
askg_picture_chip_class_init (AskgPictureChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_picture_chip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-picture-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgPictureChip, frame);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureChip, enlarge_button);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureChip, picture);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureChip, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, draw_thumbnail);
  gtk_widget_class_install_action (widget_class, "chip.enlarge", NULL, enlarge_action);
  gtk_widget_class_install_action (widget_class, "chip.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "chip.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "chip.remove", NULL);

  signals[ENLARGE] = g_signal_new ("enlarge", ASKG_TYPE_PICTURE_CHIP, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", ASKG_TYPE_PICTURE_CHIP, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_picture_chip_init (AskgPictureChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_picture_chip_new:
 * @attachment: one with a frame
 * @removable: %FALSE for a question that was asked
 */
GtkWidget *
askg_picture_chip_new (AskgAttachment *attachment,
                       gboolean        removable)
{
  g_autofree char *what = NULL;
  AskgPictureChip *self;

  g_return_val_if_fail (ASKG_IS_ATTACHMENT (attachment), NULL);
  g_return_val_if_fail (askg_attachment_get_frame (attachment) != NULL, NULL);

  self = g_object_new (ASKG_TYPE_PICTURE_CHIP, NULL);
  self->attachment = g_object_ref (attachment);
  gtk_widget_set_visible (self->remove_button, removable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chip.remove", removable);
  what = askg_words_for_attachment (attachment);
  gtk_widget_set_tooltip_text (self->enlarge_button, what);
  g_signal_connect_object (attachment, "notify::covered", G_CALLBACK (covered_cb), self, G_CONNECT_SWAPPED);
  draw_thumbnail (self);

  return GTK_WIDGET (self);
}
