/* askg-markdown-transcript.c: blocks as one text in which a byte names a place of what is shown. */
#include "engine/model/askg-markdown.h"

#include <string.h>

/* One text of a block: of a table there is one a cell. */
static const AskgMarkdownText *
text_of (const AskgMarkdownBlock *block,
         guint                    index)
{
  if (block->kind != ASKG_MARKDOWN_TABLE)
    return index == 0 ? &block->body : NULL;

  return index < block->n_rows * block->n_columns ? &block->cells[index] : NULL;
}

/**
 * askg_markdown_block_get_n_bytes:
 *
 * Returns: how much of the transcript a block is
 */
gsize
askg_markdown_block_get_n_bytes (const AskgMarkdownBlock *block)
{
  const AskgMarkdownText *text;
  gsize n_bytes = 0;

  for (guint i = 0; (text = text_of (block, i)) != NULL; i++)
    n_bytes += (text->text != NULL ? strlen (text->text) : 0) + 1;

  return n_bytes;
}

/**
 * askg_markdown_to_transcript:
 *
 * Returns: (transfer full): the texts of the blocks so far as they are, a line feed after each, and after each cell of a
 *   table; no marks and numbers of lists
 */
char *
askg_markdown_to_transcript (AskgMarkdown *self)
{
  GString *out = g_string_new (NULL);
  const AskgMarkdownText *text;

  for (guint i = 0; i < askg_markdown_get_n_blocks (self); i++)
    for (guint j = 0; (text = text_of (askg_markdown_get_block (self, i), j)) != NULL; j++)
      {
        g_string_append (out, text->text != NULL ? text->text : "");
        g_string_append_c (out, '\n');
      }

  return g_string_free (out, FALSE);
}

/**
 * askg_markdown_find_place:
 * @byte: of the transcript
 * @place: (out): where that is shown
 *
 * Returns: whether there is such a block so far
 */
gboolean
askg_markdown_find_place (AskgMarkdown      *self,
                          gsize              byte,
                          AskgMarkdownPlace *place)
{
  const AskgMarkdownText *text;

  for (guint i = 0; i < askg_markdown_get_n_blocks (self); i++)
    for (guint j = 0; (text = text_of (askg_markdown_get_block (self, i), j)) != NULL; j++)
      {
        const gsize n_bytes = (text->text != NULL ? strlen (text->text) : 0) + 1;

        if (byte < n_bytes)
          {
            *place = (AskgMarkdownPlace) { i, j, byte };
            return TRUE;
          }
        byte -= n_bytes;
      }

  return FALSE;
}
