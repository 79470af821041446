/* askg-export-calm.c: Markdown of strangers that loads nothing when it is shown. Any thread. */
#include <string.h>

#include "engine/memory/askg-export-writer.h"

/* The length of the code span that begins with the backticks at @text; 0 where they begin none. */
static gsize
span_length (const char *text,
             const char *end)
{
  const gsize n = strspn (text, "`");

  for (const char *at = text + n; at < end; at++)
    if (*at == '`')
      {
        const gsize closing = strspn (at, "`");

        if (closing == n)
          return (gsize) (at - text) + n;
        at += closing - 1;
      }

  return 0;
}

static void
calm_paragraph (GString    *out,
                const char *text,
                const char *end)
{
  while (text < end)
    {
      const gsize n_ticks = *text == '`' ? strspn (text, "`") : 0;
      const gsize n_span = n_ticks > 0 ? span_length (text, end) : 0;

      if (n_span > 0 || n_ticks > 0)
        {
          const gsize n = n_span > 0 ? n_span : n_ticks;

          g_string_append_len (out, text, (gssize) n);
          text += n;
          continue;
        }
      if (*text == '\\' && text + 1 < end)
        g_string_append_c (out, *text++);
      else if (*text == '<')
        g_string_append_c (out, '\\');
      else if (*text == '!' && text + 1 < end && text[1] == '[')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *text++);
    }
}

/* A line of at least three backticks or tildes; 0 where it is none, else how many. */
static gsize
fence_of (const char *line,
          gsize       length,
          char       *out_mark)
{
  const gsize indent = strspn (line, " ");
  const char mark = line[indent];
  const gsize n = mark == '`' || mark == '~' ? strspn (line + indent, mark == '`' ? "`" : "~") : 0;

  if (indent > 3 || n < 3 || (mark == '`' && memchr (line + indent + n, '`', length - indent - n) != NULL))
    return 0;
  *out_mark = mark;

  return n;
}

static gboolean
is_blank (const char *line,
          gsize       length)
{
  return strspn (line, " \t\r") >= length;
}

/**
 * askg_export_markdown_calm:
 * @text: Markdown of a stranger
 *
 * Returns: (transfer full): the same, in which no picture is loaded and no HTML is HTML
 */
char *
askg_export_markdown_calm (const char *text)
{
  GString *out = g_string_new (NULL);
  const char *paragraph = text;
  gsize fence = 0;
  char mark = 0;

  for (const char *line = text; *line != '\0'; )
    {
      const gsize length = strcspn (line, "\n");
      const gsize with_feed = length + (line[length] == '\n');
      char this_mark = 0;
      const gsize n = fence_of (line, length, &this_mark);
      const gboolean opens = fence == 0 && n > 0;
      const gboolean closes = fence > 0 && this_mark == mark && n >= fence &&
                              is_blank (line + strspn (line, " ") + n, length - strspn (line, " ") - n);

      if (opens || (fence == 0 && is_blank (line, length)))
        {
          calm_paragraph (out, paragraph, line);
          paragraph = line + with_feed;
        }
      if (fence > 0 || opens || (fence == 0 && is_blank (line, length)))
        {
          g_string_append_len (out, line, (gssize) with_feed);
          paragraph = line + with_feed;
        }
      if (opens)
        {
          fence = n;
          mark = this_mark;
        }
      else if (closes)
        fence = 0;
      line += with_feed;
    }
  calm_paragraph (out, paragraph, paragraph + strlen (paragraph));
  if (fence > 0)
    g_string_append_printf (out, "\n%.*s\n", (int) fence, mark == '`' ? "````````````````````````" : "~~~~~~~~~~~~~~~~~~~~~~~~");

  return g_string_free (out, FALSE);
}
