/* askg-store-vectors.h: the store's calls about what turns are about, in a model's numbers. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

/* Whose numbers are kept. */
typedef struct
{
  char     *engine_id;   /* (nullable): none are */
  char     *model;       /* (nullable): the same */
  gboolean  has_vectors;
} AskgVectorAbout;

/* One turn that has no numbers yet, or, to be saved, its numbers. */
typedef struct
{
  gint64  turn_id;
  char   *text;
  GArray *vector; /* (nullable), of float: %NULL to be saved: the model has none for it */
} AskgVectorText;

void             askg_vector_about_free          (AskgVectorAbout      *about);
void             askg_vector_text_free           (AskgVectorText       *text);

void             askg_store_vector_about_async   (AskgStore            *self,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
AskgVectorAbout *askg_store_vector_about_finish  (AskgStore            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void             askg_store_vector_wanted_async  (AskgStore            *self,
                                                  const char           *engine_id,
                                                  const char           *model,
                                                  guint                 most,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
GPtrArray       *askg_store_vector_wanted_finish (AskgStore            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void             askg_store_vector_save_async    (AskgStore            *self,
                                                  const char           *engine_id,
                                                  const char           *model,
                                                  GPtrArray            *texts,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean         askg_store_vector_save_finish   (AskgStore            *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void             askg_store_vector_let_go        (AskgStore            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgVectorAbout, askg_vector_about_free)

G_END_DECLS
