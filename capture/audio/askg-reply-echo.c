/* askg-reply-echo.c: any thread. */
#include "capture/audio/askg-reply-echo.h"

#include "capture/audio/askg-hear-wire.h"

G_DEFINE_ENUM_TYPE (AskgReplyEcho, askg_reply_echo,
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_ECHO_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_ECHO_CANCELLED, "cancelled"),
                    G_DEFINE_ENUM_VALUE (ASKG_REPLY_ECHO_TOO_STRONG, "too-strong"))

/* @coupling: an AskgHearCoupling, as the helper tells it */
AskgReplyEcho
askg_reply_echo_of_coupling (gint64 coupling)
{
  return coupling == ASKG_HEAR_CANCELLED    ? ASKG_REPLY_ECHO_CANCELLED
         : coupling == ASKG_HEAR_TOO_STRONG ? ASKG_REPLY_ECHO_TOO_STRONG
                                            : ASKG_REPLY_ECHO_NONE;
}
