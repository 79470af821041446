/* askg-barge-in.h: whether somebody speaks while a reply sounds. Pure; any thread. */
#pragma once

#include "engine/voice/askg-voice-detector.h"

G_BEGIN_DECLS

typedef struct
{
  float    evidence; /* in decibels, summed up */
  guint    n_quiet;  /* frames since the last that may be a voice */
  gboolean is_sure;  /* and that was told */
} AskgBargeIn;

void     askg_barge_in_begin    (AskgBargeIn            *self);
gboolean askg_barge_in_take     (AskgBargeIn            *self,
                                 const AskgVoiceVerdict *verdict,
                                 float                   surplus_db,
                                 gboolean                is_coupled);
void     askg_barge_in_discount (AskgVoiceVerdict       *verdict,
                                 float                   surplus_db);

G_END_DECLS
