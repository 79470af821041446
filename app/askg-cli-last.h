/* askg-cli-last.h: the command that failed last, on the command line. Main thread. */
#pragma once

#include "app/askg-cli.h"
#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

AskgCommandRecord *askg_cli_find_last   (GError **error);
gboolean           askg_cli_attach_last (json_t  *attachments,
                                         GError **error);

json_t            *askg_cli_find_met    (const AskgCommandRecord *record);
char              *askg_cli_tell_met    (json_t  *met);

G_END_DECLS
