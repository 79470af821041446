/* askg-store-prepare.c: makes the full text index of what was not in it yet, and looks once through what is in it, while
 * the history is used. Main thread, but for what is called work. */
#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-store-private.h"

#define STEP_US (15 * G_TIME_SPAN_MILLISECOND) /* how long a question may have to wait for it */
#define REST_MS 2                              /* in which other calls get their turn */

/* Looking through is for something that hardly ever is: it takes a tenth of one processor, and waits while somebody
 * searches or asks. A history of some thousand turns is looked through before anything is looked for in it. */
#define LOOK_US (5 * G_TIME_SPAN_MILLISECOND)
#define LOOK_REST_MS 45
#define LOOK_IDLE_US (500 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  double        share;
  gboolean      is_done;
  AskgIndexLook look;
  gboolean      is_looked;
} Step;

static gboolean
step_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Step *step = data;

  step->is_done = askg_db_is_read_only (db);
  step->is_looked = step->is_looked || step->is_done;
  if (!step->is_done && !askg_index_sql_go_on (db, STEP_US, &step->is_done, error))
    return FALSE;
  step->share = askg_index_sql_get_share (db);
  if (!step->is_done || step->is_looked)
    return TRUE;

  if (askg_index_sql_look_on (db, &step->look, LOOK_US, &step->is_looked, error))
    return TRUE;
  step->is_looked = TRUE; /* what is made again now was not damaged long ago */

  return FALSE;
}

/**
 * askg_store_get_search_share:
 *
 * After a change of the search's format everything must be made findable again, which takes minutes
 * for a million messages. It goes on by itself while the history is used, the newest first; the
 * signal "search-share-changed" tells of it on the way.
 *
 * Returns: which part of the history askg_store_search_async() looks in, from 0 to 1 for all of it
 */
double
askg_store_get_search_share (AskgStore *self)
{
  g_return_val_if_fail (ASKG_IS_STORE (self), 1);

  return self->search_share;
}

/* Whether that share is still growing; told by the same signal. */
gboolean
askg_store_is_preparing (AskgStore *self)
{
  g_return_val_if_fail (ASKG_IS_STORE (self), FALSE);

  return self->is_preparing;
}

static void
take (AskgStore *self,
      double     share,
      gboolean   is_preparing)
{
  if (self->search_share == share && self->is_preparing == is_preparing)
    return;

  self->search_share = share;
  self->is_preparing = is_preparing;
  g_signal_emit_by_name (self, "search-share-changed");
}

static void go_on (AskgStore *self);

static gboolean
on_rested (gpointer user_data)
{
  AskgStore *self = user_data;

  if (!self->is_preparing && g_get_monotonic_time () < self->called_at_us + LOOK_IDLE_US)
    return G_SOURCE_CONTINUE;
  self->prepare_timer = 0;
  go_on (self);

  return G_SOURCE_REMOVE;
}

/* Where it fails, as on a full disk, the next opening goes on with it. */
static void
step_reply (GTask    *task,
            gpointer  data,
            GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  const Step *step = data;
  const gboolean goes_on = error == NULL && !step->is_done && self->is_open;
  const gboolean looks_on = error == NULL && !step->is_looked && self->is_open;

  self->look = step->look;
  self->is_looked = step->is_looked;
  if ((goes_on || looks_on) && self->prepare_timer == 0)
    self->prepare_timer = g_timeout_add (goes_on ? REST_MS : LOOK_REST_MS, on_rested, self);
  take (self, error == NULL ? step->share : self->search_share, goes_on);
  askg_store_reply_boolean (task, data, error);
}

static const AskgStoreCall step_call = { NULL, ASKG_WORK_WRITE, step_work, step_reply, sizeof (Step), g_free };

static void
go_on (AskgStore *self)
{
  askg_store_send (self, &step_call, &(Step) { .look = self->look, .is_looked = self->is_looked }, NULL, NULL, NULL);
}

/* Goes on until everything can be found or the store is closed. Called when it was opened. */
void
askg_store_prepare (AskgStore *self)
{
  self->is_preparing = TRUE;
  go_on (self);
}
