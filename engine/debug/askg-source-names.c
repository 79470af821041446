/* askg-source-names.c: any thread. */
#include "engine/debug/askg-source-names.h"

#include <string.h>

#define MAX_NAME_BYTES 120u

static const struct
{
  const char *opens;
  const char *closes;
} quotes[] = { { "‘", "’" }, { "“", "”" }, { "«", "»" }, { "`", "'" }, { "`", "`" }, { "'", "'" }, { "\"", "\"" } };

/* Words that stand before what is meant, or that everybody knows. */
static const char *const common[] = { "struct", "class", "union", "enum", "const", "static", "int", "char", "void", "main", "self", "this",
                                      "unsigned", "signed", "long", "short", "float", "double", "bool", "None", "null", "undefined",
                                      "true", "false", "str", "string", "object", "return", "function", "std" };

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (guchar) byte >= 0x80;
}

static gboolean
is_common (const char *word,
           gsize       n_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    if (strlen (common[i]) == n_bytes && strncmp (common[i], word, n_bytes) == 0)
      return TRUE;

  return FALSE;
}

static void
add (GPtrArray  *names,
     const char *word,
     gsize       n_bytes)
{
  g_autofree char *name = g_strndup (word, n_bytes);

  if (n_bytes >= 2 && n_bytes <= MAX_NAME_BYTES && !g_ascii_isdigit (*word) && !is_common (word, n_bytes) &&
      names->len < ASKG_SOURCE_NAMES_MOST && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
}

/* "harbor::Quay::dock(int)" is about dock; "struct session" about session; "-Wall" and "src/a.c" about none. */
static void
add_quoted (GPtrArray  *names,
            const char *start,
            const char *end)
{
  const char *at = start, *word = NULL;
  gsize n_word = 0;

  while (at < end && *at != '(' && *at != '<')
    {
      const char *begin = at;

      if (*at == '/' || *at == '-' || (*at == '.' && at + 1 < end && is_name_byte (at[1]) && word == NULL))
        return;
      while (at < end && is_name_byte (*at))
        at++;
      if (at == begin)
        at++;
      else if (!is_common (begin, (gsize) (at - begin)))
        {
          word = begin;
          n_word = (gsize) (at - begin);
        }
    }
  if (word != NULL)
    add (names, word, n_word);
}

/* Go and javac quote nothing: "undefined: tide". */
static const char *const marks[] = { "undefined: ", "symbol: ", "arguments in call to ", "does not implement ", "missing method " };

static void
add_behind (GPtrArray  *names,
            const char *message,
            const char *mark)
{
  const char *at = strstr (message, mark);
  gsize n = 0;

  if (at == NULL)
    return;
  at += strlen (mark);
  while (is_name_byte (at[n]) || (at[n] == '.' && is_name_byte (at[n + 1])))
    n++;
  for (const char *dot = memchr (at, '.', n); dot != NULL; dot = memchr (at, '.', n))
    {
      n -= (gsize) (dot + 1 - at);
      at = dot + 1;
    }
  if (n > 0)
    add (names, at, n);
}

/**
 * askg_source_names:
 *
 * Returns: (transfer full) (element-type utf8): at most %ASKG_SOURCE_NAMES_MOST, in the order of the message
 */
GPtrArray *
askg_source_names (const char *message)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (const char *at = message; *at != '\0'; at++)
    for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
      {
        const char *start, *end;

        if (!g_str_has_prefix (at, quotes[i].opens) || (at > message && is_name_byte (at[-1]) && (guchar) at[-1] < 0x80))
          continue;
        start = at + strlen (quotes[i].opens);
        end = strstr (start, quotes[i].closes);
        if (end == NULL || end - start > (gssize) (2 * MAX_NAME_BYTES))
          continue;
        add_quoted (names, start, end);
        at = end + strlen (quotes[i].closes) - 1;
        break;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    add_behind (names, message, marks[i]);

  return names;
}
