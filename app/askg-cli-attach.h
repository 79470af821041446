/* askg-cli-attach.h: what goes with a question from the command line. */
#pragma once

#include "app/askg-cli.h"

G_BEGIN_DECLS

GBytes   *askg_cli_read_pipe         (GError **error);
gboolean  askg_cli_attach_note       (json_t      *attachments,
                                      GError     **error);
gboolean  askg_cli_attach_sound      (json_t      *attachments,
                                      const char  *path,
                                      GError     **error);
gboolean  askg_cli_attach_screen     (json_t  *attachments,
                                      GError **error);
gboolean  askg_cli_attach_window     (json_t  *attachments,
                                      GError **error);
gboolean  askg_cli_attach_clipboard  (json_t  *attachments,
                                      GError **error);

G_END_DECLS
