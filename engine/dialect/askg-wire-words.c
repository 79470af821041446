/* askg-wire-words.c: a stranger's message, fit to be read by a person. */
#include <string.h>

#include "engine/dialect/askg-wire-error.h"

#define MAX_RUN_CHARS 60 /* of letters and digits without a space: more is data, not words */

static const char *const hidden[] = { "script", "style", "head" };

/* Where the words of "<script ...>...</script>" and its like end, if one starts at @at. What once had no
 * end has none further on: it is not looked for again, or a page of them would take for ever. */
static const char *
skip_hidden (const char *at,
             gboolean    is_endless[G_N_ELEMENTS (hidden)])
{
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      const gsize n = strlen (hidden[i]);

      if (is_endless[i] || g_ascii_strncasecmp (at + 1, hidden[i], n) != 0 || g_ascii_isalnum (at[1 + n]))
        continue;
      for (const char *end = at; (end = strchr (end + 1, '<')) != NULL;)
        if (end[1] == '/' && g_ascii_strncasecmp (end + 2, hidden[i], n) == 0)
          return end;
      is_endless[i] = TRUE;
    }

  return at;
}

static char *
strip_tags (const char *page)
{
  GString *text = g_string_new (NULL);
  gboolean is_endless[G_N_ELEMENTS (hidden)] = { FALSE };
  gboolean has_ends = TRUE; /* of tags, further on */

  for (const char *at = page; *at != '\0'; at++)
    {
      const char *end = NULL;

      if (*at == '<' && has_ends)
        {
          at = skip_hidden (at, is_endless);
          end = strchr (at, '>');
          has_ends = end != NULL;
        }
      if (end == NULL)
        g_string_append_c (text, *at);
      else
        {
          g_string_append_c (text, ' ');
          at = end;
        }
    }

  return g_string_free (text, FALSE);
}

/* A picture that is echoed, or a key: nobody reads them, and a key is nobody's business. */
static gsize
length_of_data (const char *at)
{
  gsize n = 0;

  while (g_ascii_isalnum (at[n]) || (at[n] != '\0' && strchr ("+/=_-", at[n]) != NULL))
    n++;

  return n;
}

/**
 * askg_wire_error_clean:
 * @words: of a stranger
 * @is_page: whether tags are markup, and their words not for showing
 * @n_max_chars: what is beyond is cut
 *
 * Returns: (transfer full): one line without control characters, without long runs of data and without keys
 */
char *
askg_wire_error_clean (const char *words,
                       gboolean    is_page,
                       guint       n_max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  g_autofree char *bare = is_page ? strip_tags (valid) : g_steal_pointer (&valid);
  GString *line = g_string_new (NULL);
  guint n_chars = 0;
  gboolean is_parted = TRUE; /* no space comes first, or twice */

  for (const char *at = bare; *at != '\0' && n_chars < n_max_chars;)
    {
      const gunichar character = g_utf8_get_char (at);
      const gsize n_data = length_of_data (at);

      if (n_data > MAX_RUN_CHARS || (n_data > 12 && is_parted && g_str_has_prefix (at, "sk-")))
        {
          g_string_append (line, "…");
          at += n_data;
        }
      else if (n_data > 0)
        {
          const gsize n = MIN (n_data, n_max_chars - n_chars);

          g_string_append_len (line, at, n);
          n_chars += n - 1;
          at += n;
        }
      else if (g_unichar_isspace (character) || g_unichar_iscntrl (character))
        {
          at = g_utf8_next_char (at);
          if (is_parted)
            continue;
          g_string_append_c (line, ' ');
          is_parted = TRUE;
          n_chars++;
          continue;
        }
      else
        {
          g_string_append_unichar (line, character);
          at = g_utf8_next_char (at);
        }
      n_chars++;
      is_parted = FALSE;
    }
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);

  return g_string_free (line, FALSE);
}

/* What comes between the first "<name ...>" and its end. (nullable) */
static char *
dup_element (const char *page,
             const char *name)
{
  const gsize n = strlen (name);

  for (const char *at = page; (at = strchr (at, '<')) != NULL; at++)
    {
      const char *start, *end;

      if (g_ascii_strncasecmp (at + 1, name, n) != 0 || g_ascii_isalnum (at[1 + n]))
        continue;
      start = strchr (at, '>');
      for (end = start; end != NULL && !(end[1] == '/' && g_ascii_strncasecmp (end + 2, name, n) == 0);)
        end = strchr (end + 1, '<');

      return end != NULL ? g_strndup (start + 1, end - start - 1) : start != NULL ? g_strdup (start + 1) : NULL;
    }

  return NULL;
}

/**
 * askg_wire_error_find_title:
 * @page: markup, perhaps
 *
 * Returns: (transfer full) (nullable): what the page calls itself: its title, else its first heading; one line
 */
char *
askg_wire_error_find_title (const char *page)
{
  static const char *const names[] = { "title", "h1" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *words = dup_element (page, names[i]);
      g_autofree char *title = words != NULL ? askg_wire_error_clean (words, TRUE, ASKG_WIRE_ERROR_MAX_PAGE_CHARS) : NULL;

      if (title != NULL && *title != '\0')
        return g_steal_pointer (&title);
    }

  return NULL;
}
