/* askg-tokenizer.h: tells SQLite's full text index what a word is. The store's thread. */
#pragma once

#include <sqlite3.h>

#include "engine/memory/askg-seal.h"

G_BEGIN_DECLS

int askg_tokenizer_register (sqlite3        *handle,
                             const AskgSeal *seal);

G_END_DECLS
