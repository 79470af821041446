/* askg-screencast.c: main thread.
 *
 *   token from disk -> CreateSession -> SelectSources -> Start -> next token to disk
 *                   -> OpenPipeWireRemote -> askglass-cast -> frames; the session is closed
 *
 * A token that the desktop no longer knows costs one new question, not an error. */
#include "capture/screen/askg-screencast.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>

#include "capture/portal/askg-portal-request.h"
#include "capture/screen/askg-cast-streams.h"
#include "capture/screen/askg-screencast-token.h"
#include "engine/base/askg-error.h"

#define INTERFACE "org.freedesktop.portal.ScreenCast"

#define SOURCE_MONITORS 1u
#define PERSIST_UNTIL_REVOKED 2u

/* One cast, from the first question to the frames. */
typedef struct
{
  AskgPortal *portal;  /* owned: a task lets go of its source before its data */
  GArray     *outputs; /* owned */
  GArray     *streams; /* owned; once started */
  char       *token;   /* (nullable): of the last cast; used up by trying */
  char       *session; /* (nullable) */
} Cast;

static void create_session (GTask *task);

static void
close_session (Cast *self)
{
  if (self->session != NULL)
    askg_portal_close_session (self->portal, self->session);
  g_clear_pointer (&self->session, g_free);
}

static void
cast_free (gpointer data)
{
  Cast *self = data;

  close_session (self);
  g_clear_pointer (&self->outputs, g_array_unref);
  g_clear_pointer (&self->streams, g_array_unref);
  g_free (self->token);
  g_object_unref (self->portal);
  g_free (self);
}

static void
ask (GTask               *task,
     const char          *method,
     GVariant            *arguments,
     GVariantDict        *options,
     GAsyncReadyCallback  callback)
{
  Cast *self = g_task_get_task_data (task);

  askg_portal_request_async (self->portal, INTERFACE, method, arguments,
                             options != NULL ? g_variant_dict_end (options) : NULL, ASKG_PORTAL_ASK_TIMEOUT_MS,
                             g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* Without the token once more, if it may be to blame. TRUE when that has begun. */
static gboolean
try_without_token (GTask        *task,
                   const GError *error)
{
  Cast *self = g_task_get_task_data (task);

  if (self->token == NULL || error->domain != ASKG_PORTAL_ERROR || error->code == ASKG_PORTAL_ERROR_DECLINED)
    return FALSE;
  g_clear_pointer (&self->token, g_free);
  close_session (self);
  create_session (task);

  return TRUE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Cast *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) wire = askg_cast_streams_read_finish (result, &error);
  GPtrArray *frames;

  close_session (self); /* the sign that the screen is shared goes out */
  if (wire == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  frames = askg_cast_streams_place (self->streams, wire, self->outputs);
  if (frames != NULL)
    g_task_return_pointer (task, frames, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                             _("The desktop shared its screen, but its picture is damaged. Try again."));
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Cast *self = g_task_get_task_data (task);
  g_autoptr(GUnixFDList) fds = NULL;
  g_autoptr(GVariant) reply = NULL;
  GError *error = NULL;
  gint32 index = 0;
  int fd = -1;

  reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (object), &fds, result, &error);
  if (reply != NULL)
    {
      g_variant_get (reply, "(h)", &index);
      fd = fds != NULL ? g_unix_fd_list_get (fds, index, &error) : -1;
    }
  if (fd < 0)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                                 _("The desktop shared its screen, but PipeWire cannot be reached. "
                                   "Start PipeWire, then try again."));
      g_clear_error (&error);
      return;
    }
  askg_cast_streams_read_async (fd, self->streams, g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

static void
store_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  askg_screencast_token_store (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GTask) storing = NULL;
  Cast *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) results = askg_portal_request_finish (self->portal, result, &error);
  char *next_token = NULL;

  if (results == NULL)
    {
      if (!try_without_token (task, error))
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_variant_lookup (results, "restore_token", "s", &next_token);
  storing = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (storing, started_cb);
  g_task_set_task_data (storing, next_token, g_free);
  g_task_run_in_thread (storing, store_in_thread);

  self->streams = askg_cast_streams_parse (results);
  if (self->streams->len == 0)
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_CAPTURE_REFUSED,
                               _("No picture was taken: no screen was shared. Try again and choose one."));
      return;
    }
  g_dbus_connection_call_with_unix_fd_list (askg_portal_get_connection (self->portal), ASKG_PORTAL_BUS_NAME,
                                            ASKG_PORTAL_PATH, INTERFACE, "OpenPipeWireRemote",
                                            g_variant_new ("(o@a{sv})", self->session, g_variant_new ("a{sv}", NULL)),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE,
                                            ASKG_PORTAL_KNOWN_TIMEOUT_MS, NULL, g_task_get_cancellable (task),
                                            connected_cb, g_object_ref (task));
}

static void
selected_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Cast *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) results = askg_portal_request_finish (self->portal, result, &error);

  if (results != NULL)
    ask (task, "Start", g_variant_new ("(os)", self->session, ""), NULL, started_cb);
  else if (!try_without_token (task, error))
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
created_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Cast *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GVariant) results = askg_portal_request_finish (self->portal, result, &error);
  GVariantDict options;

  if (results == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (!g_variant_lookup (results, "session_handle", "s", &self->session))
    g_variant_lookup (results, "session_handle", "o", &self->session);
  if (self->session == NULL || !g_variant_is_object_path (self->session))
    {
      g_clear_pointer (&self->session, g_free);
      g_task_return_new_error (task, ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_ABSENT,
                               _("The portal gave no session."));
      return;
    }

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "types", "u", SOURCE_MONITORS);
  g_variant_dict_insert (&options, "multiple", "b", TRUE);
  g_variant_dict_insert (&options, "persist_mode", "u", PERSIST_UNTIL_REVOKED);
  if (self->token != NULL)
    g_variant_dict_insert (&options, "restore_token", "s", self->token);
  ask (task, "SelectSources", g_variant_new ("(o)", self->session), &options, selected_cb);
}

static void
create_session (GTask *task)
{
  g_autofree char *token = askg_portal_new_token ();
  GVariantDict options;

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "session_handle_token", "s", token);
  ask (task, "CreateSession", NULL, &options, created_cb);
}

static void
load_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, askg_screencast_token_load (), g_free);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Cast *self = g_task_get_task_data (task);

  self->token = g_task_propagate_pointer (G_TASK (result), NULL);
  create_session (task);
}

/**
 * askg_screencast_grab_async:
 * @outputs: (element-type AskgOutputPlace): as the desktop tells them
 * @cancellable: (nullable): withdraws the question and ends the cast
 * @callback: runs once, on this thread
 *
 * Asks the desktop to share its monitors, and takes one picture of each. The desktop asks the person the first time,
 * and shows a sign while it lasts.
 */
void
askg_screencast_grab_async (AskgPortal          *portal,
                            GArray              *outputs,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;
  g_autoptr(GTask) loading = NULL;
  Cast *self;

  g_return_if_fail (ASKG_IS_PORTAL (portal));

  self = g_new0 (Cast, 1);
  self->portal = g_object_ref (portal);
  self->outputs = g_array_ref (outputs);
  task = g_task_new (portal, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_screencast_grab_async);
  g_task_set_task_data (task, self, cast_free);

  loading = g_task_new (NULL, NULL, loaded_cb, task);
  g_task_set_source_tag (loading, askg_screencast_grab_async);
  g_task_run_in_thread (loading, load_in_thread);
}

/**
 * askg_screencast_grab_finish:
 *
 * Errors: %ASKG_PORTAL_ERROR as the desktop answered; %ASKG_ERROR_CAPTURE_REFUSED when nothing was shared;
 * %ASKG_ERROR_CAPTURE_UNAVAILABLE when no picture came; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (element-type AskgFrame): a frame a shared monitor, placed; or %NULL with @error set
 */
GPtrArray *
askg_screencast_grab_finish (AskgPortal    *portal,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_screencast_grab_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
