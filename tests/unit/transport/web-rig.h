/* web-rig.h: a web socket over the real transport, and a server that follows a script. */
#pragma once

#include "engine/transport/askg-web-socket.h"
#include "tests/unit/transport/wire-rig.h"

typedef struct
{
  WireRig        wire;
  AskgWebSocket *socket;   /* (nullable) */
  char          *url;
  GString       *told;     /* the messages, a line each */
  gsize          n_bytes;  /* of them */
  guint          n_messages;
  guint          n_opened;
  guint          n_ended;
  GError        *error;
  guint          code;
  guint          http_status;
  char          *reason;
  char          *body;
  gint64         ended_us;
  guint          cancel_at; /* cancel at the message with this number; 0: not */
} WebRig;

#define WAIT_FOR(condition)                                                   \
  G_STMT_START {                                                              \
    const guint late = g_timeout_add_seconds (10, web_rig_give_up_cb, NULL);          \
    while (!(condition))                                                      \
      g_main_context_iteration (NULL, TRUE);                                  \
    g_source_remove (late);                                                   \
  } G_STMT_END

gboolean web_rig_give_up_cb  (gpointer      user_data);
void     web_rig_set_up      (WebRig       *rig,
                              gconstpointer data);
void     web_rig_tear_down   (WebRig       *rig,
                              gconstpointer data);
void     web_rig_open_script (WebRig       *rig,
                              const char   *script);
void     web_rig_open_far    (WebRig       *rig,
                              const char   *script);
void     web_rig_run_script  (WebRig       *rig,
                              const char   *script);
GError  *web_rig_send_words  (WebRig       *rig,
                              const char   *message,
                              const char   *words);
void     web_rig_say         (WebRig       *rig,
                              const char   *message);
