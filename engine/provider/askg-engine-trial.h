/* askg-engine-trial.h: tiny questions with known answers, of our own making. Main thread. */
#pragma once

#include "engine/model/askg-question.h"
#include "engine/provider/askg-engine.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_TRIAL_NOTICED,   /* it answered as only one can that sees or hears it */
  ASKG_TRIAL_NOT_TAKEN, /* it said that it cannot, or something that is not so */
  ASKG_TRIAL_UNCLEAR,
} AskgTrialVerdict;

AskgQuestion     *askg_engine_trial_new   (AskgCapabilities  capability);
AskgTrialVerdict  askg_engine_trial_judge (AskgCapabilities  capability,
                                           const char       *answer);

G_END_DECLS
