/* askg-schema-v4-recall.c: part of version 4: which earlier turns went along with a question, and what turns are about. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v4_recall[] =
  "CREATE TABLE recalled ("
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  source_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE," /* the earlier one: its words go with it */
  "  text TEXT NOT NULL,"                 /* as the engine was told it */
  "  PRIMARY KEY (turn_id, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE INDEX recalled_by_source ON recalled (source_id);"

  /* One row where turns are compared by a model's numbers too: those of another model are of no use. */
  "CREATE TABLE vector_model ("
  "  id INTEGER PRIMARY KEY CHECK (id = 1),"
  "  engine_id TEXT NOT NULL,"
  "  model TEXT NOT NULL,"
  "  n_numbers INTEGER NOT NULL"          /* of one vector */
  ") STRICT;"
  "CREATE TABLE vector ("
  "  turn_id INTEGER PRIMARY KEY REFERENCES turn ON DELETE CASCADE,"
  "  scale REAL NOT NULL,"                /* a number is its byte times this */
  "  bytes BLOB NOT NULL"                 /* signed, one a number; empty: the model made none of this turn */
  ") STRICT;";
