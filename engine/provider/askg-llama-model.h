/* askg-llama-model.h: what a llama-server of ours serves, and with which program. Plain data; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *program;        /* (nullable): a path, or a name in PATH; NULL: "llama-server" */
  const char *model_path;
  const char *projector_path; /* (nullable) */
  gint64      context_tokens; /* 0: as much as is sensible */
  char      **arguments;      /* (nullable): the person's, for the program */
} AskgLlamaModel;

AskgLlamaModel *askg_llama_model_copy  (const AskgLlamaModel *model);
gboolean        askg_llama_model_equal (const AskgLlamaModel *a,
                                        const AskgLlamaModel *b);
void            askg_llama_model_free  (AskgLlamaModel       *model);

G_END_DECLS
