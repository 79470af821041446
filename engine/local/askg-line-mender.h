/* askg-line-mender.h: puts right what a reading got wrong and the ink shows. Pure; any one thread. */
#pragma once

#include "engine/local/askg-tesseract.h"

G_BEGIN_DECLS

gboolean askg_glyph_is_hangul (const AskgGlyph *glyph);
void     askg_line_mend       (GArray          *glyphs,
                               const AskgGrey  *line,
                               guint            margin_px);

G_END_DECLS
