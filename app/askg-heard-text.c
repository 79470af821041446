/* askg-heard-text.c: any thread. */
#include "app/askg-heard-text.h"

#include <string.h>

#include "engine/model/askg-markdown.h"

#define MAX_LAST_BYTES 80

/* How much of the transcript the first @n_bytes of @markdown are. */
static gsize
measure (const char *markdown,
         gsize       n_bytes)
{
  g_autofree char *part = g_strndup (markdown, n_bytes);
  g_autoptr(AskgMarkdown) parsed = askg_markdown_parse (part);
  g_autofree char *transcript = askg_markdown_to_transcript (parsed);
  gsize n = strlen (transcript);

  while (n > 0 && g_ascii_isspace (transcript[n - 1]))
    n--;

  return n;
}

static gsize
to_character (const char *text,
              gsize       at)
{
  while (at > 0 && (text[at] & 0xc0) == 0x80)
    at--;

  return at;
}

/**
 * askg_heard_text_cut:
 * @markdown: an answer's text
 * @n_heard: bytes of its transcript, see askg_markdown_to_transcript(), that were heard: to the end of a word
 *
 * Returns: how much of @markdown that is
 */
gsize
askg_heard_text_cut (const char *markdown,
                     gsize       n_heard)
{
  gsize low = 0, high = strlen (markdown);

  if (n_heard == 0)
    return 0;
  while (low < high) /* the least beginning that shows so much */
    {
      const gsize middle = to_character (markdown, low + (high - low) / 2);

      if (measure (markdown, middle) >= n_heard)
        high = middle;
      else
        low = MAX (middle + 1, (gsize) (g_utf8_next_char (markdown + middle) - markdown));
    }

  return high;
}

/* Returns: @n_bytes, or where the word in whose midst that is begins */
gsize
askg_heard_text_round (const char *text,
                       gsize       n_bytes)
{
  const gsize length = strlen (text);
  gsize at = to_character (text, MIN (n_bytes, length));

  if (at == length || at == 0 || g_unichar_isspace (g_utf8_get_char (text + at)))
    return at;
  while (at > 0)
    {
      const char *before = g_utf8_prev_char (text + at);

      at = before - text;
      if (g_unichar_isspace (g_utf8_get_char (before)))
        break;
    }

  return at;
}

/* Returns: (transfer full): the last @n_words words before @n_bytes, on one line; "" without any */
char *
askg_heard_text_last_words (const char *text,
                            gsize       n_bytes,
                            guint       n_words)
{
  const gsize from = n_bytes > MAX_LAST_BYTES ? to_character (text, n_bytes - MAX_LAST_BYTES) : 0;
  g_autofree char *end = g_strndup (text + from, n_bytes - from);
  g_auto(GStrv) words = g_strsplit_set (g_strstrip (end), " \t\n", -1);
  const guint n = g_strv_length (words);

  return g_strjoinv (" ", words + (n > n_words ? n - n_words : 0));
}
