/* askg-cli-speaker.h: who speaks for the command line: what is on this machine, or an engine of the history's owner. One
 * thread. */
#pragma once

#include "app/askg-voices.h"

G_BEGIN_DECLS

#define ASKG_TYPE_CLI_SPEAKER (askg_cli_speaker_get_type ())
G_DECLARE_FINAL_TYPE (AskgCliSpeaker, askg_cli_speaker, ASKG, CLI_SPEAKER, GObject)

AskgSpeaker *askg_cli_speaker_choose (const AskgVoiceWish  *wish,
                                      GError              **error);

G_END_DECLS
