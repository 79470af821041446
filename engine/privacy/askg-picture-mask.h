/* askg-picture-mask.h: words of a picture become flat boxes, before an encoder sees it. Pure; any thread. */
#pragma once

#include "engine/base/askg-frame.h"
#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

GArray    *askg_picture_mask_boxes (AskgFrame      *frame,
                                    AskgPageText   *page,
                                    const gboolean *is_covered);
AskgFrame *askg_picture_mask_paint (AskgFrame      *frame,
                                    GArray         *boxes);
AskgFrame *askg_picture_mask_paint_once (AskgFrame *frame,
                                    GArray         *boxes);
AskgFrame *askg_picture_mask_dup_last (AskgFrame   *frame);
AskgFrame *askg_picture_mask_all   (AskgFrame      *frame);

G_END_DECLS
