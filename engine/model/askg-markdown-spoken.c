/* askg-markdown-spoken.c: blocks as a person would read them to another: no marks, no code, no addresses. */
#include "engine/model/askg-markdown.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What ends without a mark would run into what follows. */
static void
append_sentence (GString    *out,
                 const char *words)
{
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (words), "\r\n\t", ' '));
  const char *last = *line != '\0' ? g_utf8_find_prev_char (line, line + strlen (line)) : NULL;

  if (last == NULL)
    return;
  g_string_append (out, line);
  if (!g_unichar_ispunct (g_utf8_get_char (last)) || strchr (")\"'*`", *last) != NULL)
    g_string_append_c (out, '.');
  g_string_append_c (out, '\n');
}

/* Where a link leads is for the eye; a pointer's number is not. */
static char *
speakable (const AskgMarkdownText *text)
{
  GString *words = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < text->n_spans; i++)
    {
      const AskgMarkdownSpan *span = &text->spans[i];

      if ((span->style & (ASKG_MARKDOWN_HOST | ASKG_MARKDOWN_STRIKE)) == 0)
        continue;
      g_string_append_len (words, text->text + at, span->start - at);
      while (words->len > 0 && words->str[words->len - 1] == ' ')
        g_string_truncate (words, words->len - 1);
      at = span->end;
    }
  g_string_append (words, text->text + at);

  return g_string_free (words, FALSE);
}

/* Row by row, the cells of one in one sentence. */
static void
append_table (GString                 *out,
              const AskgMarkdownBlock *block)
{
  for (guint row = 0; row < block->n_rows; row++)
    {
      g_autoptr(GString) line = g_string_new (NULL);

      for (guint column = 0; column < block->n_columns; column++)
        {
          g_autofree char *cell = speakable (&block->cells[row * block->n_columns + column]);

          if (*cell != '\0')
            g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", cell);
        }
      append_sentence (out, line->str);
    }
}

static void
append_block (GString                 *out,
              const AskgMarkdownBlock *block)
{
  g_autofree char *words = NULL;

  switch (block->kind)
    {
    case ASKG_MARKDOWN_CODE:
      append_sentence (out, _("Here is some code."));
      break;
    case ASKG_MARKDOWN_TABLE:
      append_table (out, block);
      break;
    case ASKG_MARKDOWN_RULE:
      break;
    case ASKG_MARKDOWN_PICTURE:
    case ASKG_MARKDOWN_PARAGRAPH:
    case ASKG_MARKDOWN_HEADING:
    default:
      words = speakable (&block->body);
      append_sentence (out, words);
    }
}

/**
 * askg_markdown_to_spoken:
 *
 * Returns: (transfer full): the words of the blocks so far as they are read aloud, a line for each that says
 *   something; of code only that it is there
 */
char *
askg_markdown_to_spoken (AskgMarkdown *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < askg_markdown_get_n_blocks (self); i++)
    append_block (out, askg_markdown_get_block (self, i));

  return g_string_free (out, FALSE);
}
