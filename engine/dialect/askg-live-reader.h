/* askg-live-reader.h: the messages of a live voice session, in four dialects, become one kind of event. Pure: it
 * gets whole messages and keeps nothing but the dialect, and where the words of a reply are from; one thread at a time. */
#pragma once

#include "engine/dialect/askg-wire-event.h"

G_BEGIN_DECLS

#define ASKG_LIVE_MAX_MESSAGE_BYTES (16 * 1024 * 1024)

typedef enum
{
  ASKG_LIVE_UNKNOWN, /* the session has not said yet */
  ASKG_LIVE_GA,      /* OpenAI's Realtime API as it is */
  ASKG_LIVE_BETA,    /* as it was: local servers */
  ASKG_LIVE_MIXED,   /* the session of one, the event names of the other */
  ASKG_LIVE_FLAT,    /* vLLM: words for sound, and nothing else */
  ASKG_LIVE_GEMINI,
} AskgLiveDialect;

#define ASKG_TYPE_LIVE_DIALECT (askg_live_dialect_get_type ())
GType askg_live_dialect_get_type (void);

typedef enum
{
  ASKG_LIVE_BEGUN,          /* it stands: speak. @rate_hz: what it is spoken to at; @expires_at_s; @is_transcribed */
  ASKG_LIVE_SPEECH_STARTED, /* the person speaks over it: silence at once */
  ASKG_LIVE_SPEECH_STOPPED,
  ASKG_LIVE_USER_PIECE,     /* @text: the next of what the person said; may come late */
  ASKG_LIVE_USER_TEXT,      /* @text: all of it */
  ASKG_LIVE_PIECE,          /* @text: the next of what is said, or written */
  ASKG_LIVE_TEXT,           /* @text: all of it */
  ASKG_LIVE_AUDIO,          /* @bytes, @rate_hz */
  ASKG_LIVE_TOOL_CALL,      /* @id, @name, @text: its arguments */
  ASKG_LIVE_RESPONSE_BEGUN,
  ASKG_LIVE_RESPONSE_ENDED, /* @text: its status; @reason */
  ASKG_LIVE_TRUNCATED,      /* @item, @at_ms: what the person did not hear is forgotten there too */
  ASKG_LIVE_INTERRUPTED,    /* Gemini: as SPEECH_STARTED */
  ASKG_LIVE_TURN_ENDED,     /* Gemini: as RESPONSE_ENDED */
  ASKG_LIVE_GO_AWAY,        /* @text: how long the session still has */
  ASKG_LIVE_USAGE,          /* @usage */
  ASKG_LIVE_ERROR,          /* @error; the session goes on unless it is closed */
  ASKG_LIVE_OTHER,          /* @text: the name of a message nobody knows */
} AskgLiveEventKind;

/* All pointers live as long as the call; those that an event has no use for are NULL. */
typedef struct
{
  AskgLiveEventKind    kind;
  const char          *text;
  const char          *item;     /* whose words or sound */
  const char          *response; /* what came for a cancelled one is dropped */
  const char          *id;
  const char          *name;
  const char          *reason;
  GBytes              *bytes;
  const char          *mime;     /* of @bytes, where it was told */
  guint                rate_hz;
  gint64               at_ms;
  gint64               expires_at_s;   /* of a session, seconds since 1970; 0: it does not say */
  gboolean             is_transcribed; /* of a session: it will write down what the person says */
  const AskgUsage     *usage;
  const AskgWireError *error;
} AskgLiveEvent;

typedef void (*AskgLiveEventFunc) (const AskgLiveEvent *event,
                                   gpointer             user_data);

typedef struct _AskgLiveReader AskgLiveReader;

AskgLiveReader  *askg_live_reader_new         (AskgLiveEventFunc  func,
                                               gpointer           user_data);
void             askg_live_reader_free        (AskgLiveReader    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLiveReader, askg_live_reader_free)

gboolean         askg_live_reader_feed        (AskgLiveReader    *self,
                                               const char        *message,
                                               gsize              n_bytes);
AskgLiveDialect  askg_live_reader_get_dialect (AskgLiveReader    *self);

G_END_DECLS
