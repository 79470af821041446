/* askg-transfer-step.c: main thread. */
#include "engine/memory/askg-transfer-step.h"

void
askg_transfer_step_on_store (GTask               *task,
                             const AskgStoreCall *call,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  next)
{
  askg_store_send (g_task_get_source_object (task), call, g_task_get_task_data (task), cancellable, next,
                   g_object_ref (task));
}

void
askg_transfer_step_in_thread (GTask               *task,
                              GTaskThreadFunc      work,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  next)
{
  g_autoptr(GTask) step = g_task_new (NULL, cancellable, next, g_object_ref (task));

  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, work);
}
