/* markdown-checks.h: what holds for the blocks of any text whatever. */
#pragma once

#include "engine/model/askg-markdown.h"

#include <string.h>

/* Joiners and selectors that a script or an emoji needs may stay; what reorders or smuggles may not. */
static inline void
check_visible (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      const gunichar u = g_utf8_get_char (c);

      g_assert_false ((u < 0x20 && u != '\n' && u != '\t') || (u >= 0x7f && u < 0xa0));
      g_assert_false (u == 0x200b || u == 0x200e || u == 0x200f || (u >= 0x202a && u <= 0x202e));
      g_assert_false ((u >= 0x2060 && u <= 0x206f) || u == 0xfeff || u == 0x061c || u == 0xad || u == 0x3164);
      g_assert_false (u >= 0xe0000 && u <= 0xe0fff);
    }
}

static inline void
check_text (const AskgMarkdownText *text)
{
  const gsize n_bytes = strlen (text->text);
  guint at = 0;

  check_visible (text->text);
  for (guint i = 0; i < text->n_spans; i++)
    {
      const AskgMarkdownSpan *span = &text->spans[i];

      g_assert_cmpuint (span->start, >=, at);
      g_assert_cmpuint (span->start, <, span->end);
      g_assert_cmpuint (span->end, <=, n_bytes);
      g_assert_true (((guchar) text->text[span->start] & 0xc0) != 0x80);
      g_assert_true (span->style != 0);
      if (span->style & ASKG_MARKDOWN_LINK)
        g_assert_cmpuint (span->link, <, text->n_links);
      at = span->end;
    }
  for (guint i = 0; i < text->n_links; i++)
    {
      const char *target = text->links[i].target;

      g_assert_true (g_str_has_prefix (target, "https://") || g_str_has_prefix (target, "http://") ||
                     g_str_has_prefix (target, "mailto:"));
      for (const char *c = target; *c != '\0'; c++)
        g_assert_true (*c > ' ' && *c < 0x7f);
      g_assert_cmpuint (strlen (text->links[i].host), >, 0);
    }
}

static inline void
check_markdown (AskgMarkdown *markdown)
{
  for (guint i = 0; i < askg_markdown_get_n_blocks (markdown); i++)
    {
      const AskgMarkdownBlock *block = askg_markdown_get_block (markdown, i);

      check_text (&block->body);
      if (block->language != NULL)
        check_visible (block->language);
      if (block->title != NULL)
        check_visible (block->title);
      g_assert_cmpuint (block->quote_depth + block->list_depth, <=, ASKG_MARKDOWN_MAX_NESTING);
      for (guint j = 0; j < block->n_rows * block->n_columns; j++)
        check_text (&block->cells[j]);
    }
}
