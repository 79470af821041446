/* askg-picture-card.c: main thread. */
#include "ui/overlay/askg-picture-card.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-picture.h"
#include "ui/reply/askg-whole-words.h"

/* Higher ones are shown smaller; enlarging shows all. */
#define MOST_WIDTH  440
#define MOST_HEIGHT 300

struct _AskgPictureCard
{
  GtkWidget     parent_instance;

  /* Template children */
  GtkWidget    *box;
  GtkWidget    *press;
  GtkPicture   *picture;
  GtkWidget    *told;
  GtkLabel     *words;
  GtkWidget    *actions;

  /* Owned */
  GBytes       *bytes;      /* (nullable): encoded, as they came */
  AskgFrame    *frame;      /* (nullable): until it is decoded */
  GdkTexture   *texture;    /* (nullable): of @frame */
  GCancellable *decoding;   /* (nullable) */

  gboolean      with_actions;
};

static guint enlarge_signal;

G_DEFINE_FINAL_TYPE (AskgPictureCard, askg_picture_card, GTK_TYPE_WIDGET)

static void
tell (AskgPictureCard *self,
      const char       *words)
{
  gtk_label_set_text (self->words, words != NULL ? words : "");
  askg_whole_words_apply (self->words);
  gtk_widget_set_visible (self->told, words != NULL);
}

/* -- Decoding ---------------------------------------------------------------- */

static GdkTexture *
new_texture (AskgFrame *frame)
{
  return gdk_memory_texture_new ((int) askg_frame_get_width_px (frame), (int) askg_frame_get_height_px (frame),
                                 GDK_MEMORY_DEFAULT, askg_frame_get_pixels (frame), askg_frame_get_stride_bytes (frame));
}

static void
show_frame (AskgPictureCard *self)
{
  const double width = askg_frame_get_width_px (self->frame);
  const double height = askg_frame_get_height_px (self->frame);
  const double scale = MIN (1, MIN (MOST_WIDTH / width, MOST_HEIGHT / height));
  g_autofree char *name = g_strdup_printf (_("Picture of %u × %u"), askg_frame_get_width_px (self->frame),
                                           askg_frame_get_height_px (self->frame));

  g_set_object (&self->texture, NULL);
  self->texture = new_texture (self->frame);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->texture));
  gtk_picture_set_alternative_text (self->picture, name);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), (int) (width * scale), (int) (height * scale));
  gtk_widget_set_visible (self->press, TRUE);
  gtk_widget_set_visible (self->actions, self->with_actions);
  tell (self, NULL);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgPictureCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) frame = askg_picture_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* a newer one is on its way, or nobody looks */
    return;
  g_clear_object (&self->decoding);
  if (frame == NULL)
    {
      g_autofree char *words = g_strdup_printf (_("This picture cannot be shown. %s"), error->message);

      if (self->frame == NULL)
        tell (self, words);
      return;
    }
  g_set_object (&self->frame, frame);
  show_frame (self);
}

/* -- What is done with it ------------------------------------------------------ */

static void
enlarge_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  AskgPictureCard *self = ASKG_PICTURE_CARD (widget);
  g_autoptr(AskgAttachment) attachment = NULL;

  if (self->frame == NULL)
    return;
  attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_FILE, self->frame, NULL, NULL);
  g_signal_emit (self, enlarge_signal, 0, attachment);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgPictureCard *self = ASKG_PICTURE_CARD (widget);

  if (self->texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), self->texture);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgPictureCard) self = user_data;
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    words = g_strdup (_("Saved."));
  else
    words = g_strdup_printf (_("The picture was not saved: %s. Choose another folder."), error->message);
  tell (self, words);
}

static void
place_chosen_cb (GtkNativeDialog  *dialog,
                 int               response,
                 AskgPictureCard *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    g_file_replace_contents_bytes_async (file, self->bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, saved_cb,
                                         g_object_ref (self));
  g_object_unref (dialog);
}

/* What the bytes are, not what a stranger says of them. */
static const char *
name_for (GBytes *bytes)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);

  if (n_bytes > 2 && data[0] == 0xff && data[1] == 0xd8)
    return _("picture.jpg");
  if (n_bytes > 3 && data[0] == 'R' && data[1] == 'I' && data[2] == 'F')
    return _("picture.webp");

  return _("picture.png");
}

static void
save_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgPictureCard *self = ASKG_PICTURE_CARD (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog;

  if (self->frame == NULL)
    return;
  dialog = gtk_file_chooser_native_new (_("Save the picture"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name_for (self->bytes));
  g_signal_connect_object (dialog, "response", G_CALLBACK (place_chosen_cb), self, G_CONNECT_DEFAULT);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* -- Life ------------------------------------------------------------------------ */

static void
askg_picture_card_dispose (GObject *object)
{
  AskgPictureCard *self = ASKG_PICTURE_CARD (object);

  g_cancellable_cancel (self->decoding);
  g_clear_object (&self->decoding);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_object (&self->frame);
  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (askg_picture_card_parent_class)->dispose (object);
}

static void
askg_picture_card_class_init (AskgPictureCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_picture_card_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-picture-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgPictureCard, box);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureCard, press);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureCard, picture);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureCard, told);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureCard, words);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureCard, actions);
  gtk_widget_class_install_action (widget_class, "given.enlarge", NULL, enlarge_action);
  gtk_widget_class_install_action (widget_class, "given.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "given.save", NULL, save_action);

  enlarge_signal = g_signal_new ("enlarge", ASKG_TYPE_PICTURE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, ASKG_TYPE_ATTACHMENT);
}

static void
askg_picture_card_init (AskgPictureCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @with_actions: whether it can be copied and saved */
GtkWidget *
askg_picture_card_new (gboolean with_actions)
{
  AskgPictureCard *self = g_object_new (ASKG_TYPE_PICTURE_CARD, NULL);

  self->with_actions = with_actions;

  return GTK_WIDGET (self);
}

/**
 * askg_picture_card_set_bytes:
 * @bytes: encoded; what shows stays until they are decoded, and if they cannot be
 */
void
askg_picture_card_set_bytes (AskgPictureCard *self,
                              GBytes           *bytes)
{
  g_return_if_fail (ASKG_IS_PICTURE_CARD (self));
  g_return_if_fail (bytes != NULL);

  if (self->bytes != NULL && g_bytes_equal (self->bytes, bytes))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_bytes_ref (bytes);
  g_cancellable_cancel (self->decoding);
  g_clear_object (&self->decoding);
  self->decoding = g_cancellable_new ();
  if (self->frame == NULL)
    tell (self, _("Unpacking the picture…"));
  askg_picture_decode_async (bytes, self->decoding, decoded_cb, g_object_ref (self));
}
