/* askg-picture-encode.h: a frame becomes the file that an engine is sent. Any thread; takes tens of milliseconds. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

GBytes *askg_picture_encode (AskgFrame   *frame,
                             guint        longest_side_px,
                             gboolean     takes_webp,
                             const char **out_mime,
                             GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
