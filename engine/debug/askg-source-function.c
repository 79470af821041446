/* askg-source-function.c: any thread.
 *
 * Upwards from the line, the first that is indented less and looks like the head of a function is it. */
#include "engine/debug/askg-source-function.h"

#include <string.h>

/* A function longer than this is none that a person wants named. */
#define MAX_LINES_UP 2000u
#define MAX_NAME_BYTES 80u

/* Words before the name that make a line a head, whatever else it says. */
static const char *const head_words[] = { "def ", "fn ", "func ", "function ", "sub ", "fun ", "proc " };
/* What looks like a call or a head, and is neither. */
static const char *const statements[] = { "if", "for", "while", "switch", "return", "else", "catch", "do", "sizeof", "assert",
                                          "defined", "elif", "with", "except", "case", "new", "throw", "match", "unless", "until",
                                          "foreach", "lock" };

static guint
indent_of (const char *line)
{
  guint indent = 0;

  for (; *line == ' ' || *line == '\t'; line++)
    indent += *line == '\t' ? 8 : 1;

  return indent;
}

static gboolean
is_name_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte == '$' || (guchar) byte >= 0x80;
}

static gboolean
is_statement (const char *name,
              gsize       n_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (strlen (statements[i]) == n_bytes && strncmp (statements[i], name, n_bytes) == 0)
      return TRUE;

  return FALSE;
}

/* "def name(", "func (r *T) Name(", "export function name<T>(" */
static char *
name_behind_word (const char *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (head_words); i++)
    {
      const char *at = strstr (line, head_words[i]);
      gsize n = 0;

      if (at == NULL || (at > line && is_name_byte (at[-1])))
        continue;
      at += strlen (head_words[i]);
      if (*at == '(') /* Go's receiver */
        at = strchr (at, ')') != NULL ? strchr (at, ')') + 1 : at;
      at += strspn (at, " ");
      while (is_name_byte (at[n]) || (at[n] == ':' && at[n + 1] == ':') || (n > 0 && at[n] == ':' && at[n - 1] == ':'))
        n++;
      if (n > 0 && n <= MAX_NAME_BYTES)
        return g_strndup (at, n);
    }

  return NULL;
}

/* "on_wake (gpointer data)", "static int main(void) {", "public void run() {": a name before the first bracket, no call. */
static char *
name_before_bracket (const char *line)
{
  const char *bracket = strchr (line, '('), *end = bracket, *start;
  gsize n_line = strlen (line), n_first = 0;

  while (n_line > 0 && g_ascii_isspace (line[n_line - 1]))
    n_line--;
  if (bracket == NULL || bracket == line || n_line == 0 || line[n_line - 1] == ';' || strchr ("#/*\"'=.", *line) != NULL)
    return NULL;
  while (is_name_byte (line[n_first]))
    n_first++;
  if (is_statement (line, n_first))
    return NULL;
  if (memchr (line, '=', (gsize) (bracket - line)) != NULL || memchr (line, '"', (gsize) (bracket - line)) != NULL)
    return NULL;
  while (end > line && end[-1] == ' ')
    end--;
  for (start = end; start > line && (is_name_byte (start[-1]) || start[-1] == ':' || start[-1] == '~'); start--)
    ;
  if (start == end || is_statement (start, (gsize) (end - start)) || g_ascii_isdigit (*start) || end - start > (gssize) MAX_NAME_BYTES ||
      (start > line && start[-1] == '.'))
    return NULL;

  return g_strndup (start, (gsize) (end - start));
}

/* @out_head: (out): its line. Returns: (nullable) (transfer full): its name */
static char *
find_head (const char *const *lines,
           guint              n_lines,
           guint              line,
           guint             *out_head)
{
  guint inner, n_up = 0;

  if (line == 0 || line > n_lines)
    return NULL;
  inner = indent_of (lines[line - 1]);
  for (guint at = line; at > 0 && n_up < MAX_LINES_UP; at--, n_up++)
    {
      const char *text = lines[at - 1] + strspn (lines[at - 1], " \t");
      const guint indent = indent_of (lines[at - 1]);
      char *name;

      if (*text == '\0' || (at != line && inner > 0 && indent >= inner))
        continue;
      if (inner == 0 && at != line) /* what is not indented is in none */
        return NULL;
      name = name_behind_word (text);
      if (name == NULL && at != line)
        name = name_before_bracket (text);
      if (name != NULL)
        {
          *out_head = at;
          return name;
        }
      if (*text != '{' && *text != '}')
        inner = MIN (inner, indent);
    }

  return NULL;
}

/**
 * askg_source_function_find:
 * @lines: of a file, or of as much of it as there is
 * @line: from 1
 *
 * Returns: (nullable) (transfer full): its name
 */
char *
askg_source_function_find (const char *const *lines,
                           guint              n_lines,
                           guint              line)
{
  guint head;

  return find_head (lines, n_lines, line, &head);
}

/* Of C as GNU writes it the type stands in a line of its own. */
static gboolean
is_type_above (const char *line,
               guint       indent)
{
  const gsize n = strlen (line);

  return n > 0 && indent_of (line) == indent && (is_name_byte (line[strspn (line, " \t")]) || line[n - 1] == '*') &&
         strchr (";}{:,", line[n - 1]) == NULL;
}

/**
 * askg_source_function_span:
 * @out_first: (out): its first line, from 1
 * @out_last: (out): its last
 *
 * Returns: whether @line stands in a function
 */
gboolean
askg_source_function_span (const char *const *lines,
                           guint              n_lines,
                           guint              line,
                           guint             *out_first,
                           guint             *out_last)
{
  guint head, indent;
  g_autofree char *name = find_head (lines, n_lines, line, &head);

  if (name == NULL)
    return FALSE;
  indent = indent_of (lines[head - 1]);
  *out_first = head > 1 && is_type_above (lines[head - 2], indent) ? head - 1 : head;
  *out_last = n_lines;
  for (guint at = head + 1; at <= n_lines; at++)
    {
      const char *text = lines[at - 1] + strspn (lines[at - 1], " \t");

      if (*text == '\0' || *text == '\r' || indent_of (lines[at - 1]) > indent || strchr ("{)", *text) != NULL)
        continue;
      *out_last = *text == '}' ? at : at - 1;
      if (*out_last >= line)
        break;
    }
  while (*out_last > line && lines[*out_last - 1][strspn (lines[*out_last - 1], " \t\r")] == '\0')
    (*out_last)--;

  return TRUE;
}
