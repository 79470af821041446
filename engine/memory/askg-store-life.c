/* askg-store-life.c: main thread, but for what is called work. */
#include "engine/memory/askg-store-life.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-life-sql.h"
#include "engine/memory/askg-list-sql.h"
#include "engine/memory/askg-store-private.h"

#define MAX_TITLE_CHARS 200

/* What one of these calls needs and gets. */
typedef struct
{
  GPtrArray         *rows;      /* first; owned */
  gint64             conversation_id;
  gint64             turn_id;
  gint64             new_id;
  gboolean           pinned;
  char              *title;     /* owned */
  AskgHistoryFilter *filter;    /* owned */
  guint              most;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->title);
  g_clear_pointer (&call->filter, askg_history_filter_free);
  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_free (call);
}

static gboolean
list_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;

  return (call->rows = askg_list_sql_all (db, call->filter, call->most, error)) != NULL;
}

static const AskgStoreCall list_call = { askg_store_list_async, ASKG_WORK_READ, list_work, askg_store_reply_list,
                                         sizeof (Call), call_free };

/**
 * askg_store_list_history_async:
 * @filter: which of them; copied
 * @most: how many at most
 *
 * As askg_store_list_async(), but those that are pinned come first. Finish it with askg_store_list_finish().
 */
void
askg_store_list_history_async (AskgStore               *self,
                               const AskgHistoryFilter *filter,
                               guint                    most,
                               GCancellable            *cancellable,
                               GAsyncReadyCallback      callback,
                               gpointer                 user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (filter != NULL);

  askg_store_send (self, &list_call, &(Call) { .filter = askg_history_filter_copy (filter), .most = most },
                   cancellable, callback, user_data);
}

static gboolean
apps_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;

  return (call->rows = askg_list_sql_apps (db, call->most, error)) != NULL;
}

static const AskgStoreCall apps_call = { askg_store_list_async, ASKG_WORK_READ, apps_work, askg_store_reply_list,
                                         sizeof (Call), call_free };

/* The applications that were asked about, as strings. Finish it with askg_store_list_finish(). */
void
askg_store_list_apps_async (AskgStore           *self,
                            guint                most,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &apps_call, &(Call) { .most = most }, cancellable, callback, user_data);
}

/* -- One conversation ------------------------------------------------------- */

static gboolean
rename_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  const Call *call = data;

  return askg_life_sql_rename (db, call->conversation_id, call->title, error);
}

static const AskgStoreCall rename_call = { askg_store_rename_async, ASKG_WORK_WRITE, rename_work,
                                           askg_store_reply_boolean, sizeof (Call), call_free };

/* One line of words, as a person typed it. */
static char *
clean_title (const char *title)
{
  g_autofree char *valid = g_utf8_make_valid (title, -1);
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TITLE_CHARS));

  g_strdelimit (start, "\r\n\t", ' ');
  g_strstrip (start);

  return g_steal_pointer (&start);
}

/**
 * askg_store_rename_async:
 * @title: what the person calls it; later questions do not change it. Empty words are refused.
 *
 * Finish it with askg_store_change_finish().
 */
void
askg_store_rename_async (AskgStore           *self,
                         gint64               conversation_id,
                         const char          *title,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (title != NULL);

  clean = clean_title (title);
  if (*clean == '\0')
    {
      g_task_report_new_error (self, callback, user_data, askg_store_rename_async, ASKG_ERROR, ASKG_ERROR_USAGE, "%s",
                               _("A conversation needs a name. Type one, or press Esc to leave the one it has."));
      return;
    }
  askg_store_send (self, &rename_call,
                   &(Call) { .conversation_id = conversation_id, .title = g_steal_pointer (&clean) },
                   cancellable, callback, user_data);
}

static gboolean
pin_work (AskgDb    *db,
          gpointer   data,
          GError   **error)
{
  const Call *call = data;

  return askg_life_sql_pin (db, call->conversation_id, call->pinned ? g_get_real_time () : 0, error);
}

static const AskgStoreCall pin_call = { askg_store_pin_async, ASKG_WORK_WRITE, pin_work, askg_store_reply_boolean,
                                        sizeof (Call), call_free };

/* What is pinned stands first and is never ended by age or size. Finish it with askg_store_change_finish(). */
void
askg_store_pin_async (AskgStore           *self,
                      gint64               conversation_id,
                      gboolean             pinned,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &pin_call, &(Call) { .conversation_id = conversation_id, .pinned = pinned },
                   cancellable, callback, user_data);
}

static gboolean
branch_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  const Call *call = data;

  return askg_life_sql_branch (db, call->conversation_id, call->turn_id, call->new_id, error);
}

static void
branch_reply (GTask    *task,
              gpointer  data,
              GError   *error)
{
  if (!askg_store_reply_error (task, error))
    g_task_return_int (task, ((Call *) data)->new_id);
}

static const AskgStoreCall branch_call = { askg_store_branch_async, ASKG_WORK_WRITE, branch_work, branch_reply,
                                           sizeof (Call), call_free };

/**
 * askg_store_branch_async:
 * @last_turn_id: of the conversation; it and those before it are in the new one too; 0 for all of them
 *
 * A new conversation that goes on from there. It shares nothing on the disk but pictures: either may
 * be deleted.
 */
void
askg_store_branch_async (AskgStore           *self,
                         gint64               conversation_id,
                         gint64               last_turn_id,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &branch_call,
                   &(Call) { .conversation_id = conversation_id, .turn_id = last_turn_id,
                             .new_id = askg_store_new_conversation_id (self) },
                   cancellable, callback, user_data);
}

/**
 * askg_store_branch_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when the conversation or the turn is gone; %ASKG_ERROR_STORAGE,
 * %ASKG_ERROR_STORAGE_FULL
 *
 * Returns: the id of the new conversation; -1 with @error set
 */
gint64
askg_store_branch_finish (AskgStore     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_branch_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
