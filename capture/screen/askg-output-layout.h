/* askg-output-layout.h: pure; one picture of the whole desktop, cut into its outputs. Any thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

/* An output and where it stands, in logical desktop coordinates. */
typedef struct
{
  char     *name; /* owned by the array; (nullable) */
  AskgRect  place;
} AskgOutputPlace;

GArray    *askg_output_layout_new (void);
void       askg_output_layout_add (GArray         *outputs,
                                   const char     *name,
                                   const AskgRect *place);
GPtrArray *askg_output_layout_cut (AskgFrame      *desktop,
                                   GArray         *outputs);

G_END_DECLS
