/* askg-spoken-parts.h: a clause as it is put together: words, and what they stand for. Pure; any thread. */
#pragma once

#include "engine/voice/askg-spoken.h"

G_BEGIN_DECLS

void askg_spoken_begin (AskgSpoken *self);
void askg_spoken_add_part (AskgSpoken *self,
                           gsize       n_spoken,
                           gsize       shown,
                           gsize       n_shown,
                           gboolean    is_same);
char askg_spoken_last_byte (AskgSpoken *self);
void askg_spoken_add_space (AskgSpoken *self);
void askg_spoken_drop_spaces (AskgSpoken *self);
void askg_spoken_drop_plain_spaces (AskgSpoken *self);
void askg_spoken_add_comma (AskgSpoken *self);
void askg_spoken_add_instead (AskgSpoken *self,
                              const char *words,
                              gsize       shown,
                              gsize       n_shown);
void askg_spoken_drop_own_space (AskgSpoken *self);

G_END_DECLS
