/* askg-hash.h: what was written, so that nothing that was changed on disk is given to a decoder. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *askg_hash_sha256 (GBytes *bytes);

G_END_DECLS
