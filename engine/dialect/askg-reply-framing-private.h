/* askg-reply-framing-private.h: how a body is laid out, told by its first bytes. */
#pragma once

#include "engine/dialect/askg-reply-parser.h"

G_BEGIN_DECLS

#define ASKG_REPLY_N_SNIFFED_BYTES 6 /* as many tell all of them apart */

typedef enum
{
  ASKG_REPLY_UNDECIDED, /* the first bytes are not there yet */
  ASKG_REPLY_AS_EVENTS,
  ASKG_REPLY_AS_LINES,  /* each of them JSON */
  ASKG_REPLY_AS_WHOLE,  /* JSON, a page, a text */
  ASKG_REPLY_AS_SOUND,
} AskgReplyFraming;

AskgReplyFraming askg_reply_framing_decide (const char  *first,
                                            AskgDialect  dialect,
                                            gboolean     is_good,
                                            gboolean     takes_text,
                                            const char  *content_type);

G_END_DECLS
