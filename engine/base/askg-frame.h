/* askg-frame.h: an immutable picture. Any thread. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

#define ASKG_FRAME_MAX_SIDE_PX 16384
#define ASKG_FRAME_MAX_PIXELS  (64u * 1000 * 1000)

#define ASKG_TYPE_FRAME (askg_frame_get_type ())
G_DECLARE_FINAL_TYPE (AskgFrame, askg_frame, ASKG, FRAME, GObject)

AskgFrame      *askg_frame_new                (GBytes         *pixels,
                                               guint           width_px,
                                               guint           height_px,
                                               gsize           stride_bytes,
                                               gboolean        opaque,
                                               gint64          captured_at_us);
AskgFrame      *askg_frame_place              (AskgFrame      *self,
                                               const char     *output,
                                               const AskgRect *place);
AskgFrame      *askg_frame_crop               (AskgFrame      *self,
                                               const AskgRect *region,
                                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes         *askg_frame_get_pixels         (AskgFrame      *self);
guint           askg_frame_get_width_px       (AskgFrame      *self);
guint           askg_frame_get_height_px      (AskgFrame      *self);
gsize           askg_frame_get_stride_bytes   (AskgFrame      *self);
gboolean        askg_frame_is_opaque          (AskgFrame      *self);
gint64          askg_frame_get_captured_at_us (AskgFrame      *self);
const char     *askg_frame_get_output         (AskgFrame      *self);
const AskgRect *askg_frame_get_place          (AskgFrame      *self);
double          askg_frame_get_scale          (AskgFrame      *self);

G_END_DECLS
