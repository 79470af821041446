/* askg-line-runs.h: underlines, rules and the marks compilers put under a mistake, told from the
 * ink alone. Pure; any one thread. */
#pragma once

#include "engine/local/askg-tesseract.h"

G_BEGIN_DECLS

GArray *askg_line_runs_take   (AskgGrey     *line,
                               guint         margin_px,
                               guint         letter_px);
void    askg_line_runs_insert (GArray       *glyphs,
                               const GArray *runs,
                               guint         letter_px);

G_END_DECLS
