/* askg-sandbox-private.h: for tests, which must see both kinds on one machine. */
#pragma once

#include "engine/base/askg-sandbox.h"

G_BEGIN_DECLS

void askg_sandbox_force (AskgSandboxKind kind);

G_END_DECLS
