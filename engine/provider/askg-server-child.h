/* askg-server-child.h: one run of a program that serves models: started, its words kept in a log, ended for good. Main
 * thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_TYPE_SERVER_CHILD (askg_server_child_get_type ())
G_DECLARE_FINAL_TYPE (AskgServerChild, askg_server_child, ASKG, SERVER_CHILD, GObject)

AskgServerChild *askg_server_child_start          (const char         *program,
                                                   const char *const  *variables,
                                                   const char *const  *argv,
                                                   const char         *log_path,
                                                   GError            **error);
gboolean         askg_server_child_is_running     (AskgServerChild    *self);
GPid             askg_server_child_get_pid        (AskgServerChild    *self);
int              askg_server_child_get_signal     (AskgServerChild    *self);
char            *askg_server_child_dup_last_words (AskgServerChild    *self);
void             askg_server_child_stop           (AskgServerChild    *self);

G_END_DECLS
