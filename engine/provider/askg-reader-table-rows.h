/* askg-reader-table-rows.h: words on lines, each with its extent, whatever they came from. Pure; any thread. */
#pragma once

#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

/* Extents are in quarters of a letter's width from the left edge; none lies beyond this. */
#define ASKG_TABLE_MAX_EXTENT 4000

typedef struct
{
  char  *text;
  guint  from;
  guint  to;
} AskgTablePiece;

/* Each row is a GArray of AskgTablePiece, from left to right. */
GPtrArray *askg_table_rows_from_page (AskgPageText *page);
GPtrArray *askg_table_rows_from_text (const char   *text);

/* Rows of cells (GStrv) that are divided by tabs, bars or commas; %NULL where nothing is. */
GPtrArray *askg_table_split_text     (const char   *text);

G_END_DECLS
