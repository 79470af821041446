/* askg-whole-words.c: main thread.
 *
 * Pango breaks Hangul between syllables, as newspapers did; on screens it is broken between
 * words. An attribute does it, so that copied text stays as it was. */
#include "ui/reply/askg-whole-words.h"

/* A longer run of letters without a space must break somewhere. */
#define LONGEST_WORD_CHARS 24

static gboolean
is_hangul (gunichar c)
{
  return (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f);
}

/**
 * askg_whole_words_add:
 * @attributes: (transfer full) (nullable): more are added to these
 * @text: the text they are for
 *
 * Returns: (transfer full) (nullable): %NULL when there is nothing to say
 */
PangoAttrList *
askg_whole_words_add (PangoAttrList *attributes,
                      const char    *text)
{
  const char *c = text;

  while (*c != '\0')
    {
      const char *word = c;
      gboolean hangul = FALSE;
      guint n_chars = 0;

      for (; *c != '\0' && !g_unichar_isspace (g_utf8_get_char (c)); c = g_utf8_next_char (c), n_chars++)
        hangul = hangul || is_hangul (g_utf8_get_char (c));

      if (hangul && n_chars <= LONGEST_WORD_CHARS)
        {
          PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

          whole->start_index = (guint) (word - text);
          whole->end_index = (guint) (c - text);
          if (attributes == NULL)
            attributes = pango_attr_list_new ();
          pango_attr_list_insert (attributes, whole);
        }
      if (*c != '\0')
        c = g_utf8_next_char (c);
    }

  return attributes;
}

/* For a label whose text is plain and whose attributes nobody else sets. */
void
askg_whole_words_apply (GtkLabel *label)
{
  PangoAttrList *attributes = askg_whole_words_add (NULL, gtk_label_get_text (label));

  gtk_label_set_attributes (label, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);
}
