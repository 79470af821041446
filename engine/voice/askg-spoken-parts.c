/* askg-spoken-parts.c: pure; any thread. */
#include "engine/voice/askg-spoken-parts.h"

#include <string.h>

void
askg_spoken_begin (AskgSpoken *self)
{
  if (self->text != NULL)
    return;
  self->text = g_string_new (NULL);
  self->plain = g_string_new (NULL);
  self->parts = g_array_new (FALSE, FALSE, sizeof (AskgClausePart));
}

void
askg_spoken_add_part (AskgSpoken *self,
                      gsize       n_spoken,
                      gsize       shown,
                      gsize       n_shown,
                      gboolean    is_same)
{
  const AskgClausePart part = { self->text->len - n_spoken, n_spoken, shown, n_shown, is_same };
  AskgClausePart *last = self->parts->len > 0 ? &g_array_index (self->parts, AskgClausePart, self->parts->len - 1) : NULL;

  if (n_spoken == 0)
    return;
  if (last != NULL && is_same && last->is_same && last->spoken + last->n_spoken == part.spoken &&
      last->shown + last->n_shown == shown)
    {
      last->n_spoken += n_spoken;
      last->n_shown += n_shown;
    }
  else
    g_array_append_val (self->parts, part);
}

char
askg_spoken_last_byte (AskgSpoken *self)
{
  return self->text->len > 0 ? self->text->str[self->text->len - 1] : ' ';
}

void
askg_spoken_add_space (AskgSpoken *self)
{
  if (askg_spoken_last_byte (self) != ' ')
    g_string_append_c (self->text, ' ');
}

static AskgClausePart *
last_part (AskgSpoken *self)
{
  return self->parts->len > 0 ? &g_array_index (self->parts, AskgClausePart, self->parts->len - 1) : NULL;
}

/* Spaces at the end, and what stands for them. */
void
askg_spoken_drop_spaces (AskgSpoken *self)
{
  AskgClausePart *part;

  while (self->text->len > 0 && askg_spoken_last_byte (self) == ' ')
    {
      g_string_truncate (self->text, self->text->len - 1);
      part = last_part (self);
      if (part == NULL || part->spoken + part->n_spoken <= self->text->len)
        continue;
      part->n_spoken--;
      part->n_shown -= part->is_same ? 1 : 0;
      if (part->n_spoken == 0)
        g_array_set_size (self->parts, self->parts->len - 1);
    }
}

void
askg_spoken_drop_plain_spaces (AskgSpoken *self)
{
  while (self->plain->len > 0 && self->plain->str[self->plain->len - 1] == ' ')
    g_string_truncate (self->plain, self->plain->len - 1);
}

/* A pause. */
void
askg_spoken_add_comma (AskgSpoken *self)
{
  askg_spoken_drop_spaces (self);
  if (self->text->len > 0 && !g_ascii_ispunct (askg_spoken_last_byte (self)))
    g_string_append_c (self->text, ',');
  askg_spoken_add_space (self);
}

/* Other words for what is shown. */
void
askg_spoken_add_instead (AskgSpoken *self,
                         const char *words,
                         gsize       shown,
                         gsize       n_shown)
{
  g_string_append (self->text, words);
  askg_spoken_add_part (self, strlen (words), shown, n_shown, FALSE);
}

/* A space that stands for nothing that is shown. */
void
askg_spoken_drop_own_space (AskgSpoken *self)
{
  const AskgClausePart *last = last_part (self);

  if (self->text->len > 0 && askg_spoken_last_byte (self) == ' ' && (last == NULL || last->spoken + last->n_spoken < self->text->len))
    g_string_truncate (self->text, self->text->len - 1);
}
