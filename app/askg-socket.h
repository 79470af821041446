/* askg-socket.h: the owner of a history and the other processes of the same person, over a Unix
 * socket: a JSON object a line each way. Main thread. */
#pragma once

#include "app/askg-service.h"

G_BEGIN_DECLS

/* The owner's end. */
#define ASKG_TYPE_SOCKET_SERVER (askg_socket_server_get_type ())
G_DECLARE_FINAL_TYPE (AskgSocketServer, askg_socket_server, ASKG, SOCKET_SERVER, GObject)

AskgSocketServer *askg_socket_server_new        (AskgService          *service,
                                                 const char           *data_folder,
                                                 GError              **error);
void              askg_socket_server_close      (AskgSocketServer     *self);
guint             askg_socket_server_get_n_busy (AskgSocketServer     *self);

/* The other end. */
char             *askg_socket_path              (const char           *data_folder,
                                                 GError              **error);
void              askg_socket_request_async     (const char           *data_folder,
                                                 json_t               *request,
                                                 guint                 patience_ms,
                                                 AskgServiceReply      on_event,
                                                 gpointer              on_event_data,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean          askg_socket_request_finish    (GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
