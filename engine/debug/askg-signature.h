/* askg-signature.h: by what a trouble is known again: on another day, in another folder, on another line. Pure; any thread. */
#pragma once

#include "engine/debug/askg-diagnostic.h"

G_BEGIN_DECLS

char *askg_signature_of        (const AskgDiagnostic *diagnostic);
char *askg_signature_normalise (const char           *message);
char *askg_signature_words     (const AskgDiagnostic *diagnostic);

G_END_DECLS
