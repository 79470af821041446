/* markdown-dump.h: the blocks of a text in a short notation, one a line. */
#pragma once

#include "engine/model/askg-markdown.h"

static inline void
dump_text (GString                *out,
           const AskgMarkdownText *text)
{
  static const char marks[] = "biml" "LhPp" "f"; /* bold italic mono line-through Link host Picture pointer file */
  guint at = 0;

  for (guint i = 0; i < text->n_spans; i++)
    {
      const AskgMarkdownSpan *span = &text->spans[i];

      g_string_append_len (out, text->text + at, span->start - at);
      g_string_append_c (out, '{');
      for (guint bit = 0; bit < 9; bit++)
        if (span->style & (1u << bit))
          g_string_append_c (out, marks[bit]);
      if (span->style & ASKG_MARKDOWN_POINTER)
        g_string_append_printf (out, "%u", span->number);
      if (span->style & ASKG_MARKDOWN_LINK)
        g_string_append_printf (out, "=%s%s", text->links[span->link].target,
                                text->links[span->link].misleading ? "!" : "");
      g_string_append_c (out, '|');
      g_string_append_len (out, text->text + span->start, span->end - span->start);
      g_string_append_c (out, '}');
      at = span->end;
    }
  g_string_append (out, text->text + at);
}

static inline void
dump_block (GString                 *out,
            const AskgMarkdownBlock *block)
{
  static const char *const kinds[] = { "p", "h", "code", "table", "rule", "picture" };
  static const char *const markers[] = { "", "*", "#", "[ ]", "[x]" };

  for (guint i = 0; i < block->quote_depth; i++)
    g_string_append_c (out, '>');
  for (guint i = 0; i < block->list_depth; i++)
    g_string_append_c (out, '-');
  g_string_append (out, markers[block->marker]);
  if (block->marker == ASKG_MARKDOWN_NUMBER)
    g_string_append_printf (out, "%u", block->number);
  g_string_append (out, kinds[block->kind]);
  if (block->level > 0)
    g_string_append_printf (out, "%u", block->level);
  if (block->language != NULL)
    g_string_append_printf (out, " %s", block->language);
  if (block->title != NULL)
    g_string_append_printf (out, " @%s", block->title);
  g_string_append_c (out, ':');
  dump_text (out, &block->body);
  for (guint i = 0; i < block->n_rows * block->n_columns; i++)
    {
      g_string_append (out, i % block->n_columns == 0 ? "/" : "|");
      dump_text (out, &block->cells[i]);
    }
  g_string_append_c (out, '\n');
}

static inline char *
dump_markdown (AskgMarkdown *markdown)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < askg_markdown_get_n_blocks (markdown); i++)
    dump_block (out, askg_markdown_get_block (markdown, i));

  return g_string_free (out, FALSE);
}
