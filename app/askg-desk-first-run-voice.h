/* askg-desk-first-run-voice.h: the step at which a new person may say something. Main thread. */
#pragma once

#include <gio/gio.h>

#include "ui/first-run/askg-first-run-step.h"

G_BEGIN_DECLS

AskgFirstRunStep *askg_desk_first_run_voice_new (GSettings *settings);

G_END_DECLS
