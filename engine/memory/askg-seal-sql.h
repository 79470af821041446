/* askg-seal-sql.h: the seal as functions of SQL, so that statements say what is locked away and all others
 * need not know. The place is the column and the keys of its row, as numbers:
 *
 *   seal ('piece.text', turn_id, start_bytes, VALUE)     as it is to be written
 *   unseal ('piece.text', turn_id, start_bytes, text)    as it was given; of a text that cannot be opened
 *                                                        U+FFFD, of bytes NULL
 *   reseal ('piece.text', turn_id, start_bytes, text)    as it would be written now; what cannot be opened
 *                                                        stays as it is
 *   fingerprint (BYTES)                                  see askg_seal_fingerprint()
 *
 * Texts stay texts and bytes stay bytes; NULL is NULL. */
#pragma once

#include <sqlite3.h>

#include "engine/memory/askg-seal.h"

G_BEGIN_DECLS

int askg_seal_sql_register (sqlite3        *handle,
                            const AskgSeal *seal);

G_END_DECLS
