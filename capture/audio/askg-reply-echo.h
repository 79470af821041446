/* askg-reply-echo.h: how much of what is played comes back through the microphone. Any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_REPLY_ECHO_NONE,       /* nothing: a headset, or no microphone is open; nothing is known yet, too */
  ASKG_REPLY_ECHO_CANCELLED,  /* it does, and is taken out */
  ASKG_REPLY_ECHO_TOO_STRONG, /* too much is left: while a reply sounds nobody is listened to */
} AskgReplyEcho;

#define ASKG_TYPE_REPLY_ECHO (askg_reply_echo_get_type ())
GType         askg_reply_echo_get_type    (void);
AskgReplyEcho askg_reply_echo_of_coupling (gint64 coupling);

G_END_DECLS
