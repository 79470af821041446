/* askg-shot.h: one picture out of the frames of all outputs. Pure; any thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

gboolean   askg_shot_parse_region (const char      *text,
                                   AskgRect        *out_region,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
AskgFrame *askg_shot_of_region    (GPtrArray       *frames,
                                   const AskgRect  *region,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
AskgFrame *askg_shot_of_output    (GPtrArray       *frames,
                                   const char      *output,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
AskgFrame *askg_shot_of_screen    (GPtrArray       *frames,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
