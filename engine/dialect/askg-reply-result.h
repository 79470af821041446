/* askg-reply-result.h: what came of a reply, all in all. */
#pragma once

#include "engine/dialect/askg-wire-event.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_REPLY_COMPLETE,
  ASKG_REPLY_TRUNCATED, /* no end mark: what came is kept and marked */
  ASKG_REPLY_ERROR,     /* what came before it is kept */
  ASKG_REPLY_EMPTY,     /* a proper end, and nothing before it */
  ASKG_REPLY_OTHER,     /* JSON, but no answer in this dialect */
} AskgReplyOutcome;

#define ASKG_TYPE_REPLY_OUTCOME (askg_reply_outcome_get_type ())
GType askg_reply_outcome_get_type (void);

typedef struct
{
  gint64    key;       /* what the server counts it by */
  char     *id;        /* (nullable) */
  char     *name;      /* (nullable) */
  GString  *arguments; /* JSON text as it came */
  gboolean  is_valid;  /* known at the end: @arguments are an object, or none at all */
} AskgWireToolCall;

typedef struct
{
  char   *mime;  /* (nullable) */
  GBytes *bytes; /* (nullable): with @url */
  char   *url;   /* (nullable): the server wants it fetched; nobody does */
} AskgWireImage;

/* Texts, sound and pictures are kept only on request (askg_reply_parser_keep_all()); the events brought them. */
typedef struct
{
  AskgReplyOutcome  outcome;
  guint             http_status;
  char             *finish_reason;   /* (nullable) */
  char             *status;          /* (nullable): of the Responses API */
  char             *incomplete_reason; /* (nullable): as above */
  char             *model;           /* (nullable) */
  AskgUsage         usage;
  gboolean          has_usage;
  double            usage_seconds;   /* of sound, where that is what is paid; NAN */
  AskgWireError    *error;           /* (nullable) */
  GPtrArray        *tool_calls;      /* of AskgWireToolCall */
  GPtrArray        *warnings;        /* of char, sorted: for the log */
  guint             n_comments;
  gboolean          cuts_questions;  /* it is a server that leaves out the beginning of what is too long, and says nothing */
  gboolean          has_content;     /* text, sound, a picture, anything */
  const char       *protocol;        /* (nullable) (static): another one that was spoken: "Anthropic Messages" */

  /* Kept on request */
  GString          *text;
  GString          *reasoning;
  GString          *refusal;
  GHashTable       *other_choices;   /* index to GString */
  GPtrArray        *images;          /* of AskgWireImage */
  GByteArray       *audio;           /* as it came, header and all */

  /* Sound */
  gboolean          has_audio;
  char             *audio_id;        /* (nullable) */
  GString          *transcript;
  gint64            audio_expires_at; /* seconds since 1970; 0 not told */
  guint             n_audio_fragments; /* of whole WAV files in the place of text */

  guint             n_partials;      /* pictures that were replaced, segments of a transcription */
  gint64            last_partial_index;
  gsize             last_partial_bytes;
  guint             n_finishes;
  GArray           *vectors;         /* (nullable): of GArray of float: embeddings, by index */
} AskgReplyResult;

G_END_DECLS
