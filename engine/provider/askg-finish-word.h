/* askg-finish-word.h: why an answer stopped, in the words of whoever wrote it. Pure; any thread. */
#pragma once

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

AskgFinish askg_finish_from_word (const char *reason);

G_END_DECLS
