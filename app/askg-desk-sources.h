/* askg-desk-sources.h: what the interpreter may hear: a microphone, all that is played, one application. Main thread. */
#pragma once

#include "ui/voice/askg-interpreter-window.h"

G_BEGIN_DECLS

#define ASKG_DESK_SOURCE_MICROPHONE "microphone"

void     askg_desk_sources_list        (AskgInterpreterWindow *window,
                                        const char            *chosen);
gboolean askg_desk_sources_is_played   (const char            *id);
char    *askg_desk_sources_dup_words   (const char            *id);

G_END_DECLS
