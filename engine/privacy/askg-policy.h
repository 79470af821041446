/* askg-policy.h: which addresses may be spoken to, and what is covered on the way there. Asked for every address that
 * is about to be used. Main thread. */
#pragma once

#include "engine/privacy/askg-origin.h"
#include "engine/privacy/askg-redactor.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_ADDRESS_UNIX,
  ASKG_ADDRESS_LOOPBACK,   /* this machine */
  ASKG_ADDRESS_LINK_LOCAL, /* the same cable */
  ASKG_ADDRESS_PRIVATE,    /* the same house or company */
  ASKG_ADDRESS_PUBLIC,
  ASKG_ADDRESS_NOBODY,     /* many at once, or nobody: never a server */
} AskgAddressClass;

AskgAddressClass askg_address_classify (GSocketAddress *address);

#define ASKG_TYPE_POLICY (askg_policy_get_type ())
G_DECLARE_FINAL_TYPE (AskgPolicy, askg_policy, ASKG, POLICY, GObject)

AskgPolicy *askg_policy_new                 (void);
gboolean    askg_policy_get_local_only      (AskgPolicy      *self);
void        askg_policy_set_local_only      (AskgPolicy      *self,
                                             gboolean         local_only);
AskgRedactor *
            askg_policy_get_redactor        (AskgPolicy      *self);
void        askg_policy_set_redactor        (AskgPolicy      *self,
                                             AskgRedactor    *redactor);
gboolean    askg_policy_must_cover          (AskgPolicy      *self,
                                             gboolean         is_this_machine);
gboolean    askg_policy_check_origin        (AskgPolicy      *self,
                                             AskgOrigin      *origin,
                                             GError         **error);
gboolean    askg_policy_check_address       (AskgPolicy      *self,
                                             AskgOrigin      *origin,
                                             GSocketAddress  *address,
                                             GError         **error);
gboolean    askg_policy_check_proxy         (AskgPolicy      *self,
                                             AskgOrigin      *origin,
                                             const char      *proxy_label,
                                             GError         **error);
gboolean    askg_policy_check_proxy_address (AskgPolicy      *self,
                                             const char      *proxy_label,
                                             GSocketAddress  *address,
                                             GError         **error);

G_END_DECLS
