/* askg-privacy-page.h: what may leave this machine, what is looked at, and what has left. Main thread.
 *
 * Signals: "prove", "stop-proving"; "list" (const char *key): that list of the settings is wanted; "shown": when what is
 * sent is shown before is; "all-sent": the whole ledger is; "open-sent" (gint64 id): one request; "export", "purge". */
#pragma once

#include <adwaita.h>

#include "engine/memory/askg-store-ledger.h"
#include "ui/preferences/askg-kept-group.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PRIVACY_PAGE (askg_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgPrivacyPage, askg_privacy_page, ASKG, PRIVACY_PAGE, AdwPreferencesPage)

void askg_privacy_page_bind            (AskgPrivacyPage      *self,
                                        GSettings            *settings);
void askg_privacy_page_set_shown       (AskgPrivacyPage      *self,
                                        const char           *words);
AskgKeptGroup *
     askg_privacy_page_get_kept        (AskgPrivacyPage      *self);
void askg_privacy_page_set_proving     (AskgPrivacyPage      *self,
                                        const char           *step,
                                        guint                 n_done,
                                        guint                 n_steps);
void askg_privacy_page_set_proof       (AskgPrivacyPage      *self,
                                        gboolean              is_proven,
                                        const char           *line,
                                        const char           *text);
void askg_privacy_page_set_sent        (AskgPrivacyPage      *self,
                                        GPtrArray            *newest,
                                        const AskgLedgerSum  *today,
                                        const AskgLedgerSum  *all);

G_END_DECLS
