/* askg-web-upgrade.h: how an HTTP connection becomes a WebSocket: what is asked, and what is answered. Pure; one thread
 * at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_UPGRADE_MORE,    /* the answer is not whole yet */
  ASKG_UPGRADE_DONE,    /* what follows are frames */
  ASKG_UPGRADE_REFUSED, /* an ordinary answer: its status and body say why */
  ASKG_UPGRADE_STRANGE, /* what answers speaks no HTTP, or no WebSocket as was asked */
} AskgUpgradeState;

typedef struct _AskgWebUpgrade AskgWebUpgrade;

AskgWebUpgrade  *askg_web_upgrade_new        (const char         *key);
void             askg_web_upgrade_free       (AskgWebUpgrade     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWebUpgrade, askg_web_upgrade_free)

char            *askg_web_upgrade_new_key    (void);
void             askg_web_upgrade_ask        (AskgWebUpgrade     *self,
                                              GString            *request);
AskgUpgradeState askg_web_upgrade_feed       (AskgWebUpgrade     *self,
                                              const guint8       *bytes,
                                              gsize               n_bytes,
                                              gsize              *out_n_used);
AskgUpgradeState askg_web_upgrade_end        (AskgWebUpgrade     *self);
guint            askg_web_upgrade_get_status (AskgWebUpgrade     *self);
const char      *askg_web_upgrade_get_header (AskgWebUpgrade     *self,
                                              const char         *name);
GBytes          *askg_web_upgrade_get_body   (AskgWebUpgrade     *self);

G_END_DECLS
