/* askg-diff-lines.h: a patch as lines to show: one under the other, or before beside after. Pure. */
#pragma once

#include "engine/debug/askg-patch.h"
#include "ui/debug/askg-code-lines.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_DIFF_UNIFIED,
  ASKG_DIFF_BEFORE, /* as many lines as ASKG_DIFF_AFTER: the rest is empty */
  ASKG_DIFF_AFTER,
} AskgDiffSide;

GArray *askg_diff_lines_make (const AskgPatch *patch,
                              AskgDiffSide     side) G_GNUC_WARN_UNUSED_RESULT;
char   *askg_diff_lines_tell (const AskgPatch *patch) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
