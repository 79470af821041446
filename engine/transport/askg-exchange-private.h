/* askg-exchange-private.h: for the files of an exchange and AskgHttp. */
#pragma once

#include <curl/curl.h>

#include "engine/model/askg-ledger.h"
#include "engine/privacy/askg-gate.h"
#include "engine/transport/askg-curl-loop-private.h"
#include "engine/transport/askg-exchange-ends-private.h"
#include "engine/transport/askg-http.h"
#include "engine/transport/askg-route-private.h"

G_BEGIN_DECLS

#define ASKG_EXCHANGE_MAX_PENDING_BYTES (1u << 20) /* libcurl would read a hundred times before anybody is told */

/* The connection stands; from here on its bytes are those of whoever asked for it. */
typedef void (*AskgExchangeConnectedFunc) (AskgExchange *exchange,
                                           gpointer      user_data);

/* What AskgHttp lends to its exchanges. */
typedef struct
{
  gpointer    owner;   /* the AskgHttp; an exchange that has not ended keeps it alive */
  AskgPolicy *policy;
  AskgGate   *gate;
  AskgRouter *router;
  GQueue      ripe;    /* exchanges that have something to tell once libcurl is off the stack */
  char       *ca_file; /* (nullable) */
  gboolean    http2;
  CURL       *next_easy; /* (nullable): of nobody yet */
  void      (*ended) (AskgExchange *exchange, gpointer owner);
} AskgHttpShared;

struct _AskgExchange
{
  GObject               parent_instance;

  /* From the caller; owned */
  AskgOutbound         *outbound;
  GCancellable         *cancellable; /* (nullable) */
  AskgExchangeHandlers  handlers;
  AskgExchangeConnectedFunc connected; /* (nullable): of a mere connection, without request and reply */
  gpointer              user_data;
  AskgExchangeLimits    limits;

  /* From AskgHttp */
  AskgHttpShared       *shared;      /* borrowed; NULL once ended */
  AskgCurlLoop         *loop;        /* borrowed; NULL while not in it */

  /* Owned: the transfer */
  GCancellable         *inner;       /* stops what is waited for: gate, ledger, lookup */
  CURL                 *easy;
  struct curl_slist    *lines;
  struct curl_slist    *addresses;
  AskgRoute            *route;
  GError               *trouble;     /* (nullable): found inside a callback of libcurl, and better than its own */
  GError               *refused;     /* (nullable): what the policy said of an address */
  char                  detail[CURL_ERROR_SIZE];

  /* Owned: the reply */
  GHashTable           *headers;     /* lower-case name -> value */
  GByteArray           *pending;     /* what has come and was not handed on */
  GByteArray           *spare;       /* (nullable) */
  gsize                 n_header_bytes;
  guint                 status;
  CURLcode              held_code;   /* how it ended, while the caller does not listen */

  /* Owned: time */
  GSource              *cancel_source;
  GSource              *deadline;
  AskgExchangeTimings   timings;
  AskgExchangeStage     stage;
  AskgExchangeStage     told_stage;
  gint64                started_us;  /* the transfer was given to libcurl */
  gint64                ready_us;    /* the connection stood */
  gint64                alive_us;    /* the last sign of life */
  gint64                sense_us;    /* the last that made sense */
  guint64               n_sense_bytes; /* received by then */
  gboolean              has_begun;     /* something that makes sense has come */
  guint64               n_told_sent;
  gint64                asleep_us;   /* how long the machine has slept, as of the last look */

  /* The ledger */
  AskgLedger           *ledger;
  gint64                row;         /* 0: none begun, or ended; -1: agreed to, on this machine, and owed */
  GSource              *paying;      /* (nullable): pays what is owed, in a moment */
  AskgSentOutcome       outcome;

  guint                 has_head : 1;
  guint                 has_told_head : 1;
  guint                 is_packed : 1; /* the reply, and libcurl unpacks it */
  guint                 is_ripe : 1;
  guint                 is_paused : 1;
  guint                 is_curl_paused : 1;
  guint                 is_going_on : 1; /* soon */
  guint                 is_held : 1;
  guint                 is_idle : 1; /* of a mere connection: nothing is expected just now */
  guint                 is_over : 1; /* the caller has all it wants */
};

AskgExchange *askg_exchange_new             (AskgHttpShared             *shared,
                                             AskgOutbound               *outbound,
                                             const AskgExchangeLimits   *limits,
                                             const AskgExchangeHandlers *handlers,
                                             AskgExchangeConnectedFunc   connected,
                                             gpointer                    user_data,
                                             GCancellable               *cancellable);
gboolean      askg_exchange_start           (AskgExchange               *self,
                                             AskgCurlLoop               *loop);
void          askg_exchange_deliver         (AskgExchange               *self);
void          askg_exchange_transfer_ended  (AskgExchange               *self,
                                             CURLcode                    code);
void          askg_exchange_end             (AskgExchange               *self,
                                             GError                     *error);
void          askg_exchange_end_later       (AskgExchange               *self,
                                             GError                     *error);
void          askg_exchange_set_stage       (AskgExchange               *self,
                                             AskgExchangeStage           stage);

/* askg-http.c */
AskgExchange *askg_http_begin               (AskgHttp                   *self,
                                             AskgOutbound               *outbound,
                                             const AskgExchangeLimits   *limits,
                                             const AskgExchangeHandlers *handlers,
                                             AskgExchangeConnectedFunc   connected,
                                             gpointer                    user_data,
                                             GCancellable               *cancellable);

/* askg-exchange-pause.c */
void          askg_exchange_go_on           (AskgExchange               *self);

/* askg-exchange-time.c: when it takes too long. */
void          askg_exchange_watch_time      (AskgExchange               *self);
gboolean      askg_exchange_has_yet_to_begin (AskgExchange              *self);

/* askg-exchange-curl.c: what libcurl is told, and what it tells. */
CURL         *askg_exchange_new_easy        (AskgHttpShared             *shared);
void          askg_exchange_make_easy       (AskgExchange               *self);
long          askg_exchange_http_version    (gboolean                    is_http2_wanted,
                                             guint                       libcurl_version);
void          askg_exchange_read_timings    (AskgExchange               *self);

G_END_DECLS
