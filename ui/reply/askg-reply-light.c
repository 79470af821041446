/* askg-reply-light.c: main thread. A text that was written anew meanwhile has lost its light by itself. */
#include "ui/reply/askg-reply-light.h"

#define STRENGTH 0.35 /* of the accent, behind the word */

static void
add (PangoAttrList  *attributes,
     PangoAttribute *attribute,
     guint           start,
     guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (attributes, attribute);
}

static void
put_out (AskgReplyLight *self)
{
  if (self->label != NULL && gtk_label_get_attributes (self->label) == self->lit)
    gtk_label_set_attributes (self->label, self->before);
  g_clear_weak_pointer (&self->label);
  g_clear_pointer (&self->before, pango_attr_list_unref);
  g_clear_pointer (&self->lit, pango_attr_list_unref);
}

/**
 * askg_reply_light_set:
 * @label: (nullable): %NULL: nothing is lit any more
 * @start: bytes into its text, as is @end
 */
void
askg_reply_light_set (AskgReplyLight *self,
                      GtkLabel       *label,
                      guint           start,
                      guint           end)
{
  GdkRGBA accent = { 0.2, 0.5, 0.9, 1 };
  PangoAttrList *attributes;

  put_out (self);
  if (label == NULL || start >= end)
    return;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (label)), "accent_bg_color", &accent);
  attributes = gtk_label_get_attributes (label);
  self->before = attributes != NULL ? pango_attr_list_ref (attributes) : pango_attr_list_new ();
  self->lit = pango_attr_list_copy (self->before);
  add (self->lit, pango_attr_background_new (accent.red * G_MAXUINT16, accent.green * G_MAXUINT16, accent.blue * G_MAXUINT16),
       start, end);
  add (self->lit, pango_attr_background_alpha_new (STRENGTH * G_MAXUINT16), start, end);
  gtk_label_set_attributes (label, self->lit);
  g_set_weak_pointer (&self->label, label);
}
