/* askg-screen-lock.c: main thread.
 *
 * Several may tell: logind of the session, and the screen savers of the desktops, each under a name of its own.
 * One that says "locked" is enough. Nobody is started to be asked. A locker that tells nobody (swaylock on a sway
 * that does not tell logind) is not seen. */
#include "capture/context/askg-screen-lock.h"

#define PATIENCE_MS 300

/* Who may tell. */
typedef struct
{
  const char *name;
  const char *path;
  const char *interface;
} Teller;

static const Teller savers[] = {
  { "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver" },
  { "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver" },
  { "org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver" },
  { "org.mate.ScreenSaver", "/org/mate/ScreenSaver", "org.mate.ScreenSaver" },
};
static const Teller logind = { "org.freedesktop.login1", "/org/freedesktop/login1/session/auto",
                               "org.freedesktop.login1.Session" };

/* The last is logind's. */
#define N_TELLERS (G_N_ELEMENTS (savers) + 1)
#define LOGIND    G_N_ELEMENTS (savers)

struct _AskgScreenLock
{
  GObject          parent_instance;

  /* Owned */
  GDBusConnection *session; /* (nullable): until it is there */
  GDBusConnection *system;  /* (nullable) */
  GCancellable    *ending;

  guint            subscriptions[N_TELLERS];
  guint            owners[N_TELLERS]; /* subscriptions to who they are; logind is always the same */
  gboolean         says_locked[N_TELLERS];
  guint            n_asked; /* whose answers are not there yet */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (AskgScreenLock, askg_screen_lock, G_TYPE_OBJECT)

static gboolean
anybody_says_so (AskgScreenLock *self)
{
  for (gsize i = 0; i < N_TELLERS; i++)
    if (self->says_locked[i])
      return TRUE;

  return FALSE;
}

static void
note (AskgScreenLock *self,
      gsize           teller,
      gboolean        is_locked)
{
  const gboolean before = anybody_says_so (self);

  self->says_locked[teller] = is_locked;
  if (anybody_says_so (self) != before)
    g_signal_emit (self, changed_signal, 0, !before);
}

/* -- What they say ---------------------------------------------------------- */

/* (nullable) @reply: (b) of a screen saver, (v) of logind */
static gboolean
is_yes (GVariant *reply)
{
  g_autoptr(GVariant) value = NULL;

  if (reply == NULL)
    return FALSE;
  if (g_variant_is_of_type (reply, G_VARIANT_TYPE ("(v)")))
    g_variant_get (reply, "(v)", &value);
  else if (g_variant_n_children (reply) > 0)
    value = g_variant_get_child_value (reply, 0);

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);
}

static void
saver_said_cb (GDBusConnection *connection,
               const char      *sender,
               const char      *path,
               const char      *interface,
               const char      *signal,
               GVariant        *parameters,
               gpointer         user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    if (g_str_equal (interface, savers[i].interface))
      note (user_data, i, is_yes (parameters));
}

/* One question on its way. */
typedef struct
{
  AskgScreenLock *self; /* owned */
  gsize           teller;
} Asked;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr(AskgScreenLock) self = asked->self;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, NULL);

  self->n_asked--;
  if (!g_cancellable_is_cancelled (self->ending))
    note (self, asked->teller, is_yes (reply)); /* who is not there says nothing */
}

static void
ask (AskgScreenLock  *self,
     GDBusConnection *connection,
     gsize            teller)
{
  const Teller *who = teller == LOGIND ? &logind : &savers[teller];
  Asked *asked = g_new0 (Asked, 1);

  asked->self = g_object_ref (self);
  asked->teller = teller;
  self->n_asked++;
  if (teller == LOGIND)
    g_dbus_connection_call (connection, who->name, who->path, "org.freedesktop.DBus.Properties", "Get",
                            g_variant_new ("(ss)", who->interface, "LockedHint"), NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                            PATIENCE_MS, self->ending, answered_cb, asked);
  else
    g_dbus_connection_call (connection, who->name, who->path, who->interface, "GetActive", NULL, NULL,
                            G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, self->ending, answered_cb, asked);
}

/* Signals of other people's sessions come here, too: it is asked about ours. */
static void
logind_changed_cb (GDBusConnection *connection,
                   const char      *sender,
                   const char      *path,
                   const char      *interface,
                   const char      *signal,
                   GVariant        *parameters,
                   gpointer         user_data)
{
  g_autoptr(GVariant) properties = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  properties = g_variant_get_child_value (parameters, 1);
  if (g_variant_lookup (properties, "LockedHint", "b", NULL))
    ask (user_data, connection, LOGIND);
}

/* It came, or it is gone and with it what it said. */
static void
saver_owner_cb (GDBusConnection *connection,
                const char      *sender,
                const char      *path,
                const char      *interface,
                const char      *signal,
                GVariant        *parameters,
                gpointer         user_data)
{
  const char *name = NULL;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)")))
    return;
  g_variant_get_child (parameters, 0, "&s", &name);
  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    if (g_str_equal (name, savers[i].name))
      ask (user_data, connection, i);
}

/* -- The buses ---------------------------------------------------------------- */

static void
session_connected_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(AskgScreenLock) self = user_data;

  self->n_asked--;
  self->session = g_dbus_connection_new_for_address_finish (result, NULL);
  if (self->session == NULL)
    return;
  g_dbus_connection_set_exit_on_close (self->session, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (savers); i++)
    {
      self->subscriptions[i] =
        g_dbus_connection_signal_subscribe (self->session, savers[i].name, savers[i].interface, "ActiveChanged", NULL,
                                            NULL, G_DBUS_SIGNAL_FLAGS_NONE, saver_said_cb, self, NULL);
      self->owners[i] =
        g_dbus_connection_signal_subscribe (self->session, "org.freedesktop.DBus", "org.freedesktop.DBus",
                                            "NameOwnerChanged", "/org/freedesktop/DBus", savers[i].name,
                                            G_DBUS_SIGNAL_FLAGS_NONE, saver_owner_cb, self, NULL);
      ask (self, self->session, i);
    }
}

static void
system_connected_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(AskgScreenLock) self = user_data;

  self->n_asked--;
  self->system = g_bus_get_finish (result, NULL);
  if (self->system == NULL)
    return;
  self->subscriptions[LOGIND] =
    g_dbus_connection_signal_subscribe (self->system, logind.name, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                        NULL, logind.interface, G_DBUS_SIGNAL_FLAGS_NONE, logind_changed_cb, self, NULL);
  ask (self, self->system, LOGIND);
}

/* Not GLib's own search: where there is no bus that would start one. */
static char *
find_session_bus (void)
{
  const char *told = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  g_autofree char *escaped = g_dbus_address_escape_value (path);

  if (told != NULL && *told != '\0')
    return g_strdup (told);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_strconcat ("unix:path=", escaped, NULL) : NULL;
}

/* -- Life ---------------------------------------------------------------------- */

static void
askg_screen_lock_dispose (GObject *object)
{
  AskgScreenLock *self = ASKG_SCREEN_LOCK (object);

  g_cancellable_cancel (self->ending);
  for (gsize i = 0; i < N_TELLERS; i++)
    {
      GDBusConnection *connection = i == LOGIND ? self->system : self->session;

      if (connection != NULL && self->subscriptions[i] != 0)
        g_dbus_connection_signal_unsubscribe (connection, self->subscriptions[i]);
      if (connection != NULL && self->owners[i] != 0)
        g_dbus_connection_signal_unsubscribe (connection, self->owners[i]);
      self->subscriptions[i] = self->owners[i] = 0;
    }
  g_clear_object (&self->session);
  g_clear_object (&self->system);

  G_OBJECT_CLASS (askg_screen_lock_parent_class)->dispose (object);
}

static void
askg_screen_lock_finalize (GObject *object)
{
  g_clear_object (&ASKG_SCREEN_LOCK (object)->ending);

  G_OBJECT_CLASS (askg_screen_lock_parent_class)->finalize (object);
}

static void
askg_screen_lock_class_init (AskgScreenLockClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_screen_lock_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_screen_lock_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
askg_screen_lock_init (AskgScreenLock *self)
{
  self->ending = g_cancellable_new ();
}

/**
 * askg_screen_lock_new:
 *
 * Begins to watch at once. Without a bus, or where nobody tells, the session counts as not locked.
 *
 * Returns: (transfer full): the one that the program has already, or a new one
 */
AskgScreenLock *
askg_screen_lock_new (void)
{
  static AskgScreenLock *shared; /* weak */
  g_autofree char *address = shared == NULL ? find_session_bus () : NULL;
  AskgScreenLock *self;

  if (shared != NULL)
    return g_object_ref (shared);

  self = g_object_new (ASKG_TYPE_SCREEN_LOCK, NULL);
  g_set_weak_pointer (&shared, self);
  self->n_asked = address != NULL ? 2 : 1;
  g_bus_get (G_BUS_TYPE_SYSTEM, self->ending, system_connected_cb, g_object_ref (self));
  if (address != NULL)
    g_dbus_connection_new_for_address (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                       G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, self->ending,
                                       session_connected_cb, g_object_ref (self));

  return self;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE; /* so that waiting for the first answers has an end */
}

/**
 * askg_screen_lock_wait:
 *
 * Waits until those who may tell have answered for the first time, at most 300 ms, while the main loop runs. For
 * a command, which would else look before it knows; a program with windows has known it for long.
 */
void
askg_screen_lock_wait (AskgScreenLock *self)
{
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_MS * G_TIME_SPAN_MILLISECOND;
  guint waking;

  g_return_if_fail (ASKG_IS_SCREEN_LOCK (self));

  waking = g_timeout_add (PATIENCE_MS / 10, wake_cb, NULL);
  while (self->n_asked > 0 && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (waking);
}

gboolean
askg_screen_lock_is_locked (AskgScreenLock *self)
{
  g_return_val_if_fail (ASKG_IS_SCREEN_LOCK (self), FALSE);

  return anybody_says_so (self);
}
