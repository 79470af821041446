/* askg-keep-back.h: texts that go on without their secrets. Marks stand in their places, as "[api key]", which no value
 * is ever put back for: what is told again in another conversation needs none of them. Any thread. */
#pragma once

#include "engine/privacy/askg-redactor.h"

G_BEGIN_DECLS

guint askg_keep_back (AskgRedactor *redactor,
                      GPtrArray    *texts);

G_END_DECLS
