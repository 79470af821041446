/* askg-markdown-definition.c: "[label]: target", which may stand anywhere and reach back. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/model/askg-markdown-private.h"

#include <string.h>

#define MAX_LABEL_BYTES  200
#define MAX_TARGET_BYTES 4096

/* Each one makes sections that use it be parsed again: not any number of times. */
#define MAX_DEFINITIONS  64

/**
 * askg_definition_parse:
 * @line: one whole line
 *
 * Reads "[label]: target", with or without a title behind it.
 *
 * Returns: (nullable) (transfer full): %NULL when @line is something else
 */
AskgDefinition *
askg_definition_parse (const char *line,
                       gsize       n_bytes)
{
  const char *end = line + n_bytes, *close, *from, *to;
  AskgDefinition *self;

  while (line < end && *line == ' ')
    line++;
  if (line == end || *line != '[')
    return NULL;
  close = memchr (line, ']', end - line);
  if (close == NULL || close + 1 >= end || close[1] != ':' || close == line + 1 || close - line > MAX_LABEL_BYTES)
    return NULL;

  for (from = close + 2; from < end && (*from == ' ' || *from == '\t' || *from == '<'); from++)
    ;
  for (to = from; to < end && !g_ascii_isspace (*to) && *to != '>'; to++)
    ;
  if (to == from || to - from > MAX_TARGET_BYTES || line[1] == '^' || g_ascii_isspace (line[1]) ||
      memchr (line + 1, '[', to - line - 1) != NULL || memchr (line, '\\', to - line) != NULL ||
      memchr (from, '<', to - from) != NULL)
    return NULL;

  self = g_new0 (AskgDefinition, 1);
  self->label = g_strndup (line + 1, close - line - 1);
  self->target = g_strndup (from, to - from);

  return self;
}

void
askg_definition_free (AskgDefinition *self)
{
  g_free (self->label);
  g_free (self->target);
  g_free (self);
}

/* Whether TEXT names the label in brackets; letters are compared as they are, of ASCII in any case. */
gboolean
askg_definition_is_used (const AskgDefinition *self,
                         const char           *text,
                         gsize                 n_bytes)
{
  const gsize n = strlen (self->label);
  const char *end = text + n_bytes;

  while ((text = memchr (text, '[', end - text)) != NULL)
    {
      text++;
      if ((gsize) (end - text) > n && text[n] == ']' && g_ascii_strncasecmp (text, self->label, n) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_definitions_learn:
 * @known: (element-type AskgDefinition)
 * @line: (array length=n_bytes): a definition
 *
 * Returns: whether it is a new one, which makes earlier text read otherwise. Of two with the same
 *   label the first one counts.
 */
gboolean
askg_definitions_learn (GPtrArray  *known,
                        const char *line,
                        gsize       n_bytes)
{
  AskgDefinition *definition = askg_definition_parse (line, n_bytes);
  gboolean is_known = definition == NULL || known->len >= MAX_DEFINITIONS;

  for (guint i = 0; !is_known && i < known->len; i++)
    is_known = g_ascii_strcasecmp (((AskgDefinition *) known->pdata[i])->label, definition->label) == 0;

  if (is_known)
    g_clear_pointer (&definition, askg_definition_free);
  else
    g_ptr_array_add (known, definition);

  return !is_known;
}

/**
 * askg_definitions_prepend:
 * @known: (element-type AskgDefinition)
 * @text: (array length=n_bytes): a section
 *
 * Returns: (nullable) (transfer full): @text with the definitions it uses before it; %NULL when it
 *   uses none
 */
char *
askg_definitions_prepend (GPtrArray  *known,
                          const char *text,
                          gsize       n_bytes)
{
  GString *out = NULL;

  for (guint i = 0; i < known->len; i++)
    {
      const AskgDefinition *definition = known->pdata[i];

      if (!askg_definition_is_used (definition, text, n_bytes))
        continue;
      if (out == NULL)
        out = g_string_sized_new (n_bytes + 200);
      g_string_append_printf (out, "[%s]: <%s>\n", definition->label, definition->target);
    }
  if (out == NULL)
    return NULL;

  g_string_append_c (out, '\n');
  g_string_append_len (out, text, n_bytes);

  return g_string_free (out, FALSE);
}
