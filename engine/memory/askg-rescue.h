/* askg-rescue.h: what can still be read of a damaged database goes into a new one. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

gboolean askg_rescue_copy (const char  *path,
                           AskgDb      *from,
                           AskgDb      *to,
                           AskgSeal    *known,
                           gint64      *out_n_turns,
                           GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
