/* askg-profile-types.h: the words a profile is described in; their nicks are those of its file. */
#pragma once

#include <glib-object.h>

#include "engine/dialect/askg-request.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_PROFILE_SERVER, /* somebody else runs it */
  ASKG_PROFILE_CHILD,  /* a llama-server that Askglass starts and stops */
} AskgProfileKind;

#define ASKG_TYPE_PROFILE_KIND (askg_profile_kind_get_type ())
GType askg_profile_kind_get_type (void);

/* What it is spoken to in. */
typedef enum
{
  ASKG_SPEAKS_AUTO, /* found out at the first use */
  ASKG_SPEAKS_CHAT,
  ASKG_SPEAKS_RESPONSES,
  ASKG_SPEAKS_OLLAMA,
  ASKG_SPEAKS_ANTHROPIC,
  ASKG_SPEAKS_GEMINI,
  ASKG_SPEAKS_TRANSCRIPTION, /* /audio/transcriptions: an ear for engines that have none */
  ASKG_SPEAKS_INFERENCE,     /* whisper-server's own /inference: the same */
  ASKG_SPEAKS_SPEECH,        /* /audio/speech: a mouth for engines that have none */
  ASKG_SPEAKS_REALTIME,      /* /realtime: a conversation that is spoken */
} AskgSpeaks;

#define ASKG_TYPE_SPEAKS (askg_speaks_get_type ())
GType askg_speaks_get_type (void);

typedef enum
{
  ASKG_KEY_NONE,
  ASKG_KEY_IN_SERVICE, /* the Secret Service: a keyring */
  ASKG_KEY_IN_FILE,    /* a file for this person alone, which they agreed to */
} AskgKeyPlace;

#define ASKG_TYPE_KEY_PLACE (askg_key_place_get_type ())
GType askg_key_place_get_type (void);

/* When what would be sent is shown first, for an engine on another machine. */
typedef enum
{
  ASKG_PREVIEW_FOUND, /* when something in it was found that is better covered; and the first time */
  ASKG_PREVIEW_ALWAYS,
  ASKG_PREVIEW_NEVER, /* but the first time */
} AskgPreview;

#define ASKG_TYPE_PREVIEW (askg_preview_get_type ())
GType       askg_preview_get_type  (void);
AskgPreview askg_preview_from_nick (const char *nick);

/* Of the dialect: what its server wants otherwise than most; learnt from its errors. */
#define ASKG_TYPE_QUIRKS (askg_quirks_get_type ())
GType askg_quirks_get_type (void);

/* Who said whether it can do something; a later one wins over an earlier. */
typedef enum
{
  ASKG_KNOWN_BY_NOBODY,
  ASKG_KNOWN_BY_PROBE,  /* it was asked a tiny question */
  ASKG_KNOWN_BY_SERVER, /* it says so of itself */
  ASKG_KNOWN_BY_PERSON,
} AskgKnownBy;

#define ASKG_TYPE_KNOWN_BY (askg_known_by_get_type ())
GType askg_known_by_get_type (void);

char       *askg_profile_make_id (const char *name);
AskgSpeaks  askg_speaks_guess    (const char *url);

G_END_DECLS
