/* askg-accessible-terminal.c: any thread.
 *
 * The bus of screen readers -> the programs on it -> the one that the shell descends from -> its widgets that are terminals ->
 * their text. A program that does not answer costs what is left of the second, and no more. */
#include "capture/context/askg-accessible-terminal.h"

#include <stdio.h>
#include <string.h>

#define PATIENCE_US    G_TIME_SPAN_SECOND
#define MOST_WIDGETS   600u
#define MOST_TERMINALS 16u
#define MOST_CHARS     (256 * 1024)
#define MAX_ANCESTORS  64
#define ROLE_TERMINAL  60u /* of AtspiRole */

#define ROOT       "/org/a11y/atspi/accessible/root"
#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define TEXT       "org.a11y.atspi.Text"

/* One look. */
typedef struct
{
  GDBusConnection *bus;         /* owned */
  GCancellable    *cancellable; /* (nullable) borrowed */
  gint64           end_us;      /* monotonic */
} Look;

/* Returns: (nullable) (transfer full) */
static GVariant *
call (Look       *self,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant   *parameters)
{
  const gint64 left_ms = (self->end_us - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND;

  if (left_ms <= 0)
    {
      if (parameters != NULL)
        g_variant_unref (g_variant_ref_sink (parameters));
      return NULL;
    }

  return g_dbus_connection_call_sync (self->bus, name, path, interface, method, parameters, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                      (int) left_ms, self->cancellable, NULL);
}

static gboolean
connect_to (Look *self)
{
  g_autoptr(GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, self->cancellable, NULL);
  g_autoptr(GVariant) reply = session != NULL
    ? g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                   G_DBUS_CALL_FLAGS_NONE, PATIENCE_US / G_TIME_SPAN_MILLISECOND, self->cancellable, NULL) : NULL;
  const char *address;

  if (reply == NULL)
    return FALSE;
  g_variant_get (reply, "(&s)", &address);
  self->bus = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                      G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, self->cancellable, NULL);

  return self->bus != NULL;
}

/* Returns: (nullable) (transfer full): of (so): a program and a widget of it */
static GVariant *
children_of (Look       *self,
             const char *name,
             const char *path)
{
  g_autoptr(GVariant) reply = call (self, name, path, ACCESSIBLE, "GetChildren", NULL);

  return reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(a(so))")) ? g_variant_get_child_value (reply, 0) : NULL;
}

/* -- Whose program -------------------------------------------------------------------------- */

static int
parent_of (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid), *stat = NULL;
  const char *behind_name;
  int parent = 0;

  if (!g_file_get_contents (path, &stat, NULL, NULL) || (behind_name = strrchr (stat, ')')) == NULL ||
      sscanf (behind_name, ") %*c %d", &parent) != 1)
    return 0;

  return parent;
}

static gboolean
is_ancestor (Look       *self,
             const char *name,
             int         pid)
{
  g_autoptr(GVariant) reply = call (self, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                    "GetConnectionUnixProcessID", g_variant_new ("(s)", name));
  guint32 owner = 0;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(u)")))
    return FALSE;
  g_variant_get (reply, "(u)", &owner);
  for (int i = 0; i < MAX_ANCESTORS && pid > 1; i++, pid = parent_of (pid))
    if ((guint32) pid == owner)
      return TRUE;

  return FALSE;
}

/* -- Its terminals ---------------------------------------------------------------------------- */

static gboolean
is_terminal (Look       *self,
             const char *name,
             const char *path)
{
  g_autoptr(GVariant) reply = call (self, name, path, ACCESSIBLE, "GetRole", NULL);
  guint32 role = 0;

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(u)")))
    g_variant_get (reply, "(u)", &role);

  return role == ROLE_TERMINAL;
}

static int
count_characters (Look       *self,
                  const char *name,
                  const char *path)
{
  g_autoptr(GVariant) reply = call (self, name, path, "org.freedesktop.DBus.Properties", "Get", g_variant_new ("(ss)", TEXT, "CharacterCount"));
  g_autoptr(GVariant) value = NULL;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(v)")))
    return 0;
  g_variant_get (reply, "(v)", &value);

  return g_variant_is_of_type (value, G_VARIANT_TYPE_INT32) ? g_variant_get_int32 (value) : 0;
}

static void
take_text (Look       *self,
           const char *name,
           const char *path,
           GPtrArray  *texts)
{
  const int n = count_characters (self, name, path);
  g_autoptr(GVariant) reply = n > 0 ? call (self, name, path, TEXT, "GetText", g_variant_new ("(ii)", MAX (n - MOST_CHARS, 0), n)) : NULL;
  const char *text;

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(s)")))
    return;
  g_variant_get (reply, "(&s)", &text);
  if (*text != '\0')
    g_ptr_array_add (texts, g_strdup (text));
}

static void
enqueue (GQueue   *queue,
         GVariant *children)
{
  GVariantIter iter;
  const char *name, *path;

  g_variant_iter_init (&iter, children);
  while (g_queue_get_length (queue) < MOST_WIDGETS && g_variant_iter_next (&iter, "(&s&o)", &name, &path))
    g_queue_push_tail (queue, g_strdup (path));
}

/* Breadth first: of a program with many tabs all of them are found before what is in one. */
static void
search (Look       *self,
        const char *name,
        const char *root,
        GPtrArray  *texts)
{
  g_autoptr(GQueue) queue = g_queue_new ();
  guint n_seen = 0;

  g_queue_push_tail (queue, g_strdup (root));
  while (!g_queue_is_empty (queue))
    {
      g_autofree char *path = g_queue_pop_head (queue);
      g_autoptr(GVariant) children = NULL;

      if (n_seen++ >= MOST_WIDGETS || texts->len >= MOST_TERMINALS || g_get_monotonic_time () >= self->end_us)
        continue;
      if (is_terminal (self, name, path))
        {
          take_text (self, name, path, texts);
          continue;
        }
      children = children_of (self, name, path);
      if (children != NULL)
        enqueue (queue, children);
    }
}

/**
 * askg_accessible_terminal_read:
 * @shell_pid: of a shell that runs in it
 * @texts: (element-type utf8): get those of all terminals of its program: one of them is the shell's
 */
void
askg_accessible_terminal_read (int           shell_pid,
                               GPtrArray    *texts,
                               GCancellable *cancellable)
{
  Look self = { NULL, cancellable, g_get_monotonic_time () + PATIENCE_US };
  g_autoptr(GVariant) programs = connect_to (&self) ? children_of (&self, "org.a11y.atspi.Registry", ROOT) : NULL;
  GVariantIter iter;
  const char *name, *path;

  if (programs != NULL)
    {
      g_variant_iter_init (&iter, programs);
      while (texts->len == 0 && g_variant_iter_next (&iter, "(&s&o)", &name, &path))
        if (is_ancestor (&self, name, shell_pid))
          search (&self, name, path, texts);
    }
  if (self.bus != NULL)
    g_dbus_connection_close_sync (self.bus, NULL, NULL);
  g_clear_object (&self.bus);
}
