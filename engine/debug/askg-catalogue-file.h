/* askg-catalogue-file.h: reads one file of data/catalogue; its README.md tells the format. */
#pragma once

#include "engine/debug/askg-catalogue-entry.h"

G_BEGIN_DECLS

#define ASKG_CATALOGUE_FILE_MAX_BYTES (1024 * 1024)
#define ASKG_CATALOGUE_MAX_ENTRIES 4000

gboolean askg_catalogue_file_parse (const char         *text,
                                    const char *const  *languages,
                                    gboolean            with_samples,
                                    GPtrArray          *entries,
                                    GError            **error);

G_END_DECLS
