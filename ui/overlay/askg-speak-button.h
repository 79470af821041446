/* askg-speak-button.h: has an answer read aloud; while it is, the same button stops it. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "ui/overlay/askg-speech.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SPEAK_BUTTON (askg_speak_button_get_type ())
G_DECLARE_FINAL_TYPE (AskgSpeakButton, askg_speak_button, ASKG, SPEAK_BUTTON, GtkButton)

void askg_speak_button_set (AskgSpeakButton *self,
                            AskgSpeech      *speech,
                            AskgAnswer      *answer);

G_END_DECLS
