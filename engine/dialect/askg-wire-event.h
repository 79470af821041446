/* askg-wire-event.h: what an engine said, whatever its dialect. */
#pragma once

#include "engine/dialect/askg-wire-error.h"
#include "engine/model/askg-usage.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_WIRE_TEXT,           /* @text: the next of the answer */
  ASKG_WIRE_TEXT_WHOLE,     /* @text: all of the answer, in place of what came before */
  ASKG_WIRE_REASONING,      /* @text */
  ASKG_WIRE_REFUSAL,        /* @text */
  ASKG_WIRE_TRANSCRIPT,     /* @text: the words of the sound that is given */
  ASKG_WIRE_AUDIO,          /* @bytes; @rate_hz */
  ASKG_WIRE_IMAGE,          /* @bytes, @text is its MIME type; @is_partial: the next one replaces it */
  ASKG_WIRE_TOOL_CALL,      /* @index, @id (nullable), @text is the function's name; nothing is run by this */
  ASKG_WIRE_TOOL_ARGUMENTS, /* @index, @text: the next of its JSON */
  ASKG_WIRE_USAGE,          /* @usage: all that is known by now */
  ASKG_WIRE_MODEL,          /* @text: who answers */
  ASKG_WIRE_PROGRESS,       /* @done of @total tokens of the question are read */
  ASKG_WIRE_FINISH,         /* @text: why it stopped, as the engine says it */
  ASKG_WIRE_ERROR,          /* @error */
} AskgWireEventKind;

/* Strings are valid UTF-8 without NULs; all pointers live as long as the call. */
typedef struct
{
  AskgWireEventKind    kind;
  const char          *text;
  const char          *id;
  guint                index;
  GBytes              *bytes;
  guint                rate_hz;    /* AUDIO: @bytes are whole samples, mono 16-bit; 0: they are part of a file */
  guint                n_channels; /* AUDIO with a rate */
  gboolean             is_partial;
  gint64               done;
  gint64               total;
  const AskgUsage     *usage;
  const AskgWireError *error;
} AskgWireEvent;

typedef void (*AskgWireEventFunc) (const AskgWireEvent *event,
                                   gpointer             user_data);

G_END_DECLS
