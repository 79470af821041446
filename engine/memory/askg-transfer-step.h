/* askg-transfer-step.h: an export or an import is one task with many steps, some on the store's thread and some on
 * one for files. The task's data is what each of them works with. Main thread. */
#pragma once

#include "engine/memory/askg-store-private.h"

G_BEGIN_DECLS

/* @next gets the task as its user data (transfer full), and the result with g_task_propagate_boolean(). */
void askg_transfer_step_on_store  (GTask               *task,
                                   const AskgStoreCall *call,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  next);
void askg_transfer_step_in_thread (GTask               *task,
                                   GTaskThreadFunc      work,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  next);

G_END_DECLS
