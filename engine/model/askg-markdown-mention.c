/* askg-markdown-mention.c: "src/main.c:12" where a text says it. Whether there is such a file is looked up when it is pressed. */
#include "engine/model/askg-markdown-private.h"

#include <string.h>

#define MAX_LINE 9999999u

/* Endings of files that have lines; with a space on each side. Most hosts with a port end otherwise. */
static const char endings[] =
  " asm bash c cc cfg cjs clj cmake conf cpp cs css cts cxx dart el erl ex exs fish fs go gradle groovy h hh hpp hs html hxx ini java jl js "
  "json jsx kt kts ld less lua m mjs mk ml mli mm mts nix php pl pm proto ps1 py pyi pyx rb rs rst s scala scss service sh sql svelte "
  "swift tex toml ts tsx txt ui v vala vim vue xml yaml yml zig zsh ";

static gboolean
is_of_path (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("_-./+~@", c) != NULL) || (guchar) c >= 0x80;
}

static gboolean
has_lines (const char *path,
           guint       n_bytes)
{
  const char *slash = g_strrstr_len (path, n_bytes, "/");
  const char *name = slash != NULL ? slash + 1 : path;
  const gsize n_name = path + n_bytes - name;
  const char *dot = g_strrstr_len (name, n_name, ".");
  g_autofree char *ending = NULL;

  if (dot == NULL)
    return n_name == strlen ("Makefile") && strncmp (name, "Makefile", n_name) == 0;
  if (dot + 1 == path + n_bytes)
    return FALSE;
  ending = g_strdup_printf (" %.*s ", (int) (path + n_bytes - dot - 1), dot + 1);

  return strstr (endings, ending) != NULL;
}

static guint
read_number (const char *text,
             guint      *number)
{
  guint n = 0;

  for (*number = 0; g_ascii_isdigit (text[n]) && *number <= MAX_LINE; n++)
    *number = *number * 10 + (guint) (text[n] - '0');

  return n;
}

/* Returns: the bytes of a file, its line, and its column if that is said, at the beginning of @text; 0 where there are none */
static guint
read_mention (const char *text,
              guint       n_max)
{
  guint n = 0, n_digits, number;

  while (n < n_max && is_of_path (text[n]))
    n++;
  if (n == n_max || n == 0 || text[n] != ':' || !has_lines (text, n))
    return 0;
  n_digits = read_number (text + n + 1, &number);
  if (n_digits == 0 || number == 0 || number > MAX_LINE)
    return 0;
  n += 1 + n_digits;
  if (text[n] == ':' && (n_digits = read_number (text + n + 1, &number)) > 0)
    n += 1 + n_digits;

  return n <= n_max && !g_ascii_isalnum (text[n]) && text[n] != '_' ? n : 0;
}

/**
 * askg_mention_find:
 * @out_n_bytes: (out): of it
 *
 * A growing paragraph is looked through at every word that comes, so colons are looked for, which are few.
 *
 * Returns: where the first one between @from and @to begins; @to where there is none
 */
guint
askg_mention_find (const char *text,
                   guint       from,
                   guint       to,
                   guint      *out_n_bytes)
{
  const char *colon = text + from;

  while ((colon = memchr (colon, ':', text + to - colon)) != NULL)
    {
      guint at = (guint) (colon++ - text);

      if (!g_ascii_isdigit (*colon))
        continue;
      while (at > from && is_of_path (text[at - 1]))
        at--;
      if (at > 0 && (is_of_path (text[at - 1]) || text[at - 1] == ':' || text[at - 1] == '\\'))
        continue;
      *out_n_bytes = read_mention (text + at, to - at);
      if (*out_n_bytes > 0)
        return at;
    }
  *out_n_bytes = 0;

  return to;
}
