/* askg-page-blob.h: recognised words and their places as bytes for the database. Pure; any thread. */
#pragma once

#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

GBytes       *askg_page_blob_write (AskgPageText *page);
AskgPageText *askg_page_blob_read  (GBytes       *bytes);

G_END_DECLS
