/* askg-hit.c: any thread. */
#include "engine/memory/askg-hit.h"

AskgHit *
askg_hit_new (void)
{
  AskgHit *self = g_new0 (AskgHit, 1);

  self->attachment = -1;

  return self;
}

AskgHit *
askg_hit_copy (const AskgHit *self)
{
  AskgHit *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->conversation_title = g_strdup (self->conversation_title);
  copy->question = g_strdup (self->question);
  copy->snippet = g_strdup (self->snippet);
  copy->app = g_strdup (self->app);
  copy->marks = self->marks != NULL ? g_array_copy (self->marks) : NULL;
  copy->boxes = self->boxes != NULL ? g_array_copy (self->boxes) : NULL;

  return copy;
}

void
askg_hit_free (AskgHit *self)
{
  if (self == NULL)
    return;

  g_free (self->conversation_title);
  g_free (self->question);
  g_free (self->snippet);
  g_free (self->app);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->boxes, g_array_unref);
  g_free (self);
}
