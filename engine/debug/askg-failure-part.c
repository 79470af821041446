/* askg-failure-part.c: any thread. */
#include "engine/debug/askg-failure-part.h"

#include <string.h>

/* English: they are read by engines, and by this. In the order of the kinds. */
static const char *const headings[] = {
  "[declared in ", "[declared, but not included, in ", "[changed since the last commit: ", "[changed with the last commit: ",
  "[outside the project: ",
};

AskgFailurePart *
askg_failure_part_new (AskgFailurePartKind  kind,
                       const char          *place,
                       const char          *text)
{
  AskgFailurePart *self = g_new0 (AskgFailurePart, 1);

  self->kind = kind;
  self->place = g_strdup (place);
  self->text = g_strdup (text);

  return self;
}

void
askg_failure_part_free (AskgFailurePart *self)
{
  if (self == NULL)
    return;
  g_free (self->place);
  g_free (self->text);
  g_free (self);
}

void
askg_failure_part_append (const AskgFailurePart *self,
                          GString               *text)
{
  g_string_append_printf (text, "%s%s]\n%s", headings[self->kind], self->place, self->text);
  if (!g_str_has_suffix (self->text, "\n"))
    g_string_append_c (text, '\n');
}

/* @out_kind: (out) (optional). Returns: whether a part begins here */
static gboolean
is_heading (const char          *line,
            AskgFailurePartKind *out_kind)
{
  const gsize n = strcspn (line, "\n");

  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_str_has_prefix (line, headings[i]) && line[n - 1] == ']' && n > strlen (headings[i]) + 1)
      {
        if (out_kind != NULL)
          *out_kind = (AskgFailurePartKind) i;
        return TRUE;
      }

  return FALSE;
}

/* Returns: behind the line at @at, or the end */
static const char *
next_line (const char *at)
{
  at += strcspn (at, "\n");

  return *at == '\n' ? at + 1 : at;
}

static const char *
find_heading (const char *at)
{
  while (*at != '\0' && !is_heading (at, NULL))
    at = next_line (at);

  return at;
}

/* Returns: (nullable): where the first of them begins */
const char *
askg_failure_parts_find (const char *text)
{
  const char *at = find_heading (text);

  return *at != '\0' ? at : NULL;
}

/**
 * askg_failure_parts_read:
 * @text: of a failure, behind the line that tells how it ended
 *
 * Returns: (transfer full) (element-type AskgFailurePart):
 */
GPtrArray *
askg_failure_parts_read (const char *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_failure_part_free);

  for (const char *at = find_heading (text); *at != '\0';)
    {
      const char *body = next_line (at), *end = find_heading (body);
      AskgFailurePart *part = g_new0 (AskgFailurePart, 1);
      gsize n_heading;

      is_heading (at, &part->kind);
      n_heading = strlen (headings[part->kind]);
      part->place = g_strndup (at + n_heading, strcspn (at, "\n") - n_heading - 1);
      part->text = g_strndup (body, (gsize) (end - body));
      g_ptr_array_add (parts, part);
      at = end;
    }

  return parts;
}

/**
 * askg_failure_parts_drop:
 * @text: as for askg_failure_parts_read()
 *
 * Returns: (transfer full): @text without one of its parts
 */
char *
askg_failure_parts_drop (const char *text,
                         guint       index)
{
  const char *at = find_heading (text);

  for (; index > 0 && *at != '\0'; index--)
    at = find_heading (next_line (at));

  return g_strdup_printf ("%.*s%s", (int) (at - text), text, *at != '\0' ? find_heading (next_line (at)) : "");
}
