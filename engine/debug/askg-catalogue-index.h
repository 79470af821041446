/* askg-catalogue-index.h: where in a text the patterns of a catalogue fit.
 * Built on one thread, then never changed. */
#pragma once

#include <gio/gio.h>

#include "engine/debug/askg-catalogue-entry.h"

G_BEGIN_DECLS

/* One pattern that fits at one place. */
typedef struct
{
  const AskgCatalogueEntry *entry;
  const AskgPattern        *pattern;
  AskgPatternMatch          match;
  guint                     first_row;
  guint                     last_row;  /* more than the first when a line was wrapped */
  guint                     order;     /* of the pattern in the catalogue */
  AskgMatchMode             mode;
} AskgCatalogueHit;

typedef struct _AskgCatalogueIndex AskgCatalogueIndex;

AskgCatalogueIndex *askg_catalogue_index_new    (GPtrArray                *entries);
void                askg_catalogue_index_free   (AskgCatalogueIndex       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCatalogueIndex, askg_catalogue_index_free)
GArray             *askg_catalogue_index_search (const AskgCatalogueIndex *self,
                                                 const AskgSkeleton       *skeleton,
                                                 AskgPatternScratch       *scratch,
                                                 GCancellable             *cancellable);

G_END_DECLS
