/* askg-desk-voice-choices.h: who understands, who speaks and with which voice, on the voice page. Main thread. */
#pragma once

#include "app/askg-engine-room.h"
#include "ui/preferences/askg-voice-page.h"

G_BEGIN_DECLS

void askg_desk_voice_offer_recognisers (AskgVoicePage  *page,
                                        AskgEngineRoom *room);
void askg_desk_voice_offer_speakers    (AskgVoicePage  *page,
                                        AskgEngineRoom *room,
                                        GSettings      *settings);
void askg_desk_voice_offer_languages   (AskgVoicePage  *page,
                                        GSettings      *settings);
void askg_desk_voice_tell_wake_word    (AskgVoicePage  *page,
                                        GSettings      *settings);

G_END_DECLS
