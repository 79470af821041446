/* askg-web-frames.h: the frames of a WebSocket, client's side. Pure: bytes in, messages out, and the other way round; no
 * socket, no clock. One thread at a time.
 *
 *   frames = askg_web_frames_new (16 << 20, message_cb, self);
 *   askg_web_frames_feed (frames, bytes, n);     whole messages are told; pings are answered
 *   askg_web_frames_send (frames, message);
 *   out = askg_web_frames_fill (frames, &n);     what is to be written next
 *   askg_web_frames_written (frames, n);
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of RFC 6455, 7.4.1, and of those who registered more; 1005 and 1006 are never sent. */
#define ASKG_WEB_CLOSE_NORMAL     1000u
#define ASKG_WEB_CLOSE_GOING_AWAY 1001u
#define ASKG_WEB_CLOSE_PROTOCOL   1002u
#define ASKG_WEB_CLOSE_NO_CODE    1005u
#define ASKG_WEB_CLOSE_LOST       1006u
#define ASKG_WEB_CLOSE_NOT_UTF8   1007u
#define ASKG_WEB_CLOSE_TOO_BIG    1009u
#define ASKG_WEB_CLOSE_RESTART    1012u
#define ASKG_WEB_CLOSE_BAD_GATEWAY 1014u

/* A whole one, text or binary. It may do what it likes but free the frames. */
typedef void (*AskgWebMessageFunc) (const guint8 *message,
                                    gsize         n_bytes,
                                    gpointer      user_data);

typedef struct _AskgWebFrames AskgWebFrames;

AskgWebFrames *askg_web_frames_new        (gsize               max_message_bytes,
                                           AskgWebMessageFunc  func,
                                           gpointer            user_data);
void           askg_web_frames_free       (AskgWebFrames      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWebFrames, askg_web_frames_free)

gboolean       askg_web_frames_feed       (AskgWebFrames      *self,
                                           const guint8       *bytes,
                                           gsize               n_bytes);
gboolean       askg_web_frames_send       (AskgWebFrames      *self,
                                           const guint8       *message,
                                           gsize               n_bytes);
void           askg_web_frames_close      (AskgWebFrames      *self,
                                           guint               code);
const guint8  *askg_web_frames_fill       (AskgWebFrames      *self,
                                           gsize              *out_n_bytes);
void           askg_web_frames_written    (AskgWebFrames      *self,
                                           gsize               n_bytes);
gsize          askg_web_frames_get_n_waiting_bytes (AskgWebFrames *self);
gboolean       askg_web_frames_is_over    (AskgWebFrames      *self);
gboolean       askg_web_frames_was_closed (AskgWebFrames      *self);
guint          askg_web_frames_get_code   (AskgWebFrames      *self);
const char    *askg_web_frames_get_reason (AskgWebFrames      *self);

G_END_DECLS
