/* askg-tokenizer.h: tells SQLite's full text index what a word is. The store's thread. */
#pragma once

#include <sqlite3.h>

#include "engine/memory/askg-seal.h"

G_BEGIN_DECLS

/* A word of more letters is also indexed by so many of its first ones, behind this sign. */
#define ASKG_TOKEN_BEGINNING '\001'
#define ASKG_TOKEN_MIN_BEGINNING 2
#define ASKG_TOKEN_MAX_BEGINNING 4

int       askg_tokenizer_register (sqlite3        *handle,
                                   const AskgSeal *seal);
fts5_api *askg_tokenizer_find_api (sqlite3        *handle);

G_END_DECLS
