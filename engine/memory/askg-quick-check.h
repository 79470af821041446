/* askg-quick-check.h: whether a history that was left in a hurry is whole, in the time a start has. The
 * store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

gboolean askg_quick_check (AskgDb   *db,
                           GError  **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean askg_quick_check_names (AskgDb  *db,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
