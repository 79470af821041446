/* askg-model-chooser.h: a model file is chosen, and looked into before it is taken. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void  askg_model_chooser_choose_async  (GtkWindow            *parent,
                                        gboolean              is_projector,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
char *askg_model_chooser_choose_finish (GAsyncResult         *result,
                                        char                **out_name,
                                        char                **out_about,
                                        GError              **error);

G_END_DECLS
