/* askg-heard-row.c: main thread. */
#include "ui/overlay/askg-heard-row.h"

#include "engine/model/askg-inert-text.h"
#include "ui/reply/askg-whole-words.h"

#define MOST_LINES 4

struct _AskgHeardRow
{
  GtkWidget  parent_instance;

  /* Owned by GTK */
  GtkLabel  *label;
};

G_DEFINE_FINAL_TYPE (AskgHeardRow, askg_heard_row, GTK_TYPE_WIDGET)

static void
askg_heard_row_dispose (GObject *object)
{
  AskgHeardRow *self = ASKG_HEARD_ROW (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->label)));

  G_OBJECT_CLASS (askg_heard_row_parent_class)->dispose (object);
}

static void
askg_heard_row_class_init (AskgHeardRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_heard_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

/* The end of it is what is new. */
static void
askg_heard_row_init (AskgHeardRow *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_START);
  gtk_label_set_lines (self->label, MOST_LINES);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_halign (GTK_WIDGET (self->label), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "askg-question");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "askg-heard");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* @text: (nullable): of a recogniser; it shows while there is some */
void
askg_heard_row_set_text (AskgHeardRow *self,
                         const char   *text)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (ASKG_IS_HEARD_ROW (self));

  shown = text != NULL ? askg_text_make_inert (text, ASKG_INERT_ONE_LINE) : NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), shown != NULL && *shown != '\0');
  gtk_label_set_text (self->label, shown != NULL ? shown : "");
  askg_whole_words_apply (self->label);
}
