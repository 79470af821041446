/* askg-error-line.h: which line of any tool's output says that something went wrong. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_LINE_PLAIN,
  ASKG_LINE_NOTE,        /* "note:", "hint:" */
  ASKG_LINE_WARNING,
  ASKG_LINE_CONSEQUENCE, /* reports that something before it failed */
  ASKG_LINE_ERROR,
} AskgLineKind;

AskgLineKind askg_error_line_kind (const char *line,
                                   gssize      n_bytes);
guint        askg_error_line_find (const char *text);

G_END_DECLS
