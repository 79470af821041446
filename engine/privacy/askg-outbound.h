/* askg-outbound.h: a request that may leave: the only thing the transport takes. Immutable; any thread. */
#pragma once

#include "engine/model/askg-ledger.h"
#include "engine/privacy/askg-key.h"
#include "engine/privacy/askg-policy.h"

G_BEGIN_DECLS

/* One thing of the person's that the body carries, as a preview can show it. */
typedef struct
{
  AskgContentKinds  kind;  /* one of them */
  const char       *mime;  /* "text/plain", "image/png", "audio/wav" */
  GBytes           *bytes; /* the words, or the encoded picture or sound, before base64 */
} AskgOutboundPiece;

/* What one is made of. All of it is copied or referenced by askg_outbound_new(). */
typedef struct
{
  const char              *method;       /* "GET", "HEAD", "POST", "DELETE" */
  const char              *url;
  const char              *socket_path;  /* (nullable): a Unix socket instead of @url's host */
  const char *const       *headers;      /* (nullable) (array zero-terminated=1): "Name: value", nothing secret */
  const char              *content_type; /* (nullable): of @body */
  GBytes                  *body;         /* (nullable) */
  const AskgOutboundPiece *pieces;       /* (array length=n_pieces): what of the person's is in @body */
  gsize                    n_pieces;
  const char              *window_title; /* (nullable): where the pieces are from */
  const char              *engine_id;
  const char              *engine_name;  /* as the person called it */
  AskgKey                 *key;          /* (nullable): must be one for this origin */
  gboolean                 is_always_shown; /* also when the engine may send there: the person wants to see each */
} AskgOutboundParts;

typedef struct _AskgOutbound AskgOutbound;

AskgOutbound            *askg_outbound_new              (AskgPolicy               *policy,
                                                         const AskgOutboundParts  *parts,
                                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
AskgOutbound            *askg_outbound_ref              (AskgOutbound             *self);
void                     askg_outbound_unref            (AskgOutbound             *self);
AskgOrigin              *askg_outbound_get_origin       (AskgOutbound             *self);
const char              *askg_outbound_get_method       (AskgOutbound             *self);
const char              *askg_outbound_get_target       (AskgOutbound             *self);
const char *const       *askg_outbound_get_headers      (AskgOutbound             *self);
GBytes                  *askg_outbound_get_body         (AskgOutbound             *self);
AskgKey                 *askg_outbound_get_key          (AskgOutbound             *self);
const char              *askg_outbound_get_engine_id    (AskgOutbound             *self);
const char              *askg_outbound_get_engine_name  (AskgOutbound             *self);
const char              *askg_outbound_get_window_title (AskgOutbound             *self);
AskgContentKinds         askg_outbound_get_kinds        (AskgOutbound             *self);
guint                    askg_outbound_get_n_pieces     (AskgOutbound             *self);
const AskgOutboundPiece *askg_outbound_get_piece        (AskgOutbound             *self,
                                                         guint                     index);
const char              *askg_outbound_get_sha256       (AskgOutbound             *self);
char                    *askg_outbound_describe         (AskgOutbound             *self);
gboolean                 askg_outbound_is_always_shown  (AskgOutbound             *self);
AskgLedgerRow           *askg_outbound_dup_row          (AskgOutbound             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgOutbound, askg_outbound_unref)

G_END_DECLS
