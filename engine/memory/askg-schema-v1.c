/* askg-schema-v1.c: conversations, turns, what is attached to them, and the words they are found by. Released:
 * never change it. */
#include "engine/memory/askg-schema-versions.h"

const char askg_schema_v1[] =
  "CREATE TABLE conversation ("
  "  id INTEGER PRIMARY KEY,"
  "  title TEXT NOT NULL,"
  "  changed_at_us INTEGER NOT NULL,"
  "  deleted_at_us INTEGER"               /* hidden, and can be brought back until it is purged */
  ") STRICT;"
  "CREATE INDEX conversation_by_change ON conversation (changed_at_us) WHERE deleted_at_us IS NULL;"

  "CREATE TABLE turn ("
  "  id INTEGER PRIMARY KEY,"             /* in the order of asking */
  "  conversation_id INTEGER NOT NULL REFERENCES conversation ON DELETE CASCADE,"
  "  asked_at_us INTEGER NOT NULL,"
  "  question TEXT NOT NULL,"
  "  engine_id TEXT,"
  "  engine_name TEXT,"
  "  state TEXT NOT NULL,"
  "  answer TEXT NOT NULL DEFAULT '',"    /* empty while it streams: see piece */
  "  first_text_us INTEGER NOT NULL DEFAULT -1,"
  "  duration_us INTEGER NOT NULL DEFAULT -1,"
  "  error_id TEXT,"
  "  error_message TEXT"
  ") STRICT;"
  "CREATE INDEX turn_by_conversation ON turn (conversation_id, id);"
  "CREATE INDEX turn_unfinished ON turn (state) WHERE state IN ('waiting', 'streaming');"

  /* An answer that still streams grows by rows, so that saving it costs what was added. */
  "CREATE TABLE piece ("
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  start_bytes INTEGER NOT NULL,"
  "  text TEXT NOT NULL,"
  "  PRIMARY KEY (turn_id, start_bytes)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE picture ("
  "  id INTEGER PRIMARY KEY,"
  "  sha256 BLOB NOT NULL UNIQUE,"        /* of png */
  "  png BLOB NOT NULL"
  ") STRICT;"

  "CREATE TABLE attachment ("
  "  id INTEGER PRIMARY KEY,"
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  title TEXT,"
  "  app TEXT,"
  "  text TEXT,"                          /* exact text, or the words read in the picture */
  "  page BLOB,"                          /* those words and where they stand: askg-page-blob.c */
  "  reading TEXT NOT NULL,"
  "  error_id TEXT,"
  "  error_message TEXT,"
  "  picture_id INTEGER REFERENCES picture,"
  "  output TEXT,"
  "  place_x INTEGER,"                    /* logical desktop coordinates */
  "  place_y INTEGER,"
  "  place_width INTEGER,"
  "  place_height INTEGER,"
  "  UNIQUE (turn_id, position)"
  ") STRICT;"
  "CREATE INDEX attachment_by_picture ON attachment (picture_id) WHERE picture_id IS NOT NULL;"

  "CREATE TABLE pointer ("
  "  turn_id INTEGER NOT NULL REFERENCES turn ON DELETE CASCADE,"
  "  number INTEGER NOT NULL,"
  "  attachment INTEGER NOT NULL,"        /* its position */
  "  x INTEGER NOT NULL,"                 /* pixels of the picture */
  "  y INTEGER NOT NULL,"
  "  width INTEGER NOT NULL,"
  "  height INTEGER NOT NULL,"
  "  label TEXT,"
  "  PRIMARY KEY (turn_id, number)"
  ") STRICT, WITHOUT ROWID;"

  /* What a turn can be found by. The index keeps no copy of it. */
  "CREATE VIEW searchable (id, question, answer, seen) AS"
  "  SELECT id, question, answer,"
  "    (SELECT group_concat (coalesce (title, '') || char (10) || coalesce (app, '') || char (10) ||"
  "                          coalesce (text, ''), char (10))"
  "       FROM (SELECT title, app, text FROM attachment WHERE turn_id = turn.id ORDER BY position))"
  "  FROM turn;"
  "CREATE VIRTUAL TABLE words USING fts5 (question, answer, seen,"
  "  content='searchable', content_rowid='id', tokenize='askglass');";
