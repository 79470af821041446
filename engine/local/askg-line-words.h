/* askg-line-words.h: letters become words and lines. Pure; any one thread. */
#pragma once

#include "engine/local/askg-tesseract.h"
#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

double askg_line_words_find_advance (const GArray        *glyphs);
void   askg_line_words_add          (AskgPageTextBuilder *builder,
                                     const GArray        *glyphs,
                                     const AskgRect      *line,
                                     guint                paragraph,
                                     int                  left_px,
                                     double               advance_px);

G_END_DECLS
