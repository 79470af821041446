/* askg-exchange.h: one request and its reply, as they happen. Main thread. */
#pragma once

#include <gio/gio.h>

#include "engine/privacy/askg-outbound.h"

G_BEGIN_DECLS

#define ASKG_TYPE_EXCHANGE (askg_exchange_get_type ())
G_DECLARE_FINAL_TYPE (AskgExchange, askg_exchange, ASKG, EXCHANGE, GObject)

typedef enum
{
  ASKG_EXCHANGE_ASKING,     /* somebody looks at what would be sent, or the ledger is written */
  ASKG_EXCHANGE_CONNECTING, /* name, connection, encryption */
  ASKG_EXCHANGE_SENDING,
  ASKG_EXCHANGE_WAITING,    /* all is sent; nothing has come back */
  ASKG_EXCHANGE_RECEIVING,
  ASKG_EXCHANGE_ENDED,
} AskgExchangeStage;

/* When to give up. Begin with askg_exchange_limits_init(). */
typedef struct
{
  guint    connect_ms;     /* from the name to the encryption */
  guint    first_byte_ms;  /* from the last byte sent to the whole head of the reply */
  guint    quiet_ms;       /* between signs of life, in either direction */
  gboolean only_events_count; /* bytes are not enough: an askg_exchange_alive() or 16 KiB must come within the
                               * quiet time, or, until askg_exchange_begin(), within that of the first byte */
  guint64  max_bytes;      /* of the reply's body, unpacked */
  gboolean is_raw;         /* the body as it lies on the server: never unpacked */
  gboolean shows_redirects; /* a redirect is a reply like another; else it is an error. Never followed. */
} AskgExchangeLimits;

/* Instants, monotonic, in microseconds; 0: that did not happen, or not for this one. */
typedef struct
{
  gint64   begun_us;
  gint64   agreed_us;     /* the gate is passed and the ledger written */
  gint64   resolved_us;
  gint64   connected_us;
  gint64   secured_us;    /* encrypted */
  gint64   sent_us;       /* the last byte of the request was written */
  gint64   first_byte_us; /* of the reply */
  gint64   last_byte_us;
  guint64  n_sent_bytes;     /* of the bodies */
  guint64  n_received_bytes;
  gboolean was_reused;    /* the connection was open already */
} AskgExchangeTimings;

/* All are optional and run in the main context of askg_http_send(), never inside it. A handler may cancel, pause, or
 * send another. After a cancel only @done is called; @done comes once, last, always. */
typedef struct
{
  void (*stage)    (AskgExchange *exchange, AskgExchangeStage stage, gpointer user_data);
  void (*progress) (AskgExchange *exchange, guint64 n_sent, guint64 n_total, gpointer user_data);
  void (*head)     (AskgExchange *exchange, guint http_status, gpointer user_data);
  void (*body)     (AskgExchange *exchange, const guint8 *bytes, gsize n_bytes, gpointer user_data);
  void (*done)     (AskgExchange *exchange, const GError *error, const AskgExchangeTimings *timings, gpointer user_data);
} AskgExchangeHandlers;

void               askg_exchange_limits_init   (AskgExchangeLimits *limits,
                                                AskgOutbound       *outbound);
AskgOutbound      *askg_exchange_get_outbound  (AskgExchange *self);
const char        *askg_exchange_get_header    (AskgExchange *self,
                                                const char   *name);
guint              askg_exchange_get_status    (AskgExchange *self);
AskgExchangeStage  askg_exchange_get_stage     (AskgExchange *self);
void               askg_exchange_get_timings   (AskgExchange *self,
                                                AskgExchangeTimings *out_timings);
void               askg_exchange_alive         (AskgExchange *self);
void               askg_exchange_begin         (AskgExchange *self);
void               askg_exchange_finish_early  (AskgExchange *self);
void               askg_exchange_pause         (AskgExchange *self);
void               askg_exchange_resume        (AskgExchange *self);

G_END_DECLS
