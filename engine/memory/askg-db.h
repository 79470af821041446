/* askg-db.h: SQLite as the store uses it: durable, suspicious of its file, and with handles that
 * end with their scope. The store's thread. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "engine/memory/askg-seal.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

typedef enum
{
  ASKG_DB_OWN,     /* reads, writes and checkpoints; nobody else gets in meanwhile */
  ASKG_DB_LOOK,    /* reads a file that cannot be written to, as it lies there */
  ASKG_DB_SALVAGE, /* reads what can still be read of a damaged file and its log; changes neither */
} AskgDbAccess;

typedef enum { ASKG_DB_ERROR = -1, ASKG_DB_DONE = 0, ASKG_DB_ROW = 1 } AskgDbStep;

typedef struct _AskgDb AskgDb;

/* g_auto(AskgDbTx): rolls back at the end of the scope unless askg_db_tx_commit() succeeded. The
 * rollback is prepared before the change starts: it must work when memory has run out. */
typedef struct
{
  AskgDb       *db;
  sqlite3_stmt *rollback;
} AskgDbTx;

AskgDb       *askg_db_open          (const char    *path,
                                     AskgDbAccess   access,
                                     gboolean      *out_is_damaged,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          askg_db_close         (AskgDb        *self);
void          askg_db_leave         (AskgDb        *self);
sqlite3      *askg_db_get_handle    (AskgDb        *self);
AskgSeal     *askg_db_get_seal      (AskgDb        *self);
gpointer      askg_db_get_kept      (AskgDb        *self);
void          askg_db_set_kept      (AskgDb        *self,
                                     gpointer       kept,
                                     GDestroyNotify kept_free);
const char   *askg_db_get_path      (AskgDb        *self);
gboolean      askg_db_is_read_only  (AskgDb        *self);
gboolean      askg_db_met_damage    (AskgDb        *self);
gboolean      askg_db_take_bad_index (AskgDb       *self);
void          askg_db_heed          (AskgDb        *self,
                                     GCancellable  *cancellable);
gboolean      askg_db_fail          (AskgDb        *self,
                                     GError       **error);
gboolean      askg_db_tell_damage   (AskgDb        *self,
                                     GError       **error);
gboolean      askg_db_tell_bad_index (AskgDb       *self,
                                     GError       **error);

gboolean      askg_db_exec          (AskgDb        *self,
                                     const char    *sql,
                                     GError       **error);
sqlite3_stmt *askg_db_query         (AskgDb        *self,
                                     GError       **error,
                                     const char    *sql,
                                     const char    *types,
                                     ...) G_GNUC_WARN_UNUSED_RESULT;
AskgDbStep    askg_db_step          (AskgDb        *self,
                                     sqlite3_stmt  *stmt,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      askg_db_change        (AskgDb        *self,
                                     GError       **error,
                                     const char    *sql,
                                     const char    *types,
                                     ...);
gboolean      askg_db_get_number    (AskgDb        *self,
                                     gint64        *out_number,
                                     GError       **error,
                                     const char    *sql,
                                     const char    *types,
                                     ...);
char         *askg_db_column_text   (sqlite3_stmt  *stmt,
                                     int            column);
GBytes       *askg_db_column_bytes  (sqlite3_stmt  *stmt,
                                     int            column);

gboolean      askg_db_tx_begin      (AskgDbTx      *tx,
                                     AskgDb        *db,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean      askg_db_tx_commit     (AskgDbTx      *tx,
                                     GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          askg_db_tx_clear      (AskgDbTx      *tx);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgDb, askg_db_close)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgDbTx, askg_db_tx_clear)

G_END_DECLS
