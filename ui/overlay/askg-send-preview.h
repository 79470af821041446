/* askg-send-preview.h: what leaves this machine, before it leaves, or after. Main thread.
 *
 * Made from the same AskgOutbound that is sent. Signal: "replied" (int reply: AskgGateReply), once, also
 * when the window is closed: that declines. */
#pragma once

#include <adwaita.h>

#include "engine/model/askg-attachment.h"
#include "engine/privacy/askg-gate.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SEND_PREVIEW (askg_send_preview_get_type ())
G_DECLARE_FINAL_TYPE (AskgSendPreview, askg_send_preview, ASKG, SEND_PREVIEW, AdwWindow)

typedef enum
{
  ASKG_PREVIEWED_FIRST, /* whether it may be sent, now or from now on */
  ASKG_PREVIEWED_AGAIN, /* whether it may be sent, though its engine may */
  ASKG_PREVIEWED_DRAFT,     /* what would be sent if it were asked now */
  ASKG_PREVIEWED_SENT,      /* what was sent: nothing in it can be changed */
} AskgPreviewUse;

AskgSendPreview *askg_send_preview_new (GtkWindow    *over,
                                        AskgOutbound *outbound,
                                        AskgPreviewUse  use);
AskgOutbound    *askg_send_preview_get_outbound (AskgSendPreview *self);

G_END_DECLS
