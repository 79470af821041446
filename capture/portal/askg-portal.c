/* askg-portal.c: main thread.
 *
 * The portal knows an application by the connection it calls on, and keeps what the person allowed
 * under that name. A host application says its name with Registry.Register, once, before any other
 * call on that connection. GTK calls the portal early, on the shared one; so ours is our own. */
#include "capture/portal/askg-portal.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-program.h"

#define REGISTRY "org.freedesktop.host.portal.Registry"

/* Starting the portal, and with it a back end, may take this long at login. */
#define CALL_TIMEOUT_MS 10000

struct _AskgPortal
{
  GObject          parent_instance;

  /* Owned */
  GDBusConnection *connection;    /* NULL before it is open, and after the bus went */
  GQueue           waiting;       /* GTask, referenced: those who wait for the connection */
  guint            owner_changes; /* subscription */
  gboolean         is_opening;
  gboolean         is_introduced; /* this portal was told our name */
  gboolean         is_registered; /* and took it */
};

enum { RESTARTED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_QUARK (askg-portal-error, askg_portal_error)
G_DEFINE_FINAL_TYPE (AskgPortal, askg_portal, G_TYPE_OBJECT)

static void connection_closed_cb (GDBusConnection *connection,
                                  gboolean         remote_peer_vanished,
                                  GError          *error,
                                  AskgPortal      *self);

static void
drop_connection (AskgPortal *self)
{
  if (self->connection == NULL)
    return;

  g_signal_handlers_disconnect_by_func (self->connection, connection_closed_cb, self);
  if (self->owner_changes != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, self->owner_changes);
  self->owner_changes = 0;
  self->is_introduced = FALSE;
  self->is_registered = FALSE;
  if (!g_dbus_connection_is_closed (self->connection))
    g_dbus_connection_close (self->connection, NULL, NULL, NULL);
  g_clear_object (&self->connection);
}

static void
connection_closed_cb (GDBusConnection *connection,
                      gboolean         remote_peer_vanished,
                      GError          *error,
                      AskgPortal      *self)
{
  drop_connection (self);
}

static void
answer_waiting (AskgPortal   *self,
                const GError *error)
{
  GTask *task;

  self->is_opening = FALSE;
  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static void
registered_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AskgPortal) self = user_data;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);

  /* Portals before 1.20 have no registry; they guess our name, and that must do. */
  self->is_registered = reply != NULL;
  self->is_introduced = TRUE;
  answer_waiting (self, NULL);
}

static void
register_name (AskgPortal *self)
{
  g_dbus_connection_call (self->connection, ASKG_PORTAL_BUS_NAME, ASKG_PORTAL_PATH, REGISTRY, "Register",
                          g_variant_new ("(s@a{sv})", ASKG_APP_ID, g_variant_new ("a{sv}", NULL)),
                          NULL, G_DBUS_CALL_FLAGS_NONE, CALL_TIMEOUT_MS, NULL, registered_cb, g_object_ref (self));
}

/* A new portal knows nothing of us, and of our sessions. It is told our name before the next call. */
static void
owner_changed_cb (GDBusConnection *connection,
                  const char      *sender,
                  const char      *path,
                  const char      *interface,
                  const char      *signal,
                  GVariant        *parameters,
                  gpointer         user_data)
{
  AskgPortal *self = user_data;
  const char *old_owner;

  g_variant_get (parameters, "(&s&s&s)", NULL, &old_owner, NULL);
  if (old_owner[0] == '\0') /* it starts because we called it */
    return;
  self->is_introduced = FALSE;
  self->is_registered = FALSE;
  g_signal_emit (self, signals[RESTARTED], 0);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AskgPortal) self = user_data;
  g_autoptr(GError) error = NULL;

  self->connection = g_dbus_connection_new_for_address_finish (result, &error);
  if (self->connection == NULL)
    {
      g_autoptr(GError) absent = g_error_new (ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_ABSENT,
                                              _("The session bus does not answer (%s)."), error->message);

      answer_waiting (self, absent);
      return;
    }

  g_signal_connect (self->connection, "closed", G_CALLBACK (connection_closed_cb), self);
  self->owner_changes =
    g_dbus_connection_signal_subscribe (self->connection, "org.freedesktop.DBus", "org.freedesktop.DBus",
                                        "NameOwnerChanged", "/org/freedesktop/DBus", ASKG_PORTAL_BUS_NAME,
                                        G_DBUS_SIGNAL_FLAGS_NONE, owner_changed_cb, self, NULL);
  register_name (self);
}

/* Not GLib's own search: where there is no bus that would start one. */
static char *
find_bus_address (void)
{
  const char *told = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;

  if (told != NULL && told[0] != '\0')
    return g_strdup (told);

  path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  escaped = g_dbus_address_escape_value (path);

  return g_strconcat ("unix:path=", escaped, NULL);
}

/**
 * askg_portal_open_async:
 * @cancellable: (nullable): the caller no longer waits; the connection is made all the same
 * @callback: runs once, on this thread
 *
 * Connects to the session bus and tells the portal our name, unless that is done. Everything else here
 * calls it by itself.
 */
void
askg_portal_open_async (AskgPortal          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *address = NULL;

  g_return_if_fail (ASKG_IS_PORTAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_portal_open_async);
  if (self->is_introduced && !self->is_opening)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  if (self->is_opening)
    return;

  self->is_opening = TRUE;
  if (self->connection != NULL)
    {
      register_name (self);
      return;
    }
  address = find_bus_address ();
  if (address == NULL)
    {
      g_autoptr(GError) absent = g_error_new_literal (ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_ABSENT,
                                                      _("There is no session bus."));

      answer_waiting (self, absent);
      return;
    }
  g_dbus_connection_new_for_address (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                     NULL, NULL, connected_cb, g_object_ref (self));
}

/**
 * askg_portal_open_finish:
 *
 * Errors: %ASKG_PORTAL_ERROR_ABSENT without a session bus; %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether there is a connection now; the portal behind it may still be missing
 */
gboolean
askg_portal_open_finish (AskgPortal    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_portal_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * askg_portal_get_connection:
 *
 * Returns: (transfer none) (nullable): the private connection, for signals of the portal; %NULL before
 *   it is open and after the bus went
 */
GDBusConnection *
askg_portal_get_connection (AskgPortal *self)
{
  g_return_val_if_fail (ASKG_IS_PORTAL (self), NULL);

  return self->connection;
}

/**
 * askg_portal_is_registered:
 *
 * Returns: whether the portal took our application's name; those before 1.20 guess it
 */
gboolean
askg_portal_is_registered (AskgPortal *self)
{
  g_return_val_if_fail (ASKG_IS_PORTAL (self), FALSE);

  return self->is_registered;
}

static void
version_read_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  g_autoptr(GVariant) value = NULL;

  if (reply == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_int (task, 0);
      return;
    }
  g_variant_get (reply, "(v)", &value);
  g_task_return_int (task, g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32) ? g_variant_get_uint32 (value) : 0);
}

static void
version_opened_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgPortal *self = ASKG_PORTAL (object);
  g_autoptr(GError) error = NULL;

  if (!askg_portal_open_finish (self, result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_dbus_connection_call (self->connection, ASKG_PORTAL_BUS_NAME, ASKG_PORTAL_PATH,
                          "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", (const char *) g_task_get_task_data (task), "version"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, CALL_TIMEOUT_MS,
                          g_task_get_cancellable (task), version_read_cb, g_object_ref (task));
}

/**
 * askg_portal_version_async:
 * @interface: such as "org.freedesktop.portal.Screenshot"
 * @cancellable: (nullable): ends the waiting
 * @callback: runs once, on this thread
 *
 * Asks which version of @interface the portal has.
 */
void
askg_portal_version_async (AskgPortal          *self,
                           const char          *interface,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_PORTAL (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_portal_version_async);
  g_task_set_task_data (task, g_strdup (interface), g_free);
  askg_portal_open_async (self, cancellable, version_opened_cb, g_steal_pointer (&task));
}

/**
 * askg_portal_version_finish:
 *
 * Errors: %ASKG_PORTAL_ERROR_ABSENT without a session bus; %G_IO_ERROR_CANCELLED.
 *
 * Returns: the version; 0 when the portal lacks the interface, or with @error set. More than 0 is no promise: a
 *   back end made for another desktop may stand behind it
 */
guint
askg_portal_version_finish (AskgPortal    *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  gssize version;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_portal_version_async), 0);

  version = g_task_propagate_int (G_TASK (result), error);

  return version > 0 ? version : 0;
}

/**
 * askg_portal_probe_version:
 * @interface: such as "org.freedesktop.portal.Screenshot"
 *
 * The same for `askglass doctor`, which has no main loop to keep alive: waits, for seconds where the portal must
 * be started first. Any thread.
 *
 * Returns: the version; 0 when there is no such interface, portal or bus
 */
guint
askg_portal_probe_version (const char *interface)
{
  g_autofree char *address = find_bus_address ();
  g_autoptr(GDBusConnection) connection = NULL;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) value = NULL;

  if (address != NULL)
    connection = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                         G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                         NULL, NULL, NULL);
  if (connection != NULL)
    reply = g_dbus_connection_call_sync (connection, ASKG_PORTAL_BUS_NAME, ASKG_PORTAL_PATH,
                                         "org.freedesktop.DBus.Properties", "Get",
                                         g_variant_new ("(ss)", interface, "version"), G_VARIANT_TYPE ("(v)"),
                                         G_DBUS_CALL_FLAGS_NONE, CALL_TIMEOUT_MS, NULL, NULL);
  if (reply == NULL)
    return 0;
  g_variant_get (reply, "(v)", &value);

  return g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32) ? g_variant_get_uint32 (value) : 0;
}

static void
askg_portal_dispose (GObject *object)
{
  drop_connection (ASKG_PORTAL (object));

  G_OBJECT_CLASS (askg_portal_parent_class)->dispose (object);
}

static void
askg_portal_class_init (AskgPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_portal_dispose;

  /**
   * AskgPortal::restarted:
   *
   * The portal ended or another took its place: sessions are gone, and may be made again.
   */
  signals[RESTARTED] = g_signal_new ("restarted", ASKG_TYPE_PORTAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
askg_portal_init (AskgPortal *self)
{
  g_queue_init (&self->waiting);
}

/**
 * askg_portal_new:
 *
 * Returns: (transfer full): a portal that connects when it is first used. One for the whole program
 *   is enough, and better: permissions are asked once
 */
AskgPortal *
askg_portal_new (void)
{
  return g_object_new (ASKG_TYPE_PORTAL, NULL);
}
