/* askg-reading-wire.c: any thread. */
#include "engine/local/askg-reading-wire.h"

#include <string.h>

#define MAX_WORD_BYTES 4096u
#define MAX_INDENT     200u

/* Followed by so many words. */
typedef struct
{
  guint32 paragraph;
  guint32 n_indent;
  guint32 n_words;
} PackedLine;

/* Followed by so many bytes of text. */
typedef struct
{
  gint32  x, y, width, height;
  guint32 confidence;
  guint32 n_text;
} PackedWord;

static guint
count_indent (const char *text)
{
  return (guint) strspn (text, " ");
}

/**
 * askg_reading_page_pack:
 *
 * Returns: (transfer full): the lines of @page
 */
GBytes *
askg_reading_page_pack (AskgPageText *page)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < askg_page_text_get_n_lines (page); i++)
    {
      const AskgTextLine *line = askg_page_text_get_line (page, i);
      const PackedLine packed = { line->paragraph, count_indent (line->text), line->n_words };

      g_byte_array_append (bytes, (const guint8 *) &packed, sizeof packed);
      for (guint j = 0; j < line->n_words; j++)
        {
          const AskgWord *word = askg_page_text_get_word (page, line->first_word + j);
          const gsize n_text = strlen (word->text);
          const PackedWord head = {
            word->box.x, word->box.y, word->box.width, word->box.height, word->confidence, (guint32) n_text
          };

          g_byte_array_append (bytes, (const guint8 *) &head, sizeof head);
          g_byte_array_append (bytes, (const guint8 *) word->text, (guint) n_text);
        }
    }

  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
take (const guint8 **at,
      gsize         *n_left,
      void          *to,
      gsize          n)
{
  if (*n_left < n)
    return FALSE;
  memcpy (to, *at, n);
  *at += n;
  *n_left -= n;

  return TRUE;
}

/* A word is shown and pointed at: its text is text, and its place lies on the picture. */
static gboolean
take_word (const guint8        **at,
           gsize                *n_left,
           guint                 width_px,
           guint                 height_px,
           AskgPageTextBuilder  *builder)
{
  PackedWord word;
  char text[MAX_WORD_BYTES + 1];
  int left, top, right, bottom;

  if (!take (at, n_left, &word, sizeof word) || word.n_text == 0 || word.n_text > MAX_WORD_BYTES ||
      !take (at, n_left, text, word.n_text) || !g_utf8_validate (text, word.n_text, NULL))
    return FALSE;
  if (word.width < 0 || word.height < 0)
    return FALSE;

  /* Letters that the edge cuts through are seen a little beyond it. */
  left = CLAMP (word.x, 0, (int) width_px);
  top = CLAMP (word.y, 0, (int) height_px);
  right = CLAMP ((gint64) word.x + word.width, left, width_px);
  bottom = CLAMP ((gint64) word.y + word.height, top, height_px);

  text[word.n_text] = '\0';
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  askg_page_text_builder_add_word (builder, text, &(AskgRect) { left, top, right - left, bottom - top },
                                   word.confidence);

  return TRUE;
}

/**
 * askg_reading_page_parse:
 * @width_px: of the picture that was read
 *
 * Adds the lines in @bytes to @builder. Believes nothing: boxes are cut at the picture's edge,
 * and words that are no text make the whole a lie.
 *
 * Returns: %FALSE when @bytes are not what askg_reading_page_pack() makes
 */
gboolean
askg_reading_page_parse (const guint8        *bytes,
                         gsize                n_bytes,
                         guint                width_px,
                         guint                height_px,
                         AskgPageTextBuilder *builder)
{
  while (n_bytes > 0)
    {
      PackedLine line;

      if (!take (&bytes, &n_bytes, &line, sizeof line) || line.n_words == 0 || line.n_indent > MAX_INDENT)
        return FALSE;
      for (guint32 i = 0; i < line.n_words; i++)
        if (!take_word (&bytes, &n_bytes, width_px, height_px, builder))
          return FALSE;
      askg_page_text_builder_end_line (builder, line.paragraph, line.n_indent);
    }

  return TRUE;
}

/**
 * askg_reading_pages_parse:
 * @pages: (element-type GBytes): each from askg_reading_page_pack(), in reading order
 *
 * Returns: (transfer full) (nullable): all their lines; %NULL when there is a lie among them
 */
AskgPageText *
askg_reading_pages_parse (const GPtrArray *pages,
                          guint            width_px,
                          guint            height_px)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  for (guint i = 0; i < pages->len; i++)
    {
      gsize n_bytes = 0;
      const guint8 *bytes = g_bytes_get_data (pages->pdata[i], &n_bytes);

      if (!askg_reading_page_parse (bytes, n_bytes, width_px, height_px, builder))
        return NULL;
    }

  return askg_page_text_builder_finish (builder);
}
