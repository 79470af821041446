/* askg-model-name.h: one model has several names. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_model_name_fits (const char *asked,
                               const char *answered);

G_END_DECLS
