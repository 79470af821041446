/* askg-index-sql.h: keeps the full text index in step with the turns, and makes it again where it is
 * missing: the newest turns first, a little at a time, while the history is used. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

/* Another number whenever askg_words_split(), the tokenizer or askg_turn_text_read() finds other words
 * in the same text: every index is then made again. */
#define ASKG_INDEX_FORMAT 1

/* How far the index was looked through. */
typedef struct
{
  gint64 above; /* shelves that begin here or above were looked at */
  gint64 page;  /* of the next one; 0: none */
} AskgIndexLook;

#define ASKG_INDEX_LOOK_INIT { G_MAXINT64, 0 }

gboolean askg_index_sql_open     (AskgDb    *db,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_add      (AskgDb    *db,
                                  gint64     turn_id,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_remove   (AskgDb    *db,
                                  gint64     turn_id,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_forget   (AskgDb    *db,
                                  gint64     turn_id,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_squeeze  (AskgDb    *db,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_check    (AskgDb    *db,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_rebuild  (AskgDb    *db,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_mend     (AskgDb    *db) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_go_on    (AskgDb    *db,
                                  gint64     budget_us,
                                  gboolean  *out_is_done,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_index_sql_look_on  (AskgDb         *db,
                                  AskgIndexLook  *look,
                                  gint64          budget_us,
                                  gboolean       *out_is_done,
                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
double   askg_index_sql_get_share (AskgDb   *db);

G_END_DECLS
