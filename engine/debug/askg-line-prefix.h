/* askg-line-prefix.h: what somebody between a tool and the terminal set before each of its lines: a time, a container, a
 * package. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points into the line. Lines with the same label are those of one tool. */
typedef struct
{
  const char *label;   /* (nullable): nobody is named */
  gsize       n_label;
  gsize       n_bytes; /* of all that stands before the tool's own line; 0: nothing does */
} AskgLinePrefix;

AskgLinePrefix askg_line_prefix_read (const char *text);

G_END_DECLS
