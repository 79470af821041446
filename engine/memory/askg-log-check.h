/* askg-log-check.h: whether a history that was left with a log is whole, before anything is written to it. The
 * store's thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_LOG_FINE,    /* as far as the time for it went */
  ASKG_LOG_FOREIGN, /* the file alone is whole, with the log it is not */
  ASKG_LOG_DAMAGED, /* the file is not whole either way */
} AskgLogVerdict;

char          *askg_log_name      (const char  *path);
gboolean       askg_log_exists    (const char  *path);
AskgLogVerdict askg_log_check     (const char  *path);
char          *askg_log_put_aside (const char  *path,
                                   GError     **error);

G_END_DECLS
