/* wire-rig.h: the real transport, a server that follows a script, and a ledger that remembers. */
#pragma once

#include "engine/transport/askg-http.h"

#define FAKE_TYPE_LEDGER (fake_ledger_get_type ())
G_DECLARE_FINAL_TYPE (FakeLedger, fake_ledger, FAKE, LEDGER, GObject)

struct _FakeLedger
{
  GObject          parent_instance;

  GPtrArray       *rows;      /* of AskgLedgerRow */
  guint            n_begun;
  guint            n_ended;
  AskgSentOutcome  outcome;   /* of the last that ended */
  guint            status;
  guint64          n_sent;
  guint64          n_received;
  char             sha256[65]; /* of the last stream */
  guint            delay_ms;  /* of a row */
  gboolean         is_broken; /* no row can be written */
};

/* Names lead where the test says. */
#define FAKE_TYPE_RESOLVER (fake_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FakeResolver, fake_resolver, FAKE, RESOLVER, GResolver)

struct _FakeResolver
{
  GResolver   parent_instance;

  const char *address;   /* for every name; NULL: nobody knows it */
  gboolean    is_silent; /* never answers, until it is cancelled */
  guint       n_asked;
};

typedef struct
{
  GSubprocess  *server;
  AskgHttp     *http;
  AskgPolicy   *policy;
  AskgGate     *gate;
  FakeLedger   *ledger;
  FakeResolver *resolver;
  char        **listeners; /* a port or a path for each */

  /* What to do in the next exchange */
  AskgExchangeLimits *limits;       /* (nullable) */
  const char         *socket_path;  /* (nullable) */
  AskgKey            *key;          /* (nullable) */
  const char * const *headers;      /* (nullable) */
  const char         *method;       /* (nullable): POST */
  guint               cancel_after_ms;  /* 0: not */
  gsize               cancel_at_bytes;  /* 0: not */
  gboolean            has_content;      /* of the person's */

  /* What came of the last */
  GString             *body;
  GError              *error;
  AskgExchangeTimings  timings;
  guint                status;
  guint                n_done;
  guint                n_heads;
  guint                n_bodies;
  guint64              n_progress;
  guint                n_after_cancel;
  GString             *stages;
  gint64               cancelled_us;
  gint64               done_us;
  char                *content_type;
  GCancellable        *cancellable;
} WireRig;

void       wire_rig_set_up     (WireRig    *rig,
                                const char *const *listeners);
void       wire_rig_tear_down  (WireRig    *rig);
char      *wire_rig_get_url    (WireRig    *rig,
                                guint       listener,
                                const char *path);
char      *wire_rig_script_url (WireRig    *rig,
                                guint       listener,
                                const char *script);
void       wire_rig_begin      (WireRig    *rig,
                                const char *url,
                                const char *body);
void       wire_rig_wait       (WireRig    *rig);
void       wire_rig_send       (WireRig    *rig,
                                const char *url,
                                const char *body);
void       wire_rig_play       (WireRig    *rig,
                                const char *script);
void       wire_rig_turn_loop  (guint       ms);
char      *wire_rig_escape     (const char *bytes,
                                gsize       n_bytes);
