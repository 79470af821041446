/* askg-reading-process.h: reads pictures in a caged helper that is there only while needed.
 * Main thread. */
#pragma once

#include "engine/local/askg-recogniser.h"

G_BEGIN_DECLS

#define ASKG_TYPE_READING_PROCESS (askg_reading_process_get_type ())
G_DECLARE_FINAL_TYPE (AskgReadingProcess, askg_reading_process, ASKG, READING_PROCESS, GObject)

AskgReadingProcess *askg_reading_process_new        (const char         *helper);
void                askg_reading_process_set_limits (AskgReadingProcess *self,
                                                     guint               start_ms,
                                                     guint               reading_ms);

G_END_DECLS
