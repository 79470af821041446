/* askg-recalled.c: any thread. */
#include "engine/model/askg-recalled.h"

AskgRecalled *
askg_recalled_copy (const AskgRecalled *self)
{
  AskgRecalled *copy = g_memdup2 (self, sizeof *self);

  copy->title = g_strdup (self->title);
  copy->text = g_strdup (self->text);

  return copy;
}

void
askg_recalled_free (AskgRecalled *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->text);
  g_free (self);
}

/* (transfer full) (element-type AskgRecalled) */
GPtrArray *
askg_recalled_new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) askg_recalled_free);
}
