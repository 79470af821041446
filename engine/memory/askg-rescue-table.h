/* askg-rescue-table.h: the tables that are saved out of a damaged file, as the new file itself tells them: so a
 * table or a column that is added to the schema is saved without another list. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"

G_BEGIN_DECLS

typedef struct
{
  char      *name;
  char      *key;     /* what a row is looked up by; its first column, mostly a number */
  GPtrArray *columns; /* of their names, the key first; those that the damaged file has too */
  GPtrArray *parents; /* of AskgRescueParent */
} AskgRescueTable;

/* A column that names a row of another table. */
typedef struct
{
  char     *column;
  char     *table;
  gboolean  is_needed; /* a row without that other row means nothing */
} AskgRescueParent;

GPtrArray *askg_rescue_tables     (AskgDb                *to,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;
void       askg_rescue_table_fit  (AskgRescueTable       *self,
                                   AskgDb                *from);
gboolean   askg_rescue_table_mend (const AskgRescueTable *self,
                                   AskgDb                *to,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
