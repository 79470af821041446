/* askg-reader-markup.c: pure; any thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-reader-markup.h"

#include <string.h>

/**
 * askg_reader_fence:
 * @text: words of a stranger
 * @least: backticks at least
 *
 * Returns: (transfer full): more backticks than stand anywhere in a row in @text
 */
char *
askg_reader_fence (const char *text,
                   gsize       least)
{
  gsize longest = 0, run = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      run = *p == '`' ? run + 1 : 0;
      longest = MAX (longest, run);
    }

  return g_strnfill (MAX (least, longest + 1), '`');
}

/**
 * askg_reader_code_span:
 * @text: words of a stranger
 *
 * Returns: (transfer full): @text on one line as a code span in which nothing is markup
 */
char *
askg_reader_code_span (const char *text)
{
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (text), "\r\n\t", ' '));
  g_autofree char *fence = askg_reader_fence (line, 1);
  const char *pad = line[0] == '`' || g_str_has_suffix (line, "`") ? " " : "";

  if (line[0] == '\0')
    return g_strdup ("");

  return g_strconcat (fence, pad, line, pad, fence, NULL);
}

/**
 * askg_reader_plain:
 * @text: words of a stranger
 *
 * Returns: (transfer full): @text on one line, with what Markdown would read as markup escaped
 */
char *
askg_reader_plain (const char *text)
{
  g_autoptr(GString) plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (strchr ("\r\n\t", *p) != NULL)
        {
          g_string_append_c (plain, ' ');
          continue;
        }
      if (strchr ("\\`*_{}[]<>#|~&$", *p) != NULL)
        g_string_append_c (plain, '\\');
      g_string_append_c (plain, *p);
    }

  return g_string_free (g_steal_pointer (&plain), FALSE);
}
