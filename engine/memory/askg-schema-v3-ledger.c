/* askg-schema-v3-ledger.c: part of version 3: what was sent, and the bytes of it that are kept for a while. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_ledger[] =
  "ALTER TABLE ledger ADD COLUMN n_hidden INTEGER NOT NULL DEFAULT 0;"      /* secrets that were covered in it */
  "ALTER TABLE ledger ADD COLUMN is_off_record INTEGER NOT NULL DEFAULT 0;" /* nothing of it is kept but this row */
  "CREATE TABLE sent ("                   /* what left, byte for byte, for some days */
  "  ledger_id INTEGER PRIMARY KEY REFERENCES ledger ON DELETE CASCADE,"
  "  bytes BLOB NOT NULL"
  ") STRICT;";
