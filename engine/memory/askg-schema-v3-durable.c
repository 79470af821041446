/* askg-schema-v3-durable.c: part of version 3: how what is kept is locked away. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_durable[] =
  /* One row while the history is encrypted, or becomes so, or is so no longer. */
  "CREATE TABLE sealing ("
  "  id INTEGER PRIMARY KEY CHECK (id = 1),"
  "  state TEXT NOT NULL,"                /* closing, on, opening */
  "  key_id TEXT NOT NULL,"               /* what the keyring knows the key by */
  "  probe TEXT NOT NULL,"                /* a known text, sealed: another key does not open it */
  "  n_tables_done INTEGER NOT NULL,"     /* of those that are being written again, and within the next */
  "  last_key INTEGER NOT NULL"           /* the last row */
  ") STRICT;";
