/* askg-page-record.h: a row as SQLite writes it onto a page of a table. Pure; any thread. The bytes are never trusted:
 * whatever they are, nothing outside them is read. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_RECORD_MAX_FIELDS 64

typedef enum { ASKG_FIELD_NULL, ASKG_FIELD_INTEGER, ASKG_FIELD_REAL, ASKG_FIELD_TEXT, ASKG_FIELD_BLOB } AskgFieldKind;

typedef struct
{
  AskgFieldKind  kind;
  gint64         integer;
  double         real;
  const guint8  *bytes;   /* of the payload */
  gsize          n_bytes;
} AskgField;

typedef struct
{
  guint     n_fields;
  AskgField fields[ASKG_RECORD_MAX_FIELDS];
} AskgPageRecord;

/* A database as it lies in memory. */
typedef struct
{
  const guint8 *bytes;
  gsize         n_bytes;
  guint         page_bytes;
} AskgPages;

guint    askg_pages_get_n_cells (const AskgPages *pages,
                                 guint            page);
GBytes  *askg_pages_read_cell   (const AskgPages *pages,
                                 guint            page,
                                 guint            cell,
                                 gint64          *out_rowid);
gboolean askg_page_record_parse (AskgPageRecord  *self,
                                 GBytes          *payload);
gboolean askg_page_take_varint  (const guint8   **at,
                                 const guint8    *end,
                                 guint64         *out_value);

G_END_DECLS
