/* askg-desk-handover.c: main thread, before there are windows. */
#include "app/askg-desk-handover.h"

#include "app/askg-json.h"
#include "app/askg-socket.h"
#include "engine/base/askg-error.h"

#define PATIENCE_MS 5000 /* how long another one, started a moment ago, may take until it listens */

typedef struct
{
  GMainLoop *loop;
  gboolean   is_desk; /* it has windows, and did what was asked */
} Answer;

static void
event_cb (json_t   *event,
          gpointer  user_data)
{
  Answer *answer = user_data;

  answer->is_desk = g_strcmp0 (askg_json_get_string (event, "event"), "done") == 0;
}

static void
over_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Answer *answer = user_data;

  answer->is_desk = askg_socket_request_finish (result, NULL) && answer->is_desk;
  g_main_loop_quit (answer->loop);
}

/**
 * askg_desk_hand_over:
 * @session: not yet open; owns the history afterwards, if nobody else does
 * @show: whether the other one shall show its overlay
 *
 * Returns: whether another resident program runs, or is just starting, and does the work. %FALSE
 *   also when a mere command holds the history for a moment: that is worth waiting for.
 */
gboolean
askg_desk_hand_over (AskgSession *session,
                     gboolean     show)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(json_t) request = json_pack ("{s:s}", "verb", show ? "show" : "status");
  g_autoptr(GError) error = NULL;
  Answer answer = { loop, FALSE };

  if (askg_session_take_ownership (session, &error) || !g_error_matches (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY))
    return FALSE;

  askg_socket_request_async (askg_session_get_data_folder (session), request, PATIENCE_MS, event_cb, &answer, NULL,
                             over_cb, &answer);
  g_main_loop_run (loop);

  return answer.is_desk;
}
