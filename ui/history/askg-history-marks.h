/* askg-history-marks.h: the words that were found, framed on a small picture. Any thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

AskgFrame *askg_history_marks_draw (AskgFrame *frame,
                                    GArray    *boxes);

G_END_DECLS
