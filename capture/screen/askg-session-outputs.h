/* askg-session-outputs.h: where the outputs of this session stand, from whoever knows. Main thread. */
#pragma once

#include "capture/screen/askg-output-layout.h"

G_BEGIN_DECLS

typedef struct _AskgSessionOutputs AskgSessionOutputs;

AskgSessionOutputs *askg_session_outputs_new  (void);
void                askg_session_outputs_free (AskgSessionOutputs *self);
GArray             *askg_session_outputs_list (AskgSessionOutputs *self);

G_END_DECLS
