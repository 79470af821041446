/* askg-picture-window.c: main thread. */
#include "ui/overlay/askg-picture-window.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-picture-view.h"
#include "ui/overlay/askg-words.h"

/* Part of the screen that a large picture may take at first. */
#define MOST_WIDTH  1200
#define MOST_HEIGHT 760

struct _AskgPictureWindow
{
  AdwWindow        parent_instance;

  /* Template children */
  AdwWindowTitle  *title;
  GtkToggleButton *words_button;
  AskgPictureView *picture;

  /* Owned */
  AskgAttachment  *attachment;
  GArray          *places; /* of AskgRect: what an answer speaks of, or somebody searched for */

  guint            n_found; /* of those, the searched for */
};

G_DEFINE_FINAL_TYPE (AskgPictureWindow, askg_picture_window, ADW_TYPE_WINDOW)

static AskgPageText *
page_with_words (AskgPictureWindow *self)
{
  AskgPageText *page = askg_attachment_get_page (self->attachment);

  return page != NULL && askg_page_text_get_n_lines (page) > 0 ? page : NULL;
}

/* The lines that were read, or else what an answer speaks of or somebody searched for. */
static void
update_boxes (AskgPictureWindow *self)
{
  AskgPageText *page = page_with_words (self);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (AskgRect));

  if (page == NULL || !gtk_toggle_button_get_active (self->words_button))
    {
      askg_picture_view_set_boxes (self->picture, (const AskgRect *) (const void *) self->places->data, self->places->len);
      return;
    }
  for (guint i = 0; i < askg_page_text_get_n_lines (page); i++)
    g_array_append_val (lines, askg_page_text_get_line (page, i)->box);
  askg_picture_view_set_boxes (self->picture, (const AskgRect *) (const void *) lines->data, lines->len);
}

/* How large it is, what was read and what was found, as far as there is something to say. */
static char *
dup_subtitle (AskgPictureWindow *self)
{
  AskgFrame *frame = askg_attachment_get_frame (self->attachment);
  g_autofree char *reading = askg_words_for_reading (self->attachment);
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, "%u × %u", askg_frame_get_width_px (frame), askg_frame_get_height_px (frame));
  if (reading != NULL)
    g_string_append_printf (words, " · %s", reading);
  if (self->n_found > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "found in %u place", "found in %u places", self->n_found),
                              self->n_found);
    }

  return g_string_free (words, FALSE);
}

static void
update_words (AskgPictureWindow *self)
{
  g_autofree char *title = askg_words_for_attachment (self->attachment);
  g_autofree char *subtitle = dup_subtitle (self);
  g_autofree char *plain_title = g_markup_escape_text (title, -1);
  g_autofree char *plain_subtitle = g_markup_escape_text (subtitle, -1);
  const gboolean has_words = page_with_words (self) != NULL;

  adw_window_title_set_title (self->title, plain_title);
  adw_window_title_set_subtitle (self->title, plain_subtitle);
  gtk_widget_set_sensitive (GTK_WIDGET (self->words_button), has_words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "picture.copy", has_words);
  update_boxes (self);
}

static void
copy_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  AskgPageText *page = page_with_words (ASKG_PICTURE_WINDOW (widget));

  if (page != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), askg_page_text_get_text (page));
}

static void
words_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  GtkToggleButton *button = ASKG_PICTURE_WINDOW (widget)->words_button;

  if (gtk_widget_get_sensitive (GTK_WIDGET (button)))
    gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
askg_picture_window_finalize (GObject *object)
{
  AskgPictureWindow *self = ASKG_PICTURE_WINDOW (object);

  g_clear_object (&self->attachment);
  g_clear_pointer (&self->places, g_array_unref);

  G_OBJECT_CLASS (askg_picture_window_parent_class)->finalize (object);
}

static void
askg_picture_window_class_init (AskgPictureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = askg_picture_window_finalize;
  g_type_ensure (ASKG_TYPE_PICTURE_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-picture-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgPictureWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureWindow, words_button);
  gtk_widget_class_bind_template_child (widget_class, AskgPictureWindow, picture);
  gtk_widget_class_bind_template_callback (widget_class, update_boxes);
  gtk_widget_class_install_action (widget_class, "picture.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "picture.words", NULL, words_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "picture.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, 0, "picture.words", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
askg_picture_window_init (AskgPictureWindow *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (AskgRect));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_picture_window_new:
 * @over: the window it belongs to
 * @attachment: one with a frame
 *
 * Returns: (transfer none): hidden; GTK owns it, closing it destroys it
 */
AskgPictureWindow *
askg_picture_window_new (GtkWindow      *over,
                         AskgAttachment *attachment)
{
  AskgPictureWindow *self;
  AskgFrame *frame;
  int natural_width, natural_height;

  g_return_val_if_fail (ASKG_IS_ATTACHMENT (attachment), NULL);
  frame = askg_attachment_get_frame (attachment);
  g_return_val_if_fail (frame != NULL, NULL);

  self = g_object_new (ASKG_TYPE_PICTURE_WINDOW, "transient-for", over,
                       "application", gtk_window_get_application (over), NULL);
  self->attachment = g_object_ref (attachment);
  askg_picture_view_set_frame (self->picture, frame);
  g_signal_connect_object (attachment, "notify::reading", G_CALLBACK (update_words), self, G_CONNECT_SWAPPED);
  update_words (self);

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural_width, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural_height, NULL, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (natural_width, MOST_WIDTH), MIN (natural_height, MOST_HEIGHT));

  return self;
}

/**
 * askg_picture_window_show_places:
 * @answer: its pointers are boxed
 * @attachment: the index by which they name this picture
 */
void
askg_picture_window_show_places (AskgPictureWindow *self,
                                 AskgAnswer        *answer,
                                 guint              attachment)
{
  GPtrArray *pointers;

  g_return_if_fail (ASKG_IS_PICTURE_WINDOW (self));
  g_return_if_fail (ASKG_IS_ANSWER (answer));

  pointers = askg_answer_get_pointers (answer);
  g_array_set_size (self->places, 0);
  for (guint i = 0; i < pointers->len; i++)
    {
      const AskgPointer *pointer = g_ptr_array_index (pointers, i);

      if (pointer->attachment == attachment)
        g_array_append_val (self->places, pointer->box);
    }
  update_boxes (self);
}

/**
 * askg_picture_window_show_found:
 * @boxes: (element-type AskgRect): where the words stand that somebody searched for, pixels of the frame
 */
void
askg_picture_window_show_found (AskgPictureWindow *self,
                                GArray            *boxes)
{
  g_return_if_fail (ASKG_IS_PICTURE_WINDOW (self));
  g_return_if_fail (boxes != NULL);

  g_array_set_size (self->places, 0);
  if (boxes->len > 0)
    g_array_append_vals (self->places, boxes->data, boxes->len);
  self->n_found = boxes->len;
  update_words (self);
}
