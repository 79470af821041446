/* askg-preview-sound.h: what is said of a sound before it is sent. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_preview_dup_sound_line (GBytes *wav);

G_END_DECLS
