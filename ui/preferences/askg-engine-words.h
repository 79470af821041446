/* askg-engine-words.h: what lists say of an engine. Main thread. */
#pragma once

#include "engine/provider/askg-profile.h"
#include "ui/overlay/askg-dot.h"

G_BEGIN_DECLS

char       *askg_engine_words_for_kind  (AskgProfile      *profile);
char       *askg_engine_words_for_place (AskgProfile      *profile);
char       *askg_engine_words_for_can   (AskgProfile      *profile);
const char *askg_engine_words_for_error (const GError     *error);

G_END_DECLS
