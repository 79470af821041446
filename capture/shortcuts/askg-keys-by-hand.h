/* askg-keys-by-hand.h: what to tell where no program may ask for keys. Main thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *askg_keys_by_hand_tell (GPtrArray *shortcuts);

G_END_DECLS
