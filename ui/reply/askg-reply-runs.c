/* askg-reply-runs.c: pure. */
#include "ui/reply/askg-reply-runs.h"

#include <string.h>

/* @to: (out): an own copy of @from; give it back with askg_reply_runs_clear() */
void
askg_reply_runs_copy (AskgMarkdownText       *to,
                      const AskgMarkdownText *from)
{
  *to = *from;
  to->text = g_strdup (from->text);
  to->spans = g_memdup2 (from->spans, from->n_spans * sizeof *from->spans);
  to->links = g_memdup2 (from->links, from->n_links * sizeof *from->links);
  for (guint i = 0; i < from->n_links; i++)
    {
      to->links[i].target = g_strdup (from->links[i].target);
      to->links[i].host = g_strdup (from->links[i].host);
    }
}

void
askg_reply_runs_clear (AskgMarkdownText *text)
{
  for (guint i = 0; i < text->n_links; i++)
    {
      g_free (text->links[i].target);
      g_free (text->links[i].host);
    }
  g_clear_pointer (&text->links, g_free);
  g_clear_pointer (&text->spans, g_free);
  g_clear_pointer (&text->text, g_free);
  text->n_links = text->n_spans = 0;
}

static gboolean
spans_equal (const AskgMarkdownSpan *a,
             const AskgMarkdownSpan *b)
{
  return a->start == b->start && a->end == b->end && a->style == b->style && a->number == b->number && a->link == b->link;
}

/* Returns: how many bytes from the beginning look as they did, links and all; it may end within a character */
guint
askg_reply_runs_count_same (const AskgMarkdownText *before,
                            const AskgMarkdownText *after)
{
  guint n_same = 0, i = 0;

  while (before->text[n_same] != '\0' && before->text[n_same] == after->text[n_same])
    n_same++;
  while (i < before->n_spans && i < after->n_spans && spans_equal (&before->spans[i], &after->spans[i]) &&
         (!(after->spans[i].style & ASKG_MARKDOWN_LINK) ||
          g_str_equal (before->links[before->spans[i].link].target, after->links[after->spans[i].link].target)))
    i++;
  if (i < before->n_spans)
    n_same = MIN (n_same, before->spans[i].start);
  if (i < after->n_spans)
    n_same = MIN (n_same, after->spans[i].start);

  return n_same;
}

static gboolean
runs_right_to_left (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      if ((c >= 0x590 && c < 0x900) || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
          (c >= 0xfb1d && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00) || (c >= 0x10800 && c < 0x11000) ||
          (c >= 0x1e800 && c < 0x1f000))
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_reply_runs_may_cut:
 * @at: a byte of @text that begins a line
 * @within_words: also where lines are broken at any letter
 *
 * Returns: whether what is before and what is after look the same when they stand apart: the line was broken
 *   at a space, no run goes over it, and neither part finds another direction than the whole
 */
gboolean
askg_reply_runs_may_cut (const AskgMarkdownText *text,
                         guint                   at,
                         gboolean                within_words)
{
  if (at == 0 || (text->text[at - 1] != ' ' && !within_words))
    return FALSE;
  for (guint i = 0; i < text->n_spans && text->spans[i].start < at; i++)
    if (text->spans[i].end > at)
      return FALSE;

  return !runs_right_to_left (text->text);
}
