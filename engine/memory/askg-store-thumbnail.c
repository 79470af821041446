/* askg-store-thumbnail.c: what a conversation looks like in a list. Main thread, but for the work. */
#include "engine/base/askg-picture-shrink.h"
#include "engine/memory/askg-picture-sql.h"
#include "engine/memory/askg-store-private.h"

typedef struct
{
  gint64     conversation_id;
  gint64     turn_id;
  guint      longest_side_px;
  AskgFrame *thumbnail; /* owned (nullable) */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->thumbnail);
  g_free (call);
}

/* One whole picture at a time is in memory, and it does not leave this thread. */
static gboolean
load_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;
  g_autoptr(AskgFrame) frame = NULL;

  if (!askg_picture_sql_read_first (db, call->conversation_id, call->turn_id, &frame, error))
    return FALSE;
  if (frame != NULL)
    {
      g_autoptr(AskgFrame) small = askg_picture_shrink (frame, call->longest_side_px);
      const AskgRect whole = { 0, 0, (int) askg_frame_get_width_px (frame), (int) askg_frame_get_height_px (frame) };

      call->thumbnail = askg_frame_place (small, NULL, &whole);
    }

  return TRUE;
}

static void
load_reply (GTask    *task,
            gpointer  data,
            GError   *error)
{
  Call *call = data;

  if (!askg_store_reply_error (task, error))
    g_task_return_pointer (task, g_steal_pointer (&call->thumbnail), g_object_unref);
}

static const AskgStoreCall load_call = { askg_store_load_thumbnail_async, ASKG_WORK_READ, load_work, load_reply,
                                         sizeof (Call), call_free };

/**
 * askg_store_load_thumbnail_async:
 * @turn_id: to look in one turn alone; 0 for the first picture of the conversation
 * @longest_side_px: what a larger picture is shrunk to; the frame keeps its shape, and its place says how large
 *   the whole one is
 *
 * Takes as long as decoding the whole picture, 25 ms at 1080p: whoever wants many asks for the
 * next when one has come, so that what is to be saved does not wait behind them.
 */
void
askg_store_load_thumbnail_async (AskgStore           *self,
                                 gint64               conversation_id,
                                 gint64               turn_id,
                                 guint                longest_side_px,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (longest_side_px > 0);

  askg_store_send (self, &load_call,
                   &(Call) { .conversation_id = conversation_id, .turn_id = turn_id, .longest_side_px = longest_side_px },
                   cancellable, callback, user_data);
}

/**
 * askg_store_load_thumbnail_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): %NULL without an error where there is no picture, or it is
 *   damaged on disk
 */
AskgFrame *
askg_store_load_thumbnail_finish (AskgStore     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_load_thumbnail_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
