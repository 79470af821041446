/* askg-reader-table.h: a table found by the places of its words. Pure; any thread. */
#pragma once

#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

typedef struct _AskgTable AskgTable;

AskgTable  *askg_table_find_in_page  (AskgPageText *page);
AskgTable  *askg_table_find_in_text  (const char   *text);
void        askg_table_free          (AskgTable    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTable, askg_table_free)

guint       askg_table_get_n_rows    (AskgTable    *self);
guint       askg_table_get_n_columns (AskgTable    *self);
const char *askg_table_get_cell      (AskgTable    *self,
                                      guint         row,
                                      guint         column);
char       *askg_table_to_markdown   (AskgTable    *self);
char       *askg_table_to_tsv        (AskgTable    *self);

G_END_DECLS
