/* askg-outbound.h: a request that may leave: the only thing the transport takes. Immutable; any thread. */
#pragma once

#include "engine/model/askg-ledger.h"
#include "engine/privacy/askg-covered.h"
#include "engine/privacy/askg-key.h"
#include "engine/privacy/askg-policy.h"

G_BEGIN_DECLS

/* When the person wants to see what is sent, once its engine may send there at all. */
typedef enum
{
  ASKG_SHOW_WHEN_FOUND, /* when a secret was found in it that they have not seen yet */
  ASKG_SHOW_ALWAYS,
  ASKG_SHOW_NEVER,
} AskgOutboundShow;

/* What one is made of. All of it is copied or referenced by askg_outbound_new(). */
typedef struct
{
  const char        *method;       /* "GET", "HEAD", "POST", "DELETE" */
  const char        *url;
  const char        *socket_path;  /* (nullable): a Unix socket instead of @url's host */
  AskgOrigin        *origin;       /* (nullable): what askg_origin_new() made of both, and */
  const char        *target;       /* (nullable): what it gave beside: then @url is not read a second time */
  const char *const *headers;      /* (nullable) (array zero-terminated=1): "Name: value", nothing secret */
  AskgCovered       *content;      /* (nullable): the body, and what of the person's is in it */
  const char        *window_title; /* (nullable): where the content is from; it does not leave */
  gboolean           is_off_record; /* the ledger keeps neither window nor body */
  const char        *engine_id;
  const char        *engine_name;  /* as the person called it */
  AskgKey           *key;          /* (nullable): must be one for this origin */
  AskgOutboundShow   show;
} AskgOutboundParts;

typedef struct _AskgOutbound AskgOutbound;

AskgOutbound            *askg_outbound_new              (AskgPolicy               *policy,
                                                         const AskgOutboundParts  *parts,
                                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
AskgOutbound            *askg_outbound_with_content     (AskgOutbound             *self,
                                                         AskgCovered              *content);
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
AskgCovered             *askg_outbound_get_content      (AskgOutbound             *self);
const char              *askg_outbound_get_sha256       (AskgOutbound             *self);
char                    *askg_outbound_describe         (AskgOutbound             *self);
AskgOutboundShow         askg_outbound_get_show         (AskgOutbound             *self);
AskgLedgerRow           *askg_outbound_dup_row          (AskgOutbound             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgOutbound, askg_outbound_unref)

G_END_DECLS
