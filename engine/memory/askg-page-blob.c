/* askg-page-blob.c: any thread. The bytes are a little-endian GVariant: an array of lines
 * (paragraph, indent, words), a word being (text, x, y, width, height, confidence). */
#include "engine/memory/askg-page-blob.h"

#include <string.h>

#define PAGE_FORMAT "a(uua(siiiiy))"
#define MAX_INDENT 1000

static GVariant *
to_disk_order (GVariant *value)
{
  return G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (value) : g_variant_ref (value);
}

static void
add_line (GVariantBuilder    *lines,
          AskgPageText       *page,
          const AskgTextLine *line)
{
  g_variant_builder_open (lines, G_VARIANT_TYPE ("(uua(siiiiy))"));
  g_variant_builder_add (lines, "u", line->paragraph);
  g_variant_builder_add (lines, "u", (guint) strspn (line->text, " "));
  g_variant_builder_open (lines, G_VARIANT_TYPE ("a(siiiiy)"));
  for (guint i = 0; i < line->n_words; i++)
    {
      const AskgWord *word = askg_page_text_get_word (page, line->first_word + i);

      g_variant_builder_add (lines, "(siiiiy)", word->text, word->box.x, word->box.y,
                             word->box.width, word->box.height, (guchar) word->confidence);
    }
  g_variant_builder_close (lines);
  g_variant_builder_close (lines);
}

GBytes *
askg_page_blob_write (AskgPageText *page)
{
  g_autoptr(GVariant) value = NULL;
  g_autoptr(GVariant) on_disk = NULL;
  GVariantBuilder lines;

  g_variant_builder_init (&lines, G_VARIANT_TYPE (PAGE_FORMAT));
  for (guint i = 0; i < askg_page_text_get_n_lines (page); i++)
    add_line (&lines, page, askg_page_text_get_line (page, i));
  value = g_variant_ref_sink (g_variant_builder_end (&lines));
  on_disk = to_disk_order (value);

  return g_variant_get_data_as_bytes (on_disk);
}

/**
 * askg_page_blob_read:
 * @bytes: what askg_page_blob_write() made, or anything at all
 *
 * Returns: (transfer full): the words; what is damaged in @bytes is left out
 */
AskgPageText *
askg_page_blob_read (GBytes *bytes)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(GVariant) on_disk = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (PAGE_FORMAT), bytes, FALSE));
  g_autoptr(GVariant) value = to_disk_order (on_disk);
  GVariantIter lines;
  GVariantIter *words;
  guint32 paragraph, n_indent;

  g_variant_iter_init (&lines, value);
  while (g_variant_iter_next (&lines, "(uua(siiiiy))", &paragraph, &n_indent, &words))
    {
      const char *text;
      AskgRect box;
      guchar confidence;

      while (g_variant_iter_next (words, "(&siiiiy)", &text, &box.x, &box.y, &box.width, &box.height, &confidence))
        askg_page_text_builder_add_word (builder, text, &box, confidence);
      askg_page_text_builder_end_line (builder, paragraph, MIN (n_indent, MAX_INDENT));
      g_variant_iter_free (words);
    }

  return askg_page_text_builder_finish (builder);
}
