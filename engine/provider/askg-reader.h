/* askg-reader.h: the engine that is built in. No model: it reads, looks errors up, and says what it cannot do.
 * Main thread. */
#pragma once

#include "engine/debug/askg-catalogue.h"
#include "engine/local/askg-recogniser.h"
#include "engine/memory/askg-store.h"
#include "engine/provider/askg-engine.h"

G_BEGIN_DECLS

#define ASKG_READER_ID "reader"

#define ASKG_TYPE_READER (askg_reader_get_type ())
G_DECLARE_FINAL_TYPE (AskgReader, askg_reader, ASKG, READER, GObject)

AskgReader *askg_reader_new (AskgRecogniser *recogniser,
                             AskgCatalogue  *catalogue,
                             AskgStore      *store);

G_END_DECLS
