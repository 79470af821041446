/* askg-line-prefix.c: any thread. Containers, CI, journals, kernels and runners of packages each set something else before the
 * lines of others; up to four of them stand in a row. A level ("[ERROR]") is the tool's own word and stays. */
#include "engine/debug/askg-line-prefix.h"

#include <string.h>

#define MAX_PREFIXES 4u
#define MAX_LABEL_BYTES 40u
#define MAX_SEARCHED_BYTES 160u

/* Returns: (nullable): behind what @shape tells: '9' is a digit, 'a' a small letter, 'A' a large one, the rest themselves */
static const char *
skip_shape (const char *text,
            const char *shape)
{
  for (; *shape != '\0'; shape++, text++)
    if (*shape == '9' ? !g_ascii_isdigit (*text) : *shape == 'a' ? !g_ascii_islower (*text) : *shape == 'A' ? !g_ascii_isupper (*text) :
        *shape != *text)
      return NULL;

  return text;
}

/* ".345", ",345" and what tells the zone */
static const char *
skip_fraction (const char *at)
{
  const char *zone;

  if ((*at == '.' || *at == ',') && g_ascii_isdigit (at[1]))
    at += 1 + strspn (at + 1, "0123456789");
  if (*at == 'Z')
    return at + 1;
  if ((zone = skip_shape (at + (*at == '+' || *at == '-'), "99:99")) != NULL || (zone = skip_shape (at, "+9999")) != NULL)
    return zone;

  return at;
}

/* Returns: (nullable): behind a date and a time, or a time alone */
static const char *
skip_time (const char *text)
{
  const char *at = skip_shape (text, "9999-99-99");

  if (at != NULL)
    {
      if (*at != 'T' && *at != ' ')
        return NULL;
      text = at + 1;
    }
  at = skip_shape (text, "99:99:99");

  return at != NULL ? skip_fraction (at) : NULL;
}

/* "2026-03-04T10:11:12.345Z ", "[10:11:12] ", and where a CI sets the job and the step before it */
static const char *
skip_stamp (const char *text)
{
  const gboolean has_bracket = *text == '[';
  const char *at = skip_time (text + has_bracket);

  if (at != NULL && (!has_bracket || *at++ == ']') && *at == ' ')
    return at + 1;
  for (at = strchr (text, 'T'); at != NULL && at - text < (gssize) MAX_SEARCHED_BYTES; at = strchr (at + 1, 'T'))
    {
      const char *end = at > text ? skip_shape (at, "T99:99:99.9999999Z ") : NULL;

      if (end != NULL)
        return end;
    }

  return NULL;
}

/* "[   12.345678] ", "<4>[12.345678][  T1] ", "[Sun Mar  1 10:11:12 2026] " */
static const char *
skip_kernel (const char *text)
{
  const char *at = text, *digits;

  if (*at == '<' && g_ascii_isdigit (at[1]))
    {
      at += 1 + strspn (at + 1, "0123456789");
      at += *at == '>';
    }
  if (*at != '[')
    return NULL;
  digits = at + 1 + strspn (at + 1, " ");
  if (skip_shape (digits, "Aaa Aaa ") != NULL && (at = strchr (digits, ']')) != NULL && at - digits < 32)
    return at[1] == ' ' ? at + 2 : NULL;
  at = digits + strspn (digits, "0123456789");
  if (at == digits || (at = skip_shape (at, ".999999]")) == NULL)
    return NULL;
  if (*at == '[' && (digits = strchr (at, ']')) != NULL)
    at = digits + 1;

  return *at == ' ' ? at + 1 : NULL;
}

/* "Mar  4 10:11:12 host unit[123]: " */
static const char *
skip_journal (const char     *text,
              AskgLinePrefix *prefix)
{
  const char *at = skip_shape (text, "Aaa "), *name, *end;

  if (at == NULL)
    return NULL;
  at += strspn (at, " 0123456789");
  if (at - text < 7 || (at = skip_shape (at - 2, "99:99:99 ")) == NULL)
    return NULL;
  name = at + strcspn (at, " ");
  if (*name != ' ')
    return NULL;
  name++;
  end = name + strcspn (name, ": [");
  prefix->label = name;
  prefix->n_label = (gsize) (end - name);
  if (*end == '[' && (end = strchr (end, ']')) != NULL)
    end++;

  return end != NULL && end[0] == ':' && end[1] == ' ' ? end + 2 : NULL;
}

/* "#12 3.456 " of a container that is built */
static const char *
skip_build_step (const char     *text,
                 AskgLinePrefix *prefix)
{
  const gsize n = *text == '#' ? strspn (text + 1, "0123456789") : 0;
  const char *at = text + 1 + n;
  gsize n_seconds;

  if (n == 0 || *at++ != ' ')
    return NULL;
  n_seconds = strspn (at, "0123456789");
  if (n_seconds == 0 || at[n_seconds] != '.')
    return NULL;
  prefix->label = text;
  prefix->n_label = n + 1;
  at += n_seconds + 1;
  at += strspn (at, "0123456789");

  return *at == ' ' ? at + 1 : NULL;
}

/* What a tool says of its own line. */
static gboolean
is_level (const char *word,
          gsize       n)
{
  static const char *const levels[] = { "error", "info", "warning", "warn", "debug", "fatal", "trace", "notice", "critical", "ok",
                                        "fail", "failed", "pass", "passed", "panic", "severe", "err", "note", "help" };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strlen (levels[i]) == n && g_ascii_strncasecmp (levels[i], word, n) == 0)
      return TRUE;

  return FALSE;
}

static gsize
count_name (const char *text)
{
  gsize n = 0;

  while (n <= MAX_LABEL_BYTES && (g_ascii_isalnum (text[n]) || (text[n] != '\0' && strchr ("_.@/-", text[n]) != NULL)))
    n++;

  return n <= MAX_LABEL_BYTES ? n : 0;
}

/* "[web] ", "api-1  | ", "shop:build: ", and the indented "[javac] " of ant */
static const char *
skip_name (const char     *text,
           AskgLinePrefix *prefix)
{
  static const char *const tasks[] = { "build: ", "test: ", "lint: ", "dev: ", "start: ", "check: ", "compile: ", "typecheck: " };
  const gsize n_indent = strspn (text, " ");
  const gboolean has_bracket = text[n_indent] == '[';
  const char *name = text + n_indent + has_bracket, *end;
  const gsize n = count_name (name);

  if (n == 0 || is_level (name, n))
    return NULL;
  if (n_indent > 0 && !(has_bracket && (g_str_has_prefix (name, "java") || g_str_has_prefix (name, "junit]") || g_str_has_prefix (name, "exec]"))))
    return NULL;
  end = name + n;
  prefix->label = name;
  prefix->n_label = n;
  if (has_bracket)
    return end[0] == ']' && end[1] == ' ' ? end + 2 : NULL;
  if (!g_ascii_isalpha (*name))
    return NULL;
  if (*end == ' ')
    {
      end += strspn (end, " ");

      return end[0] == '|' && end[1] == ' ' ? end + 2 : NULL;
    }
  for (gsize i = 0; *end == ':' && i < G_N_ELEMENTS (tasks); i++)
    if (g_str_has_prefix (end + 1, tasks[i]))
      return end + 1 + strlen (tasks[i]);

  return NULL;
}

/**
 * askg_line_prefix_read:
 * @text: one line
 */
AskgLinePrefix
askg_line_prefix_read (const char *text)
{
  AskgLinePrefix prefix = { NULL, 0, 0 };

  for (guint i = 0; i < MAX_PREFIXES; i++)
    {
      const char *at = text + prefix.n_bytes, *end;
      AskgLinePrefix named = prefix;

      if ((end = skip_stamp (at)) == NULL && (end = skip_kernel (at)) == NULL)
        {
          if ((end = skip_journal (at, &named)) == NULL &&
              (end = skip_build_step (at, &named)) == NULL &&
              (end = skip_name (at, &named)) == NULL)
            break;
          prefix = named;
        }
      prefix.n_bytes = (gsize) (end - text);
      if (g_str_has_prefix (end, "##[error]"))
        prefix.n_bytes += strlen ("##[error]");
    }

  return prefix;
}
