/* askg-line-json.c: any thread. cargo, go test, containers and programs that log. Only a string is looked for, where the tool is
 * known to set it: nothing is understood of the rest. */
#include "engine/debug/askg-line-json.h"

#include <string.h>

#define MAX_TEXT_BYTES 65536u
#define TAB_COLUMNS 8u

/* Where the text stands, by what tells that the tool speaks. */
typedef struct
{
  const char *mark;
  const char *key;
} Wrapping;

static const Wrapping wrappings[] = {
  { "\"reason\":\"compiler-message\"", "\"rendered\":\"" }, /* cargo */
  { "\"$message_type\":\"diagnostic\"", "\"rendered\":\"" },  /* rustc */
  { "\"Action\":\"output\"", "\"Output\":\"" },             /* go test */
  { "\"Action\":\"build-output\"", "\"Output\":\"" },
  { "\"stream\":\"std", "\"log\":\"" },                     /* docker */
  { "\"level\":\"error\"", "\"stack\":\"" },                /* programs that log */
  { "\"level\":\"error\"", "\"message\":\"" },
  { "\"level\":\"error\"", "\"msg\":\"" },
  { "\"level\":\"fatal\"", "\"msg\":\"" },
  { "\"level\":\"fatal\"", "\"message\":\"" },
};

static gunichar
read_code (const char *at)
{
  gunichar code = 0;

  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return 0;
      code = code * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
    }

  return code;
}

/* A tab reaches up to the next stop, as in a terminal. */
static void
append_tab (GString *text)
{
  const char *begin = strrchr (text->str, '\n');
  const gsize n = begin != NULL ? text->len - (gsize) (begin + 1 - text->str) : text->len;

  g_string_append_printf (text, "%*s", (int) (TAB_COLUMNS - n % TAB_COLUMNS), "");
}

/* Returns: (nullable): behind the escape at @at; %NULL when it is none */
static const char *
take_escape (const char *at,
             GString    *text)
{
  gunichar code;

  switch (at[1])
    {
    case 'n':
      g_string_append_c (text, '\n');
      break;
    case 't':
      append_tab (text);
      break;
    case 'u':
      code = read_code (at + 2);
      if (code == 0)
        return NULL;
      if (code == 0x1b) /* a colour: up to its letter */
        {
          at += 6;
          at += *at == '[' ? 1 + strspn (at + 1, "0123456789;") : 0;

          return g_ascii_isalpha (*at) ? at + 1 : at;
        }
      g_string_append_unichar (text, code >= 0x20 && g_unichar_validate (code) ? code : 0xfffd);

      return at + 6;
    case '\0':
      return NULL;
    case 'r':
    case 'b':
    case 'f':
      break;
    default:
      g_string_append_c (text, at[1]);
    }

  return at + 2;
}

/* @at: behind the quote that opens it */
static char *
dup_string (const char *at)
{
  g_autoptr(GString) text = g_string_new (NULL);

  while (at != NULL && *at != '\0' && *at != '"' && text->len < MAX_TEXT_BYTES)
    if (*at == '\\')
      at = take_escape (at, text);
    else
      {
        const gsize n = strcspn (at, "\\\"");

        g_string_append_len (text, at, (gssize) n);
        at += n;
      }
  if (at == NULL || *at == '\0')
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * askg_line_json_dup_text:
 * @line: ends with NUL
 *
 * Returns: (transfer full) (nullable): one or more lines as a person reads them; %NULL where nothing is wrapped
 */
char *
askg_line_json_dup_text (const char *line,
                         gsize       n_bytes)
{
  const char *open = memchr (line, '{', MIN (n_bytes, 256)); /* a bar may stand before it */

  if (open == NULL || line[n_bytes - 1] != '}' || (open != line && !g_str_has_prefix (open, "{\"reason\":")))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (wrappings); i++)
    {
      const char *at = strstr (open, wrappings[i].key);

      if (at == NULL || strstr (open, wrappings[i].mark) == NULL)
        continue;
      if (g_str_has_prefix (wrappings[i].mark, "\"level\"") && !g_str_has_suffix (wrappings[i].key, "\"stack\":\""))
        {
          g_autofree char *said = dup_string (at + strlen (wrappings[i].key));

          return said != NULL ? g_strconcat ("error: ", said, NULL) : NULL;
        }

      return dup_string (at + strlen (wrappings[i].key));
    }

  return NULL;
}
