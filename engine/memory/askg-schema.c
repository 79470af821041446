/* askg-schema.c: the store's thread. */
#include "engine/memory/askg-schema.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-aside.h"

#define COPIES_KEPT 3

/* Times are microseconds: "_at_us" by the wall clock since 1970, the others from the start of the
 * answer. Words for states and kinds are the nicks of the enumerations. */
static const char version_1[] =
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

/* Answers are more than text, and what was sent is written down. Only new tables: what is saved out
 * of a damaged file of version 1 fits as it is. Rows whose turn has none of a thing are not there. */
static const char version_2[] =
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

const char *const askg_schema_steps[] = { version_1, version_2 };
const guint askg_schema_n_steps = G_N_ELEMENTS (askg_schema_steps);

static gboolean
take_step (AskgDb      *db,
           const char  *step,
           guint        version,
           GError     **error)
{
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%u;",
                                            ASKG_SCHEMA_APPLICATION_ID, version);
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         askg_db_exec (db, step, error) &&
         askg_db_exec (db, marks, error) &&
         askg_db_tx_commit (&tx, error);
}

/* A damaged file is not made worse by changing it: the caller saves what can be read instead. */
static gboolean
is_whole (AskgDb  *db,
          GError **error)
{
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, "PRAGMA integrity_check(1)", "");
  gboolean is_ok = FALSE;
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    is_ok = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "ok") == 0;
  if (step == ASKG_DB_DONE && !is_ok)
    askg_db_tell_damage (db, error);

  return step == ASKG_DB_DONE && is_ok;
}

static gboolean
copy_to (AskgDb      *db,
         const char  *copy,
         GError     **error)
{
  g_autoptr(sqlite3) target = NULL;
  sqlite3_backup *backup;
  int result;

  if (!askg_aside_make_empty (copy, error))
    return FALSE;
  if (sqlite3_open_v2 (copy, &target, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return askg_db_fail (db, error);
  backup = sqlite3_backup_init (target, "main", askg_db_get_handle (db), "main");
  if (backup == NULL)
    return askg_db_fail (db, error);
  (void) sqlite3_backup_step (backup, -1);
  result = sqlite3_backup_finish (backup);
  if (result == SQLITE_OK)
    return TRUE;

  g_set_error (error, ASKG_ERROR, result == SQLITE_FULL ? ASKG_ERROR_STORAGE_FULL : ASKG_ERROR_STORAGE,
               _("The history could not be copied before its format is changed (%s). Free some space, then start Askglass again."),
               sqlite3_errstr (result));
  return FALSE;
}

/**
 * askg_schema_upgrade:
 * @path: the file of @db; copies of older versions are put beside it, and the newest three kept
 * @steps: (array length=n_steps): those of Askglass, or others in a test
 *
 * Leads @db from whatever version it has to the version @n_steps. A step is taken whole or not at
 * all. Before the first one the file is checked and copied, unless it is new.
 *
 * Errors: as askg_db_fail(); %ASKG_ERROR_STORAGE when @db is of a newer Askglass, or damaged
 */
gboolean
askg_schema_upgrade (AskgDb             *db,
                     const char         *path,
                     const char *const  *steps,
                     guint               n_steps,
                     GError            **error)
{
  gint64 version;

  if (!askg_db_get_number (db, &version, error, "PRAGMA user_version", ""))
    return FALSE;
  if (version > n_steps)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("The history was written by a newer Askglass (format %u, this one knows %u). Start the newer one, or move %s away."),
                   (guint) version, n_steps, path);
      return FALSE;
    }
  if (version > 0 && version < n_steps)
    {
      g_autofree char *copy = askg_aside_name (path, "before");

      if (!is_whole (db, error) || !copy_to (db, copy, error))
        return FALSE;
      askg_aside_keep_newest (path, "before", COPIES_KEPT);
    }
  for (guint i = version; i < n_steps; i++)
    if (!take_step (db, steps[i], i + 1, error))
      return FALSE;

  return TRUE;
}
