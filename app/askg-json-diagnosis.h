/* askg-json-diagnosis.h: what was understood of a command's output, for scripts and editors. */
#pragma once

#include "engine/base/askg-jansson.h"
#include "engine/debug/askg-catalogue.h"
#include "engine/debug/askg-diagnosis.h"
#include "engine/debug/askg-source-finder.h"

G_BEGIN_DECLS

json_t *askg_json_for_diagnosis (AskgDiagnosis    *diagnosis,
                                 AskgSourceFinder *finder,
                                 GPtrArray        *known);

G_END_DECLS
