/* askg-web-socket.h: a connection over which messages go both ways while it stands. As with a request, policy, gate and
 * ledger are asked: for the connection, and for each message that holds something of the person's. Main thread. */
#pragma once

#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

/* "application/x-ndjson" for a content with several messages, a line each, that belong together. */
#define ASKG_WEB_SOCKET_LINES "application/x-ndjson"

#define ASKG_TYPE_WEB_SOCKET (askg_web_socket_get_type ())
G_DECLARE_FINAL_TYPE (AskgWebSocket, askg_web_socket, ASKG, WEB_SOCKET, GObject)

/* How it ended. */
typedef struct
{
  const GError *error;       /* (nullable): what broke, as a sentence */
  guint         code;        /* of RFC 6455; 1006 without a word from the other side; 0 when it never stood */
  const char   *reason;      /* theirs; "" for none; a stranger's words */
  guint         http_status; /* of a server that refused; else 0 */
  GBytes       *http_body;   /* (nullable): of that */
} AskgWebSocketEnd;

/* In the main context of askg_web_socket_open(), never inside a function of ours. After a cancel only @ended is called;
 * @ended comes once, last, always. */
typedef struct
{
  void (*opened)  (AskgWebSocket *socket, gpointer user_data);
  void (*message) (AskgWebSocket *socket, const guint8 *message, gsize n_bytes, gpointer user_data);
  void (*ended)   (AskgWebSocket *socket, const AskgWebSocketEnd *end, gpointer user_data);
} AskgWebSocketHandlers;

AskgWebSocket *askg_web_socket_open     (AskgHttp                    *http,
                                         AskgOutbound                *upgrade,
                                         const AskgExchangeLimits    *limits,
                                         gsize                        max_message_bytes,
                                         const AskgWebSocketHandlers *handlers,
                                         gpointer                     user_data,
                                         GCancellable                *cancellable);
gboolean       askg_web_socket_is_open  (AskgWebSocket               *self);
gboolean       askg_web_socket_send     (AskgWebSocket               *self,
                                         AskgOutbound                *message,
                                         GError                     **error);
void           askg_web_socket_agree_async (AskgWebSocket            *self,
                                         AskgOutbound                *like,
                                         GAsyncReadyCallback          callback,
                                         gpointer                     user_data);
gboolean       askg_web_socket_agree_finish (AskgWebSocket           *self,
                                         GAsyncResult                *result,
                                         GError                     **error);
void           askg_web_socket_end_turn (AskgWebSocket               *self);
gsize          askg_web_socket_get_n_waiting_bytes (AskgWebSocket    *self);
void           askg_web_socket_expect   (AskgWebSocket               *self,
                                         gboolean                     is_something_expected);
void           askg_web_socket_pause    (AskgWebSocket               *self);
void           askg_web_socket_resume   (AskgWebSocket               *self);
void           askg_web_socket_close    (AskgWebSocket               *self);

G_END_DECLS
