/* askg-catalogue-hits.h: which of many hits are worth telling, in which order, in which words. */
#pragma once

#include "engine/debug/askg-catalogue-index.h"
#include "engine/debug/askg-catalogue.h"

G_BEGIN_DECLS

void                askg_catalogue_hits_sift   (const AskgSkeleton *skeleton,
                                                GArray             *hits,
                                                AskgPatternScratch *scratch);
void                askg_catalogue_hits_settle (const AskgSkeleton *skeleton,
                                                GArray             *hits);
AskgCatalogueMatch *askg_catalogue_hit_tell    (const AskgCatalogueHit      *hit,
                                                const AskgSkeleton *skeleton,
                                                AskgPatternScratch *scratch);
guint               askg_catalogue_hit_level   (const AskgCatalogueHit      *hit,
                                                const AskgSkeleton *skeleton);

G_END_DECLS
