/* askg-catalogue-loader.h: the error catalogue, loaded while nobody waits for it. Main thread. */
#pragma once

#include "engine/debug/askg-catalogue.h"

G_BEGIN_DECLS

typedef struct _AskgCatalogueLoader AskgCatalogueLoader;

AskgCatalogueLoader *askg_catalogue_loader_start (void);
AskgCatalogue       *askg_catalogue_loader_end   (AskgCatalogueLoader  *self,
                                                  GError              **error);
void                 askg_catalogue_loader_free  (AskgCatalogueLoader  *self);

G_END_DECLS
