/* askg-llama-child.h: one run of a llama-server: started, its words kept in a log, ended for good. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_TYPE_LLAMA_CHILD (askg_llama_child_get_type ())
G_DECLARE_FINAL_TYPE (AskgLlamaChild, askg_llama_child, ASKG, LLAMA_CHILD, GObject)

AskgLlamaChild *askg_llama_child_start       (const char * const   *argv,
                                              const char           *log_path,
                                              GError              **error);
gboolean        askg_llama_child_is_running  (AskgLlamaChild       *self);
GPid            askg_llama_child_get_pid     (AskgLlamaChild       *self);
int             askg_llama_child_get_signal  (AskgLlamaChild       *self);
char           *askg_llama_child_dup_last_words (AskgLlamaChild    *self);
void            askg_llama_child_stop        (AskgLlamaChild       *self);

G_END_DECLS
