/* askg-command-speaker.h: a command of the person's that reads words and writes their sound, as a speaker: Piper and the
 * like. It is started without a shell; the next one is started ahead of its clause. Main thread. */
#pragma once

#include "engine/local/askg-speaker.h"

G_BEGIN_DECLS

#define ASKG_TYPE_COMMAND_SPEAKER (askg_command_speaker_get_type ())
G_DECLARE_FINAL_TYPE (AskgCommandSpeaker, askg_command_speaker, ASKG, COMMAND_SPEAKER, GObject)

AskgCommandSpeaker *askg_command_speaker_new        (const char *const  *argv,
                                                     guint               raw_rate_hz);
void                askg_command_speaker_set_limits (AskgCommandSpeaker *self,
                                                     guint               silent_ms,
                                                     gsize               max_bytes);

G_END_DECLS
