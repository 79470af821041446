/* askg-cli-words.h: what stands on a picture. One thread, which waits. */
#pragma once

#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

AskgPageText *askg_cli_read_words (GBytes  *picture,
                                   guint   *out_width_px,
                                   GError **error);

G_END_DECLS
