/* askg-whole-words.c: main thread.
 *
 * Pango breaks Hangul between syllables, as newspapers did; on screens it is broken between
 * words. An attribute does it, so that copied text stays as it was. */
#include "ui/reply/askg-whole-words.h"

/* A longer run of letters without a space must break somewhere. */
#define LONGEST_WORD_CHARS 24

/* Pango tries a word that does not fit into a line at every letter, again for each line: what that takes grows with the
 * square of the word. */
#define ENDLESS_WORD_CHARS 1024

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

static gboolean
has_endless_word (const char *text)
{
  const glong n_chars = g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *breaks = NULL;
  glong word_start = 0;

  if (n_chars <= ENDLESS_WORD_CHARS)
    return FALSE;

  breaks = g_new0 (PangoLogAttr, n_chars + 1);
  pango_get_log_attrs (text, -1, -1, pango_language_get_default (), breaks, (int) n_chars + 1);
  for (glong i = 1; i <= n_chars && i - word_start <= ENDLESS_WORD_CHARS; i++)
    if (breaks[i].is_line_break)
      word_start = i;

  return n_chars - word_start > ENDLESS_WORD_CHARS;
}

/**
 * askg_whole_words_set_wrap:
 * @label: with its text
 * @usual: for a text that people write
 *
 * One that goes on without a place to break it is broken at any letter, which takes as long as it is.
 */
void
askg_whole_words_set_wrap (GtkLabel      *label,
                           PangoWrapMode  usual)
{
  gtk_label_set_wrap_mode (label, has_endless_word (gtk_label_get_text (label)) ? PANGO_WRAP_CHAR : usual);
}

/* For a label whose text is plain and whose attributes nobody else sets. */
void
askg_whole_words_apply (GtkLabel *label)
{
  PangoAttrList *attributes = askg_whole_words_add (NULL, gtk_label_get_text (label));

  gtk_label_set_attributes (label, attributes);
  g_clear_pointer (&attributes, pango_attr_list_unref);
  askg_whole_words_set_wrap (label, gtk_label_get_wrap_mode (label));
}
