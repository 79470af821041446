/* askg-web-socket-private.h: for the files of a web socket. */
#pragma once

#include "engine/transport/askg-exchange-private.h"
#include "engine/transport/askg-web-frames.h"
#include "engine/transport/askg-web-socket.h"
#include "engine/transport/askg-web-upgrade.h"

G_BEGIN_DECLS

typedef struct _AskgWebRow AskgWebRow;

struct _AskgWebSocket
{
  GObject                parent_instance;

  /* From the caller; owned */
  AskgWebSocketHandlers  handlers;
  gpointer               user_data;
  AskgLedger            *ledger;
  AskgOutbound          *upgrade_request;

  /* Borrowed; NULL once it has ended */
  AskgExchange          *exchange; /* the connection: it keeps us alive */

  /* Owned */
  AskgWebUpgrade        *upgrade;
  AskgWebFrames         *frames;
  GString               *asking;   /* (nullable): what of the upgrade is not written yet; wiped, as the key is in it */
  GCancellable          *inner;    /* stops what is waited for: gate and ledger */
  GSource               *source;   /* (nullable): watches the connection */
  GSource               *again;    /* (nullable): there is more to read, although the connection does not say so */
  GSource               *timer;    /* (nullable): for the other side's goodbye */
  GQueue                 outgoing; /* of Outgoing: what waits for the gate or the ledger, in order */
  AskgWebRow            *turn;     /* (nullable): of what is being said */
  int                    fd;

  guint                  is_open : 1;
  guint                  is_closing : 1;
  guint                  is_paused : 1;
  guint                  wants_out : 1;
  guint                  is_feeding : 1; /* wslay is on the stack */
  guint                  has_said_goodbye : 1;
};

void        askg_web_socket_clear_source       (GSource         **source);
void        askg_web_socket_wipe_asking        (AskgWebSocket    *self);
void        askg_web_socket_end                (AskgWebSocket    *self,
                                                GError           *error);
void        askg_web_socket_fail_later         (AskgWebSocket    *self,
                                                GError           *error);
const char *askg_web_socket_get_label          (AskgWebSocket    *self);
GError     *askg_web_socket_new_lost_error     (AskgWebSocket    *self);
GError     *askg_web_socket_new_strange_error  (AskgWebSocket    *self);
GError     *askg_web_socket_new_redirect_error (AskgWebSocket    *self);

/* askg-web-socket-io.c */
void        askg_web_socket_take_message       (const guint8     *message,
                                                gsize             n_bytes,
                                                gpointer          user_data);
void        askg_web_socket_read               (AskgWebSocket    *self);
void        askg_web_socket_write              (AskgWebSocket    *self);
void        askg_web_socket_watch_anew         (AskgWebSocket    *self);

/* askg-web-socket-send.c */
void        askg_web_socket_drop_all           (AskgWebSocket    *self,
                                                AskgSentOutcome   outcome);

G_END_DECLS
