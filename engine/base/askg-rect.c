/* askg-rect.c: any thread. */
#include "engine/base/askg-rect.h"

/**
 * askg_rect_unite:
 * @rect: (inout): is then the least that holds both; one without a width is in no place, and becomes @more
 */
void
askg_rect_unite (AskgRect       *rect,
                 const AskgRect *more)
{
  const int right = MAX (rect->x + rect->width, more->x + more->width);
  const int bottom = MAX (rect->y + rect->height, more->y + more->height);

  if (rect->width == 0)
    {
      *rect = *more;
      return;
    }
  rect->x = MIN (rect->x, more->x);
  rect->y = MIN (rect->y, more->y);
  rect->width = right - rect->x;
  rect->height = bottom - rect->y;
}
