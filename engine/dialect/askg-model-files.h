/* askg-model-files.h: what a model's repository lists, as things that can be downloaded. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One file of a model, or the whole of it where it comes in one. */
typedef struct
{
  char   *path;    /* relative, without "..", as the listing has it */
  char   *sha256;  /* (nullable): as the listing tells it, which may be no digest at all */
  gint64  n_bytes;
} AskgModelFile;

typedef struct
{
  char      *name;    /* the path, without the number of the part */
  GPtrArray *parts;   /* of AskgModelFile, in their order */
  gint64     n_bytes; /* of all parts */
} AskgModelChoice;

typedef struct
{
  GPtrArray *models;     /* of AskgModelChoice */
  GPtrArray *projectors; /* of AskgModelFile: eyes and ears, to be had beside a model */
} AskgModelFiles;

AskgModelFiles *askg_model_files_parse   (const char     *json,
                                          gsize           n_bytes);
void            askg_model_files_free    (AskgModelFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgModelFiles, askg_model_files_free)

gboolean        askg_model_files_is_safe (const char     *path);

G_END_DECLS
