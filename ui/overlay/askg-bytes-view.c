/* askg-bytes-view.c: main thread. */
#include "ui/overlay/askg-bytes-view.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-preview-text.h"

/* Laid out within a frame or two, also without a space in it. */
#define PART_BYTES (16 * 1024)

struct _AskgBytesView
{
  GtkBox           parent_instance;

  /* Template children */
  GtkTextView     *bytes;
  GtkToggleButton *all;
  GtkWidget       *parts;
  GtkWidget       *earlier;
  GtkWidget       *later;
  GtkLabel        *which;

  /* Owned */
  AskgOutbound    *outbound; /* (nullable) */

  gsize            part;     /* which one is shown */
};

G_DEFINE_FINAL_TYPE (AskgBytesView, askg_bytes_view, GTK_TYPE_BOX)

/* A wrapped line must not show a hyphen that is not sent. */
static void
set_text (AskgBytesView *self,
          const char    *words)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->bytes);
  GtkTextIter start, end;

  gtk_text_buffer_set_text (buffer, words, -1);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag_by_name (buffer, "no-hyphens", &start, &end);
}

static gsize
count_parts (AskgBytesView *self)
{
  GBytes *body = askg_outbound_get_body (self->outbound);
  const gsize n_bytes = body != NULL ? g_bytes_get_size (body) : 0;

  return MAX (1, (n_bytes + PART_BYTES - 1) / PART_BYTES);
}

static void
show_part (AskgBytesView *self)
{
  g_autofree char *head = askg_preview_dup_head (self->outbound);
  GBytes *body = askg_outbound_get_body (self->outbound);
  const gsize n_parts = count_parts (self);
  g_autofree char *words = askg_preview_dup_part (body, self->part * PART_BYTES, PART_BYTES);
  g_autofree char *all = self->part == 0 ? g_strconcat (head, "\n", words, NULL) : g_strdup (words);
  g_autofree char *which = g_strdup_printf (_("Part %u of %u"), (guint) self->part + 1, (guint) n_parts);

  set_text (self, all);
  gtk_label_set_text (self->which, which);
  gtk_widget_set_sensitive (self->earlier, self->part > 0);
  gtk_widget_set_sensitive (self->later, self->part + 1 < n_parts);
}

/* Made when somebody looks: it may be megabytes. */
static void
show (AskgBytesView *self)
{
  const gboolean all = gtk_toggle_button_get_active (self->all);
  g_autofree char *head = NULL;
  g_autofree char *body = NULL;
  g_autofree char *folded = NULL;

  if (self->outbound == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  gtk_widget_set_visible (self->parts, all && count_parts (self) > 1);
  if (all)
    {
      show_part (self);
      return;
    }
  head = askg_preview_dup_head (self->outbound);
  body = askg_preview_dup_body (askg_outbound_get_body (self->outbound));
  folded = g_strconcat (head, "\n", body, NULL);
  set_text (self, folded);
}

static void
all_toggled (AskgBytesView *self)
{
  self->part = 0;
  show (self);
}

static void
earlier_clicked (AskgBytesView *self)
{
  if (self->part > 0)
    self->part--;
  show (self);
}

static void
later_clicked (AskgBytesView *self)
{
  if (self->part + 1 < count_parts (self))
    self->part++;
  show (self);
}

static void
askg_bytes_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (askg_bytes_view_parent_class)->map (widget);
  show (ASKG_BYTES_VIEW (widget));
}

static void
askg_bytes_view_dispose (GObject *object)
{
  g_clear_pointer (&ASKG_BYTES_VIEW (object)->outbound, askg_outbound_unref);

  G_OBJECT_CLASS (askg_bytes_view_parent_class)->dispose (object);
}

static void
askg_bytes_view_class_init (AskgBytesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_bytes_view_dispose;
  widget_class->map = askg_bytes_view_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-bytes-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgBytesView, bytes);
  gtk_widget_class_bind_template_child (widget_class, AskgBytesView, all);
  gtk_widget_class_bind_template_child (widget_class, AskgBytesView, parts);
  gtk_widget_class_bind_template_child (widget_class, AskgBytesView, earlier);
  gtk_widget_class_bind_template_child (widget_class, AskgBytesView, later);
  gtk_widget_class_bind_template_child (widget_class, AskgBytesView, which);
  gtk_widget_class_bind_template_callback (widget_class, all_toggled);
  gtk_widget_class_bind_template_callback (widget_class, earlier_clicked);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked);
}

static void
askg_bytes_view_init (AskgBytesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_buffer_create_tag (gtk_text_view_get_buffer (self->bytes), "no-hyphens", "insert-hyphens", FALSE, NULL);
}

/* What is shown from now on. */
void
askg_bytes_view_set_outbound (AskgBytesView *self,
                              AskgOutbound  *outbound)
{
  g_return_if_fail (ASKG_IS_BYTES_VIEW (self));

  askg_outbound_ref (outbound);
  g_clear_pointer (&self->outbound, askg_outbound_unref);
  self->outbound = outbound;
  self->part = 0;
  show (self);
}
