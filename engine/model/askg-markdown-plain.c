/* askg-markdown-plain.c: blocks as plain lines, for a voice, a notification, a person who pastes. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown.h"

#include <string.h>

static void
append_indented (GString    *out,
                 const char *text,
                 const char *first,
                 const char *rest)
{
  g_string_append (out, first);
  for (const char *c = text; *c != '\0'; c++)
    {
      g_string_append_c (out, *c);
      if (*c == '\n')
        g_string_append (out, rest);
    }
  g_string_append_c (out, '\n');
}

static void
append_table (GString                 *out,
              const AskgMarkdownBlock *block,
              const char              *prefix)
{
  for (guint row = 0; row < block->n_rows; row++)
    {
      g_string_append (out, prefix);
      for (guint column = 0; column < block->n_columns; column++)
        g_string_append_printf (out, "%s%s", column > 0 ? "\t" : "", block->cells[row * block->n_columns + column].text);
      g_string_append_c (out, '\n');
    }
}

static char *
marker_text (const AskgMarkdownBlock *block)
{
  switch (block->marker)
    {
    case ASKG_MARKDOWN_BULLET:
      return g_strdup ("• ");
    case ASKG_MARKDOWN_NUMBER:
      return g_strdup_printf ("%u. ", block->number);
    case ASKG_MARKDOWN_TASK:
      return g_strdup ("☐ ");
    case ASKG_MARKDOWN_TASK_DONE:
      return g_strdup ("☑ ");
    case ASKG_MARKDOWN_UNMARKED:
    default:
      return g_strdup (block->list_depth > 0 ? "  " : "");
    }
}

static void
append_block (GString                 *out,
              const AskgMarkdownBlock *block)
{
  g_autoptr(GString) rest = g_string_new (NULL);
  g_autofree char *marker = marker_text (block);
  g_autofree char *first = NULL;

  for (guint i = 0; i < block->quote_depth; i++)
    g_string_append (rest, "> ");
  for (guint i = 1; i < block->list_depth; i++)
    g_string_append (rest, "  ");
  first = g_strconcat (rest->str, marker, NULL);
  if (block->list_depth > 0)
    g_string_append_printf (rest, "%*s", (int) g_utf8_strlen (marker, -1), "");

  if (block->kind == ASKG_MARKDOWN_TABLE)
    append_table (out, block, rest->str);
  else if (block->kind == ASKG_MARKDOWN_RULE)
    append_indented (out, "———", first, rest->str);
  else if (block->kind == ASKG_MARKDOWN_PICTURE && block->title != NULL)
    {
      g_autofree char *line = g_strdup_printf ("%s (%s)", block->body.text, block->title);

      append_indented (out, line, first, rest->str);
    }
  else
    append_indented (out, block->body.text, first, rest->str);
}

/**
 * askg_markdown_to_plain:
 *
 * Returns: (transfer full): the words of the blocks so far, as they are seen; ends with a line feed
 *   unless it is empty
 */
char *
askg_markdown_to_plain (AskgMarkdown *self)
{
  GString *out = g_string_new (NULL);
  const AskgMarkdownBlock *last = NULL;

  for (guint i = 0; i < askg_markdown_get_n_blocks (self); i++)
    {
      const AskgMarkdownBlock *block = askg_markdown_get_block (self, i);

      /* Items of one list stand close together. */
      if (last != NULL && !(block->marker != ASKG_MARKDOWN_UNMARKED && last->list_depth > 0))
        g_string_append_c (out, '\n');
      append_block (out, block);
      last = block;
    }

  return g_string_free (out, FALSE);
}

/**
 * askg_markdown_make_plain:
 * @utf8: all of a text in Markdown
 *
 * Returns: (transfer full): as askg_markdown_to_plain(), of all its blocks
 */
char *
askg_markdown_make_plain (const char *utf8)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_parse (utf8);
  AskgMarkdownChange change;

  while (askg_markdown_has_more (markdown))
    askg_markdown_show_more (markdown, &change);

  return askg_markdown_to_plain (markdown);
}
