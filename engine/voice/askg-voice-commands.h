/* askg-voice-commands.h: what can be ordered by word of mouth, and in which words. Pure; any thread.
 *
 * Only while a key or a mode says that an order comes: whoever listens for orders takes nearly all other talk for one. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_COMMAND_NONE,
  ASKG_COMMAND_STOP,
  ASKG_COMMAND_READ_ALOUD,
  ASKG_COMMAND_COPY,
  ASKG_COMMAND_AGAIN,
  ASKG_COMMAND_NEXT,
  ASKG_COMMAND_WHAT,
  ASKG_COMMAND_UNDO,
  ASKG_COMMAND_REGION,
  ASKG_COMMAND_NEW_CONVERSATION,
  ASKG_COMMAND_HISTORY,
  ASKG_COMMAND_PREFERENCES,
  ASKG_COMMAND_SHOW,
  ASKG_COMMAND_HIDE,
  ASKG_COMMAND_STOP_LISTENING,
} AskgVoiceCommand;

#define ASKG_TYPE_VOICE_COMMAND (askg_voice_command_get_type ())
GType            askg_voice_command_get_type (void);

AskgVoiceCommand   askg_voice_command_find     (const char       *words);
const char        *askg_voice_command_get_nick (AskgVoiceCommand  command);
const char *const *askg_voice_command_phrases  (AskgVoiceCommand  command);
char              *askg_voice_commands_grammar (void);

G_END_DECLS
