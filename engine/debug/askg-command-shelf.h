/* askg-command-shelf.h: the folder in which the last commands of this session lie, a file each (0600): gone with the session
 * where the session has a folder in memory. Any thread, any process. */
#pragma once

#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

/* Of those that `askglass run` kept, and of those that shells told of. */
#define ASKG_COMMAND_SHELF_MAX 8u
/* Older ones are of no use to anybody. */
#define ASKG_COMMAND_SHELF_MAX_AGE_S (G_GINT64_CONSTANT (24) * 60 * 60)

char      *askg_command_shelf_folder (GError                 **error);
gboolean   askg_command_shelf_put    (const char              *folder,
                                      const AskgCommandRecord *record,
                                      GError                 **error);
GPtrArray *askg_command_shelf_list   (const char              *folder);
AskgCommandRecord *askg_command_shelf_find_run (int                pid);

G_END_DECLS
