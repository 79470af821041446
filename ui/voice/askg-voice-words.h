/* askg-voice-words.h: pure: what a conversation by voice is at, in an icon, a word and a sentence. Any thread. */
#pragma once

#include "engine/voice/askg-talk-table.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_VOICE_SHOWS_SILENCE, /* a flat line */
  ASKG_VOICE_SHOWS_MICROPHONE,
  ASKG_VOICE_SHOWS_REPLY,
  ASKG_VOICE_SHOWS_WAITING,
} AskgVoiceShows;

typedef struct
{
  const char     *icon_name;
  const char     *word;     /* to be translated */
  const char     *fix;      /* (nullable): of the button that mends it; to be translated */
  AskgVoiceShows  shows;
  gboolean        is_told;  /* a screen reader may speak: nothing sounds that it would talk over */
} AskgVoiceLook;

/* What the sentences are made of; all of it may be missing. */
typedef struct
{
  const char *key;         /* (nullable): for people: "Super+Alt+T" */
  gboolean    is_held;     /* that key, while the person talks; a second press else */
  gboolean    is_pushed;   /* the key is down now, so that a pause sends nothing */
  gboolean    is_latched;  /* it listens until the next press, as no pause sends anything */
  gboolean    can_type;    /* in an entry that comes back for it; of the bar itself */
  guint       patience_ms; /* 0: unknown */
} AskgVoiceFacts;

const AskgVoiceLook *askg_voice_look_of      (AskgTalkState     state);
char                *askg_voice_dup_sentence (AskgTalkState     state,
                                              const AskgVoiceFacts *facts);

G_END_DECLS
