/* askg-sealing-sql.h: the encryption of the history is switched on and off, row by row; at every moment of it
 * the history can be read, written and searched, and a crash costs nothing. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

/* What is sealed, and where: the table of this file and nothing else decides it. */
typedef struct
{
  const char *table;
  const char *key;         /* numbers that a row is found by */
  const char *second_key;  /* (nullable) */
  const char *columns[4];
  const char *fingerprint; /* (nullable): the column that tells equal bytes of the first one */
} AskgSealedTable;

extern const AskgSealedTable askg_sealed_tables[];
extern const guint askg_n_sealed_tables;

gboolean askg_sealing_sql_attach (AskgDb    *db,
                                  AskgSeal  *known,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_sealing_sql_close  (AskgDb    *db,
                                  AskgSeal  *key,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_sealing_sql_open   (AskgDb    *db,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_sealing_sql_step   (AskgDb    *db,
                                  guint     *out_percent,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_sealing_sql_finish (AskgDb    *db,
                                  GError   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
