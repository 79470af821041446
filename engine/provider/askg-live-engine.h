/* askg-live-engine.h: an engine that is spoken with, asked in words: a conversation is opened for the question, told what was
 * said before, and closed when it is answered. It is to answer in words, and what it speaks all the same is not played. Nobody
 * is asked about their voice: none goes there. Main thread. */
#pragma once

#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-engine.h"

G_BEGIN_DECLS

#define ASKG_TYPE_LIVE_ENGINE (askg_live_engine_get_type ())
G_DECLARE_FINAL_TYPE (AskgLiveEngine, askg_live_engine, ASKG, LIVE_ENGINE, GObject)

AskgLiveEngine *askg_live_engine_new (AskgEngineLink *link);

G_END_DECLS
