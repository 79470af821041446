/* askg-picker-tiles.h: the veil, the outline, the handles and the cross-hair, so that little is painted again. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

/* What is drawn over the frozen picture; pixels of the shown part. */
typedef struct
{
  gboolean has_lit;
  AskgRect lit;         /* not under the veil */
  gboolean is_dashed;   /* a window that could be taken, not a region yet */
  gboolean has_handles;
  gboolean has_cross;
  int      cross_x;
  int      cross_y;
} AskgPickerMarks;

typedef struct
{
  GdkRGBA accent;
  GdkRGBA veil;
  GdkRGBA halo;
} AskgPickerTilesColors;

typedef struct _AskgPickerTiles AskgPickerTiles;

AskgPickerTiles *askg_picker_tiles_new        (void);
void             askg_picker_tiles_free       (AskgPickerTiles             *self);
void             askg_picker_tiles_set_size   (AskgPickerTiles             *self,
                                               int                          width,
                                               int                          height);
void             askg_picker_tiles_set_colors (AskgPickerTiles             *self,
                                               const AskgPickerTilesColors *colors);
GskRenderNode   *askg_picker_tiles_make_node  (AskgPickerTiles             *self,
                                               const AskgPickerMarks       *marks,
                                               double                       px_x,
                                               double                       px_y);

G_END_DECLS
