/* askg-reply-line.h: the helper process that plays: the microphone's while that is open, one of its own elsewhere.
 * Main thread. */
#pragma once

#include "capture/audio/askg-hear-helper.h"
#include "capture/audio/askg-microphone.h"

G_BEGIN_DECLS

typedef struct
{
  AskgMicrophone *microphone;  /* (nullable) (owned) */
  char           *loudspeaker; /* (nullable) (owned): %NULL for the desktop's choice */
  AskgHearHelper *helper;      /* (nullable) (owned): where no microphone is open */
  gboolean        is_at_microphone;
  guint           opening;     /* of the microphone that was chosen: another one's helper knows of no reply */

  AskgHearFunc    on_message;  /* of the helper of its own */
  AskgHearEndFunc on_end;      /* the same */
  gpointer        user_data;
} AskgReplyLine;

gboolean askg_reply_line_has_microphone (AskgReplyLine *self);
gboolean askg_reply_line_is_there       (AskgReplyLine *self);
gboolean askg_reply_line_choose         (AskgReplyLine *self,
                                         GError       **error);
void     askg_reply_line_say            (AskgReplyLine *self,
                                         AskgHearKind   kind,
                                         gint64         position,
                                         gconstpointer  bytes,
                                         gsize          n_bytes);
void     askg_reply_line_clear          (AskgReplyLine *self);

G_END_DECLS
