/* askg-reply-rest.h: the part of a reply that has not sounded yet. Pure; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GByteArray *samples; /* (owned) */
  gint64      at;      /* the first of them, in the reply */
  gboolean    has_odd; /* half a sample came */
  guint8      odd;
} AskgReplyRest;

void          askg_reply_rest_init    (AskgReplyRest *self);
void          askg_reply_rest_clear   (AskgReplyRest *self);
void          askg_reply_rest_begin   (AskgReplyRest *self);
void          askg_reply_rest_add     (AskgReplyRest *self,
                                       GBytes        *bytes);
void          askg_reply_rest_forget  (AskgReplyRest *self,
                                       gint64         before);
gint64        askg_reply_rest_get_end (AskgReplyRest *self);
float         askg_reply_rest_measure (AskgReplyRest *self,
                                       gint64         from,
                                       gint64         to);
const guint8 *askg_reply_rest_peek    (AskgReplyRest *self,
                                       gint64         at);

G_END_DECLS
