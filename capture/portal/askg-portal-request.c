/* askg-portal-request.c: main thread.
 *
 * Every method of the portal that asks somebody works the same way: it returns a handle at once,
 * and the answer comes as the signal Response of that handle. It may come before the return, so
 * the handle is predicted and listened to first. And it may never come: portal 1.16 forgets it
 * when its dialog fails; so there is a time limit, and the question is withdrawn. */
#include "capture/portal/askg-portal-request.h"

#include <glib/gi18n-lib.h>

#define REQUEST_INTERFACE "org.freedesktop.portal.Request"
#define SESSION_INTERFACE "org.freedesktop.portal.Session"

/* The answers of Response. */
enum { ANSWER_GRANTED, ANSWER_DECLINED, ANSWER_OTHER };

/* One question. The task owns it, and ends in end_request(), once. */
typedef struct
{
  char            *interface;
  char            *method;
  GVariant        *arguments; /* tuple, without the options */
  GVariant        *options;   /* a{sv}, without the token */
  char            *token;

  GDBusConnection *connection; /* owned; NULL before the question is put */
  char            *handle;
  guint            response;   /* subscription */
  GSource         *timer;
  GSource         *cancelled;
  gboolean         is_over;
} Request;

static void
stop_listening (Request *self)
{
  if (self->response != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->response);
  self->response = 0;
}

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_free (self->interface);
  g_free (self->method);
  g_clear_pointer (&self->arguments, g_variant_unref);
  g_clear_pointer (&self->options, g_variant_unref);
  g_free (self->token);
  g_clear_object (&self->connection);
  g_free (self->handle);
  g_free (self);
}

/* Takes over the reference that the waiting held. */
static void
end_request (GTask    *task,
             GVariant *results,
             GError   *error)
{
  Request *self = g_task_get_task_data (task);

  g_return_if_fail (!self->is_over);

  self->is_over = TRUE;
  stop_listening (self);
  clear_source (&self->timer);
  clear_source (&self->cancelled);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, results, (GDestroyNotify) g_variant_unref);
  g_object_unref (task);
}

/* Nobody waits for this: a portal that is stuck would answer it late, too. */
static void
withdraw (Request *self)
{
  if (self->handle != NULL)
    g_dbus_connection_call (self->connection, ASKG_PORTAL_BUS_NAME, self->handle, REQUEST_INTERFACE, "Close", NULL,
                            NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

static void
response_cb (GDBusConnection *connection,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  GTask *task = user_data;
  g_autoptr(GVariant) results = NULL;
  guint32 answer;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &answer, &results);

  if (answer == ANSWER_GRANTED)
    end_request (task, g_steal_pointer (&results), NULL);
  else if (answer == ANSWER_DECLINED)
    end_request (task, NULL, g_error_new_literal (ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_DECLINED,
                                                  _("It was declined.")));
  else
    end_request (task, NULL, g_error_new_literal (ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_FORBIDDEN,
                                                  _("The desktop refused without a question.")));
}

static void
listen_to (GTask      *task,
           const char *handle)
{
  Request *self = g_task_get_task_data (task);

  stop_listening (self);
  g_free (self->handle);
  self->handle = g_strdup (handle);
  self->response =
    g_dbus_connection_signal_subscribe (self->connection, ASKG_PORTAL_BUS_NAME, REQUEST_INTERFACE, "Response",
                                        handle, NULL, G_DBUS_SIGNAL_FLAGS_NONE, response_cb, task, NULL);
}

/* The return says only that the question was put, or that it could not be. */
static void
called_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  const char *handle;

  if (self->is_over)
    return;
  if (reply == NULL)
    {
      g_dbus_error_strip_remote_error (error);
      end_request (task, NULL, g_error_new (ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_ABSENT, "%s", error->message));
      return;
    }
  g_variant_get (reply, "(&o)", &handle);
  if (!g_str_equal (handle, self->handle)) /* portals before 0.9 choose their own */
    listen_to (task, handle);
}

/* @arguments, and after them the options with our token. */
static GVariant *
build_parameters (Request *self)
{
  g_auto(GVariantDict) options = G_VARIANT_DICT_INIT (self->options);
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE_TUPLE);
  for (gsize i = 0; self->arguments != NULL && i < g_variant_n_children (self->arguments); i++)
    {
      g_autoptr(GVariant) argument = g_variant_get_child_value (self->arguments, i);

      g_variant_builder_add_value (&parameters, argument);
    }
  g_variant_dict_insert (&options, "handle_token", "s", self->token);
  g_variant_builder_add_value (&parameters, g_variant_dict_end (&options));

  return g_variant_builder_end (&parameters);
}

/* Where the portal will answer: our unique name without the colon, its dots made harmless, and the token. */
static char *
predict_handle (GDBusConnection *connection,
                const char      *token)
{
  g_autofree char *name = g_strdup (g_dbus_connection_get_unique_name (connection) + 1);

  return g_strdup_printf ("%s/request/%s/%s", ASKG_PORTAL_PATH, g_strdelimit (name, ".", '_'), token);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *self = g_task_get_task_data (task);
  AskgPortal *portal = ASKG_PORTAL (object);
  g_autofree char *handle = NULL;
  GError *error = NULL;

  if (self->is_over)
    return;
  if (!askg_portal_open_finish (portal, result, &error))
    {
      end_request (task, NULL, error);
      return;
    }

  self->connection = g_object_ref (askg_portal_get_connection (portal));
  handle = predict_handle (self->connection, self->token);
  listen_to (task, handle);
  g_dbus_connection_call (self->connection, ASKG_PORTAL_BUS_NAME, ASKG_PORTAL_PATH, self->interface, self->method,
                          build_parameters (self), G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, G_MAXINT, NULL,
                          called_cb, g_object_ref (task));
}

static gboolean
timeout_cb (gpointer user_data)
{
  GTask *task = user_data;

  withdraw (g_task_get_task_data (task));
  end_request (task, NULL, g_error_new_literal (ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_SILENT,
                                                _("The desktop gave no answer.")));

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask *task = user_data;

  withdraw (g_task_get_task_data (task));
  end_request (task, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled.")));

  return G_SOURCE_REMOVE;
}

static GSource *
watch (GSource     *source,
       const char  *name,
       GSourceFunc  callback,
       GTask       *task)
{
  g_source_set_static_name (source, name);
  g_source_set_callback (source, callback, task, NULL);
  g_source_attach (source, NULL);

  return source;
}

/**
 * askg_portal_request_async:
 * @interface: such as "org.freedesktop.portal.Screenshot"
 * @method: one that returns a request's handle
 * @arguments: (nullable): a tuple of those before the options; sunk if floating
 * @options: (nullable): `a{sv}`, without a handle token; sunk if floating
 * @timeout_ms: how long to wait, %ASKG_PORTAL_ASK_TIMEOUT_MS where a person may be asked
 * @cancellable: (nullable): withdraws the question
 * @callback: runs once, on this thread
 *
 * Puts a question to the portal. Sessions are made and started the same way.
 */
void
askg_portal_request_async (AskgPortal          *portal,
                           const char          *interface,
                           const char          *method,
                           GVariant            *arguments,
                           GVariant            *options,
                           guint                timeout_ms,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Request *self;
  GTask *task;

  g_return_if_fail (ASKG_IS_PORTAL (portal));
  g_return_if_fail (interface != NULL && method != NULL);
  g_return_if_fail (arguments == NULL || g_variant_is_of_type (arguments, G_VARIANT_TYPE_TUPLE));
  g_return_if_fail (options == NULL || g_variant_is_of_type (options, G_VARIANT_TYPE_VARDICT));

  self = g_new0 (Request, 1);
  self->interface = g_strdup (interface);
  self->method = g_strdup (method);
  self->arguments = arguments != NULL ? g_variant_ref_sink (arguments) : NULL;
  self->options = options != NULL ? g_variant_ref_sink (options) : NULL;
  self->token = askg_portal_new_token ();

  task = g_task_new (portal, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_portal_request_async);
  g_task_set_task_data (task, self, request_free);
  self->timer = watch (g_timeout_source_new (timeout_ms), "[askg] portal patience", timeout_cb, task);
  if (cancellable != NULL)
    self->cancelled = watch (g_cancellable_source_new (cancellable), "[askg] portal cancelled",
                             G_SOURCE_FUNC (cancelled_cb), task);
  askg_portal_open_async (portal, NULL, opened_cb, g_object_ref (task));
}

/**
 * askg_portal_request_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED; %ASKG_PORTAL_ERROR: the caller knows what it was for, and says what to do.
 *
 * Returns: (transfer full): the results, `a{sv}`, or %NULL with @error set
 */
GVariant *
askg_portal_request_finish (AskgPortal    *portal,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_portal_request_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * askg_portal_new_token:
 *
 * Returns: (transfer full): a word that names one request or session, fit for an object path
 */
char *
askg_portal_new_token (void)
{
  return g_strdup_printf ("askglass%08x%08x", g_random_int (), g_random_int ());
}

/**
 * askg_portal_close_session:
 * @session_handle: what CreateSession gave
 *
 * Ends a session, without waiting.
 */
void
askg_portal_close_session (AskgPortal *portal,
                           const char *session_handle)
{
  GDBusConnection *connection;

  g_return_if_fail (ASKG_IS_PORTAL (portal));
  g_return_if_fail (session_handle != NULL && g_variant_is_object_path (session_handle));

  connection = askg_portal_get_connection (portal);
  if (connection != NULL)
    g_dbus_connection_call (connection, ASKG_PORTAL_BUS_NAME, session_handle, SESSION_INTERFACE, "Close", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}
