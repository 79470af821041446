/* askg-schema-v2.c: answers are more than text, and what was sent is written down. Only new tables: what is
 * saved out of a damaged file of version 1 fits as it is. Rows whose turn has none of a thing are not there.
 * Released: never change it. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v2[] =
  "CREATE TABLE reply ("                  /* of an engine that says more of itself */
  "  turn_id INTEGER PRIMARY KEY REFERENCES turn ON DELETE CASCADE,"
  "  model TEXT,"
  "  finish TEXT NOT NULL,"
  "  reasoning TEXT NOT NULL"             /* empty while it streams: see thought */
  ") STRICT;"
  "CREATE TABLE thought ("                /* to the reasoning what piece is to the answer */
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  start_bytes INTEGER NOT NULL,"
  "  text TEXT NOT NULL,"
  "  PRIMARY KEY (turn_id, start_bytes)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE note ("
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  text TEXT NOT NULL,"
  "  PRIMARY KEY (turn_id, position)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE tool_call ("
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"          /* the engine's own number */
  "  call_id TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  arguments TEXT NOT NULL,"
  "  PRIMARY KEY (turn_id, position)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE span ("                   /* where the time went */
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  start_us INTEGER NOT NULL,"          /* after the question was sent off; negative before */
  "  duration_us INTEGER NOT NULL,"
  "  is_reused INTEGER NOT NULL,"
  "  is_engines INTEGER NOT NULL,"
  "  PRIMARY KEY (turn_id, position)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE given_picture ("          /* by the engine, encoded as it came */
  "  id INTEGER PRIMARY KEY,"
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"          /* the engine's own number */
  "  mime TEXT NOT NULL,"
  "  sha256 BLOB NOT NULL,"
  "  bytes BLOB NOT NULL,"
  "  UNIQUE (turn_id, position)"
  ") STRICT;"

  "CREATE TABLE sound ("
  "  id INTEGER PRIMARY KEY,"
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"          /* of the attachment; -1 for the answer's own */
  "  sha256 BLOB NOT NULL,"               /* of wav */
  "  wav BLOB NOT NULL,"
  "  UNIQUE (turn_id, position)"
  ") STRICT;"

  /* What an answer took stays when the turn is erased: it was paid for all the same. Tokens; NULL
   * where the engine did not say. */
  "CREATE TABLE usage ("
  "  id INTEGER PRIMARY KEY,"
  "  turn_id INTEGER UNIQUE REFERENCES turn ON DELETE SET NULL,"
  "  at_us INTEGER NOT NULL,"
  "  engine_id TEXT,"
  "  model TEXT,"
  "  input INTEGER,"
  "  output INTEGER,"
  "  total INTEGER,"
  "  cached INTEGER,"
  "  reasoning INTEGER,"
  "  audio_in INTEGER,"
  "  audio_out INTEGER,"
  "  image_in INTEGER,"
  "  cost_usd REAL"
  ") STRICT;"
  "CREATE INDEX usage_by_time ON usage (at_us);"

  /* A row a request, on the disk before its first byte leaves this machine. */
  "CREATE TABLE ledger ("
  "  id INTEGER PRIMARY KEY,"
  "  begun_at_us INTEGER NOT NULL,"
  "  engine_id TEXT,"
  "  engine_name TEXT,"
  "  host TEXT NOT NULL,"
  "  is_this_machine INTEGER NOT NULL,"
  "  request TEXT NOT NULL,"
  "  kinds INTEGER NOT NULL,"             /* 1 text, 2 pictures, 4 sound, added up */
  "  n_pictures INTEGER NOT NULL,"
  "  n_bytes INTEGER NOT NULL,"           /* of the body, as is sha256 */
  "  sha256 TEXT,"
  "  window_title TEXT,"
  "  outcome TEXT,"                       /* NULL: on its way, or cut off by a crash */
  "  http_status INTEGER,"
  "  n_sent_bytes INTEGER,"
  "  n_received_bytes INTEGER,"
  "  ended_at_us INTEGER"
  ") STRICT;"
  "CREATE INDEX ledger_by_time ON ledger (begun_at_us);";
