/* askg-x11-image.h: pixels of the root window, or of a window's own picture. Any thread. */
#pragma once

#include "capture/screen/askg-shm-pool.h"
#include "capture/screen/askg-x11-screen.h"
#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

/* What to fetch, and what its pixels mean. */
typedef struct
{
  xcb_drawable_t  drawable;
  AskgRect        area;    /* pixels of the drawable, wholly inside it; at most a frame's size */
  guint8          depth;
  xcb_visualid_t  visual;  /* 0: that of the root window */
} AskgX11Source;

typedef struct _AskgX11Images AskgX11Images;

AskgX11Images *askg_x11_images_new   (AskgX11Screen       *screen);
void           askg_x11_images_free  (AskgX11Images       *self);
gboolean       askg_x11_images_has_shared_memory (AskgX11Images *self);

GBytes        *askg_x11_images_fetch (AskgX11Images       *self,
                                      const AskgX11Source *source,
                                      gsize               *out_stride_bytes,
                                      gboolean            *out_opaque,
                                      GError             **error);

AskgShmSegment *askg_x11_images_lend      (AskgX11Images  *self,
                                           gsize           n_bytes);
void            askg_x11_images_take_back (AskgX11Images  *self,
                                           AskgShmSegment *segment);

G_END_DECLS
