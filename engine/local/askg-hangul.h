/* askg-hangul.h: the Korean reading of a line brought into the English one. Pure; any one thread. */
#pragma once

#include "engine/local/askg-tesseract.h"

G_BEGIN_DECLS

#define ASKG_HANGUL_UNSURE 75u /* of an English word, below which the line may not be English */

gboolean askg_glyph_is_mark   (const AskgGlyph *glyph);
gboolean askg_hangul_is_there (const GArray    *glyphs,
                               const GArray    *korean);
void     askg_hangul_take     (GArray          *glyphs,
                               const GArray    *korean,
                               int              line_px);

G_END_DECLS
