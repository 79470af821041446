/* askg-desk-thumbnails.h: the pictures of the history's rows, from the store. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"
#include "ui/history/askg-history-item.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_THUMBNAILS (askg_desk_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskThumbnails, askg_desk_thumbnails, ASKG, DESK_THUMBNAILS, GObject)

AskgDeskThumbnails *askg_desk_thumbnails_new  (AskgStore          *store);
void                askg_desk_thumbnails_want (AskgDeskThumbnails *self,
                                               AskgHistoryItem    *item,
                                               GCancellable       *cancellable);

G_END_DECLS
