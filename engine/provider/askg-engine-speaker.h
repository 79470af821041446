/* askg-engine-speaker.h: an engine that turns words into speech, as a speaker: with all secrets of the conversation covered
 * on the way. Main thread. */
#pragma once

#include "engine/local/askg-speaker.h"
#include "engine/model/askg-conversation.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_SPEAKER (askg_engine_speaker_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineSpeaker, askg_engine_speaker, ASKG, ENGINE_SPEAKER, GObject)

AskgSpeaker *askg_engine_speaker_new (AskgEngineLink   *link,
                                      AskgConversation *conversation,
                                      const char       *words);

G_END_DECLS
