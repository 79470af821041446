/* askg-answer-parts.h: what an answer has beside its text. Plain values: those of an answer belong
 * to the main thread, a copy to whoever made it. */
#pragma once

#include "engine/model/askg-usage.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_PARTS_MAX_REASONING_BYTES (16u * 1024 * 1024)
#define ASKG_PARTS_MAX_PICTURES 32
#define ASKG_PARTS_MAX_PICTURE_BYTES (64u * 1024 * 1024) /* of all together */
#define ASKG_PARTS_MAX_SOUND_BYTES (32u * 1024 * 1024)   /* 11 minutes of speech at 24 kHz */
#define ASKG_PARTS_MAX_TOOL_CALLS 128
#define ASKG_PARTS_MAX_ARGUMENT_BYTES (1024u * 1024)     /* of all together */

/* Why the engine stopped writing, as it said. */
typedef enum
{
  ASKG_FINISH_UNKNOWN, /* it did not say, or the answer is not over */
  ASKG_FINISH_STOP,    /* it was done */
  ASKG_FINISH_LENGTH,  /* it may not write more */
  ASKG_FINISH_FILTER,  /* its provider did not let it go on */
  ASKG_FINISH_TOOLS,   /* it wants tools to be run */
  ASKG_FINISH_CUT,     /* the reply ended in its middle */
  ASKG_FINISH_INTERRUPTED, /* the person talked over it: what there is was heard */
} AskgFinish;

#define ASKG_TYPE_FINISH (askg_finish_get_type ())
GType askg_finish_get_type (void);

/* What the time went into, in the order it usually goes. */
typedef enum
{
  ASKG_SPAN_CAPTURE,
  ASKG_SPAN_READ,        /* the text of the pictures */
  ASKG_SPAN_ENCODE,
  ASKG_SPAN_START,       /* of an engine that Askglass runs */
  ASKG_SPAN_PROBE,       /* what the engine is and can, at its first use */
  ASKG_SPAN_RESOLVE,
  ASKG_SPAN_CONNECT,
  ASKG_SPAN_TLS,
  ASKG_SPAN_UPLOAD,
  ASKG_SPAN_WAIT,        /* from the last byte sent to the first that came */
  ASKG_SPAN_FIRST_TOKEN, /* from there to the first that can be shown */
  ASKG_SPAN_STREAM,
  ASKG_SPAN_FOLD,        /* earlier turns were summed up first */
} AskgSpanKind;

#define ASKG_TYPE_SPAN_KIND (askg_span_kind_get_type ())
GType askg_span_kind_get_type (void);

/* One bar of the waterfall. */
typedef struct
{
  AskgSpanKind kind;
  gint64       start_us;    /* after the question was sent off with Enter; negative before */
  gint64       duration_us;
  gboolean     is_reused;   /* of a connection that was open already: nothing was spent */
  gboolean     is_engines;  /* told by the engine, not measured here */
} AskgAnswerSpan;

/* A wish of the engine; nothing is run but by a person's click. Strings are never NULL. */
typedef struct
{
  guint    index;      /* as the engine numbers them */
  char    *id;
  char    *name;
  GString *arguments;  /* JSON as it came, which may not be valid */
} AskgToolCall;

typedef struct
{
  guint    index;      /* as the engine numbers them */
  char    *mime;       /* such as "image/png"; what a stranger says: not to be relied on */
  GBytes  *bytes;      /* encoded */
  gboolean is_partial; /* a better one may replace it */
} AskgGivenPicture;

/* Read it through askg_answer_get_parts(), change it through the functions of #AskgAnswer. */
typedef struct
{
  char       *model;      /* (nullable): the one that answered, as the engine named it */
  AskgFinish  finish;
  AskgUsage   usage;
  gint64      expected_input;   /* tokens, about, as told before it was sent; -1: nobody said. Not stored. */
  double      expected_usd;     /* NAN where nobody knows. Not stored. */
  double      month_usd;        /* what all answers cost this month, with this one; NAN where there is no limit. Not stored. */
  double      month_limit_usd;  /* as above */
  GString    *reasoning;
  GPtrArray  *notes;      /* of char *: sentences about this answer, such as what was filled in */
  GPtrArray  *tool_calls; /* of AskgToolCall, by index */
  GPtrArray  *pictures;   /* of AskgGivenPicture, by index */
  GArray     *spans;      /* of AskgAnswerSpan, by start */
  GByteArray *sound;      /* samples, 16 bit little endian, one channel */
  guint       sound_rate_hz;
  guint       revision;   /* counts changes, but not those of reasoning and sound, which only grow */
} AskgAnswerParts;

AskgAnswerParts *askg_answer_parts_new      (void);
AskgAnswerParts *askg_answer_parts_copy     (const AskgAnswerParts *self);
AskgAnswerParts *askg_answer_parts_copy_small (const AskgAnswerParts *self);
void             askg_answer_parts_free     (AskgAnswerParts       *self);
gboolean         askg_answer_parts_is_reply (const AskgAnswerParts *self);
AskgToolCall    *askg_answer_parts_ensure_tool_call (AskgAnswerParts *self,
                                             guint                  index);
gboolean         askg_answer_parts_put_picture (AskgAnswerParts    *self,
                                             guint                  index,
                                             const char            *mime,
                                             GBytes                *bytes,
                                             gboolean               is_partial);
void             askg_answer_parts_put_span (AskgAnswerParts       *self,
                                             const AskgAnswerSpan  *span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgAnswerParts, askg_answer_parts_free)

G_END_DECLS
