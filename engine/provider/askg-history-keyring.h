/* askg-history-keyring.h: the key of an encrypted history, in the keyring beside those of engines. Main thread. */
#pragma once

#include "engine/model/askg-keyring.h"

G_BEGIN_DECLS

#define ASKG_TYPE_HISTORY_KEYRING (askg_history_keyring_get_type ())
G_DECLARE_FINAL_TYPE (AskgHistoryKeyring, askg_history_keyring, ASKG, HISTORY_KEYRING, GObject)

AskgKeyring *askg_history_keyring_new (void);

G_END_DECLS
