/* askg-cli-owner.h: a command that owns the history for a while: it has its own request done, and those of others that come
 * meanwhile. One at a time. Main thread. */
#pragma once

#include "app/askg-service.h"

G_BEGIN_DECLS

typedef struct _AskgCliOwner AskgCliOwner;

AskgCliOwner *askg_cli_owner_new          (AskgSession   *session,
                                           gboolean       may_ask);
gboolean      askg_cli_owner_shall_end    (AskgCliOwner  *self);
void          askg_cli_owner_tell_notice  (AskgCliOwner  *self);
gboolean      askg_cli_owner_end          (AskgCliOwner  *self,
                                           GError       **error);
AskgService  *askg_cli_owner_peek_service (void);

G_END_DECLS
