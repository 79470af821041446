/* askg-region-hints.h: what works now, in words. Main thread (gettext), no widgets. */
#pragma once

#include "ui/region/askg-region-drag.h"

G_BEGIN_DECLS

#define ASKG_REGION_MAX_HINTS 8

/* Both translated, neither owned. */
typedef struct
{
  const char *key;
  const char *words;
} AskgRegionHint;

guint askg_region_hints_list    (const AskgRegionDrag *drag,
                                 AskgRegionHint        hints[ASKG_REGION_MAX_HINTS]);
char *askg_region_hints_size    (int                   width_px,
                                 int                   height_px,
                                 const char           *title);
char *askg_region_hints_announce (const AskgRegionDrag *drag,
                                 const char           *title);

G_END_DECLS
