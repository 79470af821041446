/* askg-place.h: the shapes in which tools write where something is. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Points into the line it was read from. */
typedef struct
{
  const char *file;
  gsize       n_file;
  guint       line;   /* 0: none */
  guint       column; /* 0: none */
  const char *rest;   /* behind it, without the colon and spaces */
} AskgPlace;

gboolean askg_place_read_head   (const char *text,
                                 AskgPlace  *out_place);
gboolean askg_place_read_quoted (const char *text,
                                 AskgPlace  *out_place);
gboolean askg_place_find        (const char *text,
                                 AskgPlace  *out_place);
gboolean askg_place_find_words  (const char *text,
                                 AskgPlace  *out_place);
gboolean askg_place_is_foreign  (const char *file,
                                 gsize       n_bytes);

G_END_DECLS
