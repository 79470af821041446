/* askg-checkpoints.h: when the text of a streaming answer is saved: not for every word, and never
 * more than a moment after it was shown. Main thread. */
#pragma once

#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

typedef struct _AskgCheckpoints AskgCheckpoints;

/* Saves what @record holds, its answer from where the last saved one ended, then calls
 * askg_checkpoints_saved(). @record is (transfer full). */
typedef void (*AskgCheckpointFunc) (AskgTurn *turn, AskgTurnRecord *record, gpointer user_data);

AskgCheckpoints *askg_checkpoints_new    (AskgCheckpointFunc     save,
                                          gpointer               user_data);
void             askg_checkpoints_free   (AskgCheckpoints       *self);
void             askg_checkpoints_note   (AskgCheckpoints       *self,
                                          AskgTurn              *turn);
void             askg_checkpoints_saved  (AskgCheckpoints       *self,
                                          AskgTurn              *turn,
                                          const AskgTurnRecord  *record,
                                          gboolean               is_ok);
void             askg_checkpoints_forget (AskgCheckpoints       *self,
                                          AskgTurn              *turn);
void             askg_checkpoints_flush  (AskgCheckpoints       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCheckpoints, askg_checkpoints_free)

G_END_DECLS
