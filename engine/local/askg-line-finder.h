/* askg-line-finder.h: where the lines of writing stand on a picture. Pure; any one thread. */
#pragma once

#include "engine/local/askg-ink.h"

G_BEGIN_DECLS

typedef struct
{
  AskgRect box;       /* pixels of the picture, tight around the ink */
  guint    paragraph; /* lines that stand together share it */
  int      left_px;   /* where the column it stands in begins */
  guint    letter_px; /* how high a usual line of the picture is */
  gboolean is_block;  /* too high for one line: a few that touch */
  gboolean is_cut;    /* the upper or lower edge of the picture may go through it */
} AskgFoundLine;

GArray *askg_line_finder_run (AskgGrey *ink);

G_END_DECLS
