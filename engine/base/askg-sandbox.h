/* askg-sandbox.h: starts the helper programs that touch what strangers made. Main thread,
 * except where a function says otherwise. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_SANDBOX_BUBBLEWRAP, /* namespaces of its own, and the helper's own locks inside */
  ASKG_SANDBOX_SELF,       /* the helper's own locks alone: seccomp, rlimits, Landlock */
} AskgSandboxKind;

AskgSandboxKind  askg_sandbox_get_kind     (void);
char            *askg_sandbox_describe     (void);

void             askg_sandbox_start_async  (const char          *helper,
                                            const char * const  *arguments,
                                            int                  stdin_fd,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GSubprocess     *askg_sandbox_start_finish (GAsyncResult        *result,
                                            GError             **error);
void             askg_sandbox_kill         (GSubprocess         *child);

G_END_DECLS
