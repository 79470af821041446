/* askg-llama-plan.h: all that is found out before a llama-server is started: the program, what it
 * understands, whether the model is one and fits into memory. It reads the disk and starts programs. */
#pragma once

#include <gio/gio.h>

#include "engine/provider/askg-llama-model.h"

G_BEGIN_DECLS

/* Owned by whoever got it. */
typedef struct
{
  char     *program;        /* absolute */
  char     *help;           /* what it understands */
  char     *model_path;
  char     *model_name;     /* the file's, without its ending */
  char     *projector_path; /* (nullable) */
  gint64    context_tokens;
  char    **arguments;      /* (nullable) */
  gboolean  has_walls;      /* bubblewrap works here */
} AskgLlamaPlan;

void           askg_llama_plan_make_async  (const AskgLlamaModel  *model,
                                            GCancellable          *cancellable,
                                            GAsyncReadyCallback    callback,
                                            gpointer               user_data);
AskgLlamaPlan *askg_llama_plan_make_finish (GAsyncResult          *result,
                                            GError               **error);
void           askg_llama_plan_free        (AskgLlamaPlan         *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLlamaPlan, askg_llama_plan_free)

G_END_DECLS
