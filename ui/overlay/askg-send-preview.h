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

AskgSendPreview *askg_send_preview_new (GtkWindow    *over,
                                        AskgOutbound *outbound,
                                        gboolean      is_sent);

G_END_DECLS
