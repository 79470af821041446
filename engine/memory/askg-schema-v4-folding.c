/* askg-schema-v4-folding.c: part of version 4: what stands for the first turns of a conversation, and what a person
 * asked to be remembered. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v4_folding[] =
  "CREATE TABLE fold ("
  "  conversation_id INTEGER PRIMARY KEY REFERENCES conversation ON DELETE CASCADE,"
  "  n_turns INTEGER NOT NULL,"           /* so many of the first turns */
  "  last_turn_id INTEGER NOT NULL,"      /* the last of them; another one there: it is stale */
  "  text TEXT NOT NULL,"
  "  is_edited INTEGER NOT NULL,"
  "  is_extracted INTEGER NOT NULL,"
  "  is_stale INTEGER NOT NULL,"
  "  is_off INTEGER NOT NULL"
  ") STRICT;"

  "CREATE TABLE fact ("
  "  id INTEGER PRIMARY KEY,"             /* in the order they are told in */
  "  text TEXT NOT NULL,"
  "  kept_at_us INTEGER NOT NULL"
  ") STRICT;";
