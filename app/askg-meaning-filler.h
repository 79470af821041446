/* askg-meaning-filler.h: while nothing else is to be done, turns get the numbers they are compared by, the newest first, a
 * few at a time. Main thread. */
#pragma once

#include "app/askg-session.h"

G_BEGIN_DECLS

typedef struct _AskgMeaningFiller AskgMeaningFiller;

AskgMeaningFiller *askg_meaning_filler_new  (AskgSession       *session);
void               askg_meaning_filler_free (AskgMeaningFiller *self);

G_END_DECLS
