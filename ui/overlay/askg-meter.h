/* askg-meter.h: pure: what an answer took, in words. Main thread, because of what it looks at. */
#pragma once

#include "engine/model/askg-answer.h"
#include "engine/model/askg-question.h"

G_BEGIN_DECLS

char *askg_meter_dup_caption  (AskgAnswer   *answer);
char *askg_meter_dup_question (AskgQuestion *question,
                               AskgAnswer   *answer);
char *askg_meter_dup_answer   (AskgAnswer   *answer);
char *askg_meter_dup_cost     (AskgAnswer   *answer);
char *askg_meter_dup_cost_in_month (AskgAnswer   *answer);
char *askg_meter_dup_money    (double        usd);

G_END_DECLS
