/* askg-reply-attributes.c: main thread. */
#include "ui/reply/askg-reply-attributes.h"

#include "ui/reply/askg-whole-words.h"

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
add_span (PangoAttrList          *attributes,
          const AskgMarkdownSpan *span)
{
  if (span->style & ASKG_MARKDOWN_BOLD)
    add (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), span->start, span->end);
  if (span->style & (ASKG_MARKDOWN_ITALIC | ASKG_MARKDOWN_IMAGE))
    add (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC), span->start, span->end);
  if (span->style & ASKG_MARKDOWN_MONO)
    add (attributes, pango_attr_family_new ("monospace"), span->start, span->end);
  if (span->style & ASKG_MARKDOWN_STRIKE)
    add (attributes, pango_attr_strikethrough_new (TRUE), span->start, span->end);
  if (span->style & ASKG_MARKDOWN_LINK)
    add (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), span->start, span->end);
  if (span->style & ASKG_MARKDOWN_HOST)
    {
      add (attributes, pango_attr_scale_new (0.82), span->start, span->end);
      add (attributes, pango_attr_allow_breaks_new (FALSE), span->start, span->end);
    }
}

/**
 * askg_reply_attributes_new:
 *
 * Returns: (transfer full): for a label that holds the text of @text as it is
 */
PangoAttrList *
askg_reply_attributes_new (const AskgMarkdownText *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  for (guint i = 0; i < text->n_spans; i++)
    add_span (attributes, &text->spans[i]);
  attributes = askg_whole_words_add (attributes, text->text);
  /* A word that is broken has no hyphen that nobody wrote. */
  add (attributes, pango_attr_insert_hyphens_new (FALSE), 0, G_MAXUINT);

  return attributes;
}
