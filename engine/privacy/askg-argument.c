/* askg-argument.c: one thread at a time. */
#include "engine/privacy/askg-argument-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

/**
 * askg_argument_read:
 * @at: where an argument of a command begins, or the quote before it
 * @out_end: (out): where it ends
 *
 * Returns: where it begins
 */
gsize
askg_argument_read (const AskgScan *scan,
                    gsize           at,
                    gsize          *out_end)
{
  char quote = '\0';
  gsize end;

  if (at < scan->n && (scan->text[at] == '"' || scan->text[at] == '\''))
    quote = scan->text[at++];
  for (end = at; end < scan->n && end - at < 512 && scan->text[end] != '\n'; end++)
    if (quote != '\0'
        ? scan->text[end] == quote
        : askg_byte_is (scan->text[end], ASKG_BYTE_SPACE) || strchr ("\"`", scan->text[end]) != NULL)
      break;
  *out_end = end;

  return at;
}

/* "$DATA", ${pw}: also between other letters. */
gboolean
askg_argument_is_variable (const char *value,
                           gsize       n_bytes)
{
  for (gsize i = 0; i + 1 < n_bytes; i++)
    if (value[i] == '$' &&
        (strchr ("{(_", value[i + 1]) != NULL ||
         (g_ascii_isupper (value[i + 1]) && i + 2 < n_bytes && g_ascii_isupper (value[i + 2]))))
      return TRUE;

  return n_bytes > 1 && value[0] == '$' && askg_value_count (value, n_bytes, ASKG_BYTES_LETTERS | ASKG_BYTE_UNDER) == n_bytes - 1;
}

/* Whether one of @words stands in the line before @at. */
gboolean
askg_argument_is_behind (const AskgScan     *scan,
                         gsize               at,
                         const char * const *words,
                         gsize               n_words)
{
  gsize start = at;

  while (start > 0 && at - start < ASKG_ARGUMENT_MAX_LINE_BYTES && scan->text[start - 1] != '\n')
    start--;
  for (gsize i = 0; i < n_words; i++)
    if (memmem (scan->text + start, at - start, words[i], strlen (words[i])) != NULL)
      return TRUE;

  return FALSE;
}
