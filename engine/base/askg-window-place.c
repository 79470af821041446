/* askg-window-place.c: any thread. */
#include "engine/base/askg-window-place.h"

/**
 * askg_window_place_copy:
 * @self: a window's place
 *
 * Returns: (transfer full): a copy that owns its strings
 */
AskgWindowPlace *
askg_window_place_copy (const AskgWindowPlace *self)
{
  AskgWindowPlace *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (AskgWindowPlace, 1);
  *copy = *self;
  copy->title = g_strdup (self->title);
  copy->app = g_strdup (self->app);

  return copy;
}

/**
 * askg_window_place_free:
 * @self: (nullable) (transfer full): one made by g_new0() or askg_window_place_copy()
 */
void
askg_window_place_free (AskgWindowPlace *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->app);
  g_free (self);
}
