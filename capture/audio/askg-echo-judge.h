/* askg-echo-judge.h: what an echo canceller's blocks tell of the room: whether anything of what is played comes back, and
 * whether a voice can be told from what is left of it. Pure; one thread at a time. */
#pragma once

#include "capture/audio/askg-hear-wire.h"

G_BEGIN_DECLS

typedef struct _AskgEchoJudge AskgEchoJudge;

AskgEchoJudge    *askg_echo_judge_new          (void);
void              askg_echo_judge_free         (AskgEchoJudge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgEchoJudge, askg_echo_judge_free)

void              askg_echo_judge_take         (AskgEchoJudge *self,
                                                float          coupling_db,
                                                float          block_ms,
                                                AskgHearEcho  *echo);
AskgHearCoupling  askg_echo_judge_get_coupling (AskgEchoJudge *self);
void              askg_echo_judge_reset        (AskgEchoJudge *self);

G_END_DECLS
