/* askg-desktop-speaker.h: the desktop's own voice, that of the screen reader: speech-dispatcher, asked over its socket. It
 * plays by itself: where its sound goes nobody here knows. Main thread. */
#pragma once

#include "engine/local/askg-speaker.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESKTOP_SPEAKER (askg_desktop_speaker_get_type ())
G_DECLARE_FINAL_TYPE (AskgDesktopSpeaker, askg_desktop_speaker, ASKG, DESKTOP_SPEAKER, GObject)

AskgDesktopSpeaker *askg_desktop_speaker_new (const char *socket_path,
                                              double      rate);

G_END_DECLS
