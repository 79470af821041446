/* askg-title.h: what a conversation is called. Pure; any thread. */
#pragma once

#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

#define ASKG_TITLE_MAX_CHARS 60

char *askg_title_make (const AskgTurnRecord *first);
char *askg_title_cut  (const char           *text);

G_END_DECLS
