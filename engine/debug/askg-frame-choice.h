/* askg-frame-choice.h: of the frames of a stack the one that is to be looked at: the person's own, nearest to where it broke.
 * Pure; one thread at a time. */
#pragma once

#include "engine/debug/askg-diagnostic.h"
#include "engine/debug/askg-place.h"

G_BEGIN_DECLS

/* Cleared with zeros. */
typedef struct
{
  char     *file;       /* (nullable) owned */
  guint     line;
  guint     column;
  gboolean  is_foreign; /* nothing better was seen yet */
} AskgFrameChoice;

typedef enum
{
  ASKG_FRAMES_INNERMOST_FIRST,
  ASKG_FRAMES_INNERMOST_LAST,
} AskgFrameOrder;

void askg_frame_choice_clear (AskgFrameChoice       *self);
void askg_frame_choice_take  (AskgFrameChoice       *self,
                              AskgFrameOrder         order,
                              const AskgPlace       *place,
                              gboolean               is_foreign);
void askg_frame_choice_apply (const AskgFrameChoice *self,
                              AskgDiagnostic        *diagnostic);

G_END_DECLS
