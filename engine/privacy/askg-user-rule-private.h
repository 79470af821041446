/* askg-user-rule-private.h: a text or a simple pattern of the person's own. Immutable; any thread. */
#pragma once

#include "engine/privacy/askg-scan-private.h"

G_BEGIN_DECLS

typedef struct _AskgUserRule AskgUserRule;

AskgUserRule *askg_user_rule_new    (const char         *text) G_GNUC_WARN_UNUSED_RESULT;
void          askg_user_rule_free   (AskgUserRule       *self);
void          askg_user_rule_find   (const AskgUserRule *self,
                                     AskgScan           *scan);
gboolean      askg_user_rule_allows (const AskgUserRule *self,
                                     const char         *value,
                                     gsize               n_bytes,
                                     AskgSecretCategory  category);

G_END_DECLS
