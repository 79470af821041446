/* askg-live-gemini-private.h: Gemini Live, whose messages have members in place of types. */
#pragma once

#include "engine/dialect/askg-live-reader.h"
#include "engine/dialect/askg-wire-json.h"

G_BEGIN_DECLS

gboolean askg_live_gemini_is_one (json_t            *message);
void     askg_live_gemini_take   (json_t            *message,
                                  AskgLiveEventFunc  func,
                                  gpointer           user_data);

G_END_DECLS
