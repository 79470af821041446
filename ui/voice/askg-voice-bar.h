/* askg-voice-bar.h: a conversation by voice, where the entry was. Main thread.
 *
 * It shows and tells what it is given and hears nothing itself. Its round button is the light: filled while the
 * microphone's stream exists.
 *
 * Signals: "send": what was said is to go now, or what sounds is to stop (Space); "light": the microphone on or off
 * (Ctrl+D); "fix": what the state offers, unmute or choose a microphone; "leave": to type instead (Esc); "typed"
 * (GtkEventControllerKey *controller) -> gboolean: they type already, and the key that was pressed is the first. */
#pragma once

#include <gtk/gtk.h>

#include "ui/voice/askg-voice-words.h"

G_BEGIN_DECLS

#define ASKG_TYPE_VOICE_BAR (askg_voice_bar_get_type ())
G_DECLARE_FINAL_TYPE (AskgVoiceBar, askg_voice_bar, ASKG, VOICE_BAR, GtkBox)

GtkWidget         *askg_voice_bar_new          (void);
void               askg_voice_bar_set          (AskgVoiceBar         *self,
                                                AskgTalkState     state,
                                                gboolean              is_open,
                                                const char           *caption);
void               askg_voice_bar_set_caption  (AskgVoiceBar         *self,
                                                const char           *caption);
void               askg_voice_bar_set_facts    (AskgVoiceBar         *self,
                                                const AskgVoiceFacts *facts);
void               askg_voice_bar_set_can_leave (AskgVoiceBar        *self,
                                                gboolean              can_leave);
void               askg_voice_bar_push_level   (AskgVoiceBar         *self,
                                                float                 dbfs);
AskgTalkState  askg_voice_bar_get_state    (AskgVoiceBar         *self);
gboolean           askg_voice_bar_is_sounding  (AskgVoiceBar         *self);

G_END_DECLS
