/* askg-png.h: frames into PNG, and back from what Askglass wrote itself. Any thread.
 * Pictures that strangers made are not for here: they go through the sandboxed decoder. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

GBytes    *askg_png_encode     (AskgFrame  *frame,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;
AskgFrame *askg_png_decode_own (GBytes     *png,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
