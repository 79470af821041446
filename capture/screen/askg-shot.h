/* askg-shot.h: one picture out of the frames of all outputs. Pure; any thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

gboolean   askg_shot_parse_region (const char      *text,
                                   AskgRect        *out_region,
                                   GError         **error);
AskgFrame *askg_shot_of_region    (GPtrArray       *frames,
                                   const AskgRect  *region,
                                   GError         **error);
AskgFrame *askg_shot_of_output    (GPtrArray       *frames,
                                   const char      *output,
                                   GError         **error);
AskgFrame *askg_shot_of_screen    (GPtrArray       *frames,
                                   GError         **error);

G_END_DECLS
