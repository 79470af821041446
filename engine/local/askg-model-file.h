/* askg-model-file.h: what a GGUF model file says of itself, read with limits: anybody may have written it.
 * Any thread; it reads the disk. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Owned by whoever got it. */
typedef struct
{
  char    *path;
  char    *name;            /* (nullable): as its makers call it */
  char    *architecture;    /* "llama", "qwen2vl"; "clip" for a projector */
  gboolean is_projector;    /* eyes or ears for another model (mmproj) */
  gboolean has_vision;      /* of a projector */
  gboolean has_audio;       /* of a projector */
  gint64   context_tokens;  /* what it was made for; 0 when it does not say */
  guint    part;            /* of a split model, from 0 */
  guint    n_parts;         /* 1 when it is not split */
  gint64   size_bytes;      /* of this file */
  gint64   state_bytes_per_token; /* what each token of context takes in memory, at 16 bits; 0 when unknown */
} AskgModelFile;

AskgModelFile *askg_model_file_read          (const char           *path,
                                              GCancellable         *cancellable,
                                              GError              **error);
AskgModelFile *askg_model_file_parse         (GInputStream         *bytes,
                                              gint64                size_bytes,
                                              const char           *path,
                                              GCancellable         *cancellable,
                                              GError              **error);
gboolean       askg_model_file_fits          (const AskgModelFile  *model,
                                              const AskgModelFile  *projector,
                                              gint64                context_tokens,
                                              gint64                free_bytes,
                                              GError              **error);
gint64         askg_model_file_free_memory   (void);
void           askg_model_file_free          (AskgModelFile        *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgModelFile, askg_model_file_free)

G_END_DECLS
