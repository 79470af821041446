/* askg-db-header.h: what a file is, told by its first 100 bytes without opening it as a database. Pure. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_DB_HEADER_BYTES 100

typedef enum
{
  ASKG_DB_MISSING,
  ASKG_DB_EMPTY,    /* 0 bytes */
  ASKG_DB_UNKNOWN,  /* no database, or the beginning of one is destroyed */
  ASKG_DB_FOREIGN,  /* a database of another program */
  ASKG_DB_OURS,
} AskgDbKind;

AskgDbKind askg_db_header_parse (const guint8  *bytes,
                                 gsize          n_bytes,
                                 guint         *out_version);
gboolean   askg_db_header_look  (const char    *path,
                                 AskgDbKind    *out_kind,
                                 guint         *out_version,
                                 GError       **error);

G_END_DECLS
