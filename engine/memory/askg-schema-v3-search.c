/* askg-schema-v3-search.c: part of version 3: by what words a turn is found. The index is made from the
 * turns, on shelves of its own tables: askg-shelf-sql.h. What version 1 had of it goes. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v3_search[] =
  "DROP TABLE words;"
  "DROP VIEW searchable;"

  "CREATE TABLE shelf ("                  /* its words are in the table words_ID */
  "  id INTEGER PRIMARY KEY,"
  "  first_turn INTEGER NOT NULL UNIQUE," /* what is below the first of the next one stands here */
  "  n_turns INTEGER NOT NULL DEFAULT 0,"
  "  n_bytes INTEGER NOT NULL DEFAULT 0," /* of text */
  "  is_full INTEGER NOT NULL DEFAULT 0,"
  "  is_settled INTEGER NOT NULL DEFAULT 0," /* full, and merged into one piece */
  "  has_forgotten INTEGER NOT NULL DEFAULT 0" /* words that were erased are still in its pages */
  ") STRICT;"
  "CREATE TABLE indexing ("               /* one row */
  "  id INTEGER PRIMARY KEY CHECK (id = 1),"
  "  format INTEGER NOT NULL,"            /* of the words; another one than this Askglass makes: to be made again */
  "  done_from INTEGER NOT NULL"          /* turns from this one on are on a shelf */
  ") STRICT;"
  "INSERT INTO indexing VALUES (1, 0, 0);"

  "CREATE INDEX turn_by_time ON turn (asked_at_us);";
