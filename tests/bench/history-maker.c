/* history-maker.c: a history of many years, written straight into the tables.
 *
 *     history-maker FOLDER N
 *
 * N messages of 200 bytes: half of them questions, half of them answers, ten turns a conversation,
 * evenly over the last three years. Prints how long that took. The index is made when the history is opened. */
#include "engine/memory/askg-owner-lock.h"
#include "engine/memory/askg-schema.h"
#include "tests/bench/made-words.h"

#include <stdlib.h>

#define MESSAGE_BYTES 200
#define TURNS_A_CONVERSATION 10
#define TURNS_A_TRANSACTION 5000
#define YEARS_US (3 * 365 * G_TIME_SPAN_DAY)

static const char *const apps[] = { "firefox", "gnome-terminal", "code", "evince", "gimp" };

typedef struct
{
  sqlite3_stmt *conversation;
  sqlite3_stmt *turn;
  sqlite3_stmt *attachment;
} Inserts;

static sqlite3_stmt *
prepare (AskgDb *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (askg_db_get_handle (db), sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (askg_db_get_handle (db)));

  return stmt;
}

static void
run (sqlite3_stmt *stmt)
{
  if (sqlite3_step (stmt) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (sqlite3_db_handle (stmt)));
  (void) sqlite3_reset (stmt);
}

static void
add_conversation (Inserts *inserts, gint64 id, gint64 at_us)
{
  g_autofree char *title = g_strdup_printf ("Conversation %" G_GINT64_FORMAT, id);

  (void) sqlite3_bind_int64 (inserts->conversation, 1, id);
  (void) sqlite3_bind_text (inserts->conversation, 2, title, -1, SQLITE_TRANSIENT);
  (void) sqlite3_bind_int64 (inserts->conversation, 3, at_us);
  run (inserts->conversation);
}

static void
add_turn (Inserts *inserts, MadeWords *words, gint64 id, gint64 at_us)
{
  g_autofree char *question = made_words_message (words, MESSAGE_BYTES);
  g_autofree char *answer = made_words_message (words, MESSAGE_BYTES);

  (void) sqlite3_bind_int64 (inserts->turn, 1, id);
  (void) sqlite3_bind_int64 (inserts->turn, 2, 1 + (id - 1) / TURNS_A_CONVERSATION);
  (void) sqlite3_bind_int64 (inserts->turn, 3, at_us);
  (void) sqlite3_bind_text (inserts->turn, 4, question, -1, SQLITE_STATIC);
  (void) sqlite3_bind_text (inserts->turn, 5, answer, -1, SQLITE_STATIC);
  run (inserts->turn);
  if (id % 10 != 0)
    return;

  (void) sqlite3_bind_int64 (inserts->attachment, 1, id);
  (void) sqlite3_bind_text (inserts->attachment, 2, apps[id / 10 % G_N_ELEMENTS (apps)], -1, SQLITE_STATIC);
  run (inserts->attachment);
}

static void
make (AskgDb *db, gint64 n_turns)
{
  g_autoptr(MadeWords) words = made_words_new (1);
  const gint64 now_us = g_get_real_time ();
  Inserts inserts = {
    prepare (db, "INSERT INTO conversation (id, title, changed_at_us, uid) VALUES (?1, ?2, ?3, randomblob (16))"),
    prepare (db, "INSERT INTO turn (id, conversation_id, asked_at_us, question, answer, state)"
                 " VALUES (?1, ?2, ?3, ?4, ?5, 'done')"),
    prepare (db, "INSERT INTO attachment (turn_id, position, kind, title, app, text, reading)"
                 " VALUES (?1, 0, 'window', 'main', ?2, NULL, 'none')"),
  };

  for (gint64 id = 1; id <= n_turns; id++)
    {
      const gint64 at_us = now_us - YEARS_US + YEARS_US / n_turns * id;

      if (id % TURNS_A_TRANSACTION == 1 && !askg_db_exec (db, "BEGIN", NULL))
        g_error ("%s", sqlite3_errmsg (askg_db_get_handle (db)));
      if (id % TURNS_A_CONVERSATION == 1)
        add_conversation (&inserts, 1 + id / TURNS_A_CONVERSATION, at_us);
      add_turn (&inserts, words, id, at_us);
      if ((id % TURNS_A_TRANSACTION == 0 || id == n_turns) && !askg_db_exec (db, "COMMIT", NULL))
        g_error ("%s", sqlite3_errmsg (askg_db_get_handle (db)));
    }
  (void) sqlite3_finalize (inserts.conversation);
  (void) sqlite3_finalize (inserts.turn);
  (void) sqlite3_finalize (inserts.attachment);
}

int
main (int argc, char **argv)
{
  const gint64 began_us = g_get_monotonic_time ();
  const gint64 n_turns = argc == 3 ? atoll (argv[2]) / 2 : 0;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr(AskgDb) db = NULL;

  if (n_turns < 1)
    {
      g_printerr ("Usage: history-maker FOLDER N\n");
      return 2;
    }
  (void) g_mkdir_with_parents (argv[1], 0700);
  path = g_build_filename (argv[1], "askglass.db", NULL);
  db = askg_db_open (path, ASKG_DB_OWN, NULL, &error);
  if (db == NULL || !askg_schema_upgrade (db, path, askg_schema_steps, askg_schema_n_steps, &error) ||
      !askg_db_exec (db, "PRAGMA synchronous=OFF", &error))
    g_error ("%s", error->message);
  make (db, n_turns);
  g_print ("%" G_GINT64_FORMAT " messages in %.1f s\n", 2 * n_turns,
           (g_get_monotonic_time () - began_us) / (double) G_USEC_PER_SEC);

  return 0;
}
