/* askg-shortcuts-portal.c: main thread.
 *
 * Session, then keys, on every start: the desktop forgets a session with the connection. The
 * session's token never changes: KDE 5.27 files the keys of a program without an id under it. */
#include "capture/shortcuts/askg-shortcuts-portal.h"

#include <glib/gi18n-lib.h>

#include "capture/portal/askg-portal-request.h"
#include "capture/shortcuts/askg-keys-by-hand.h"
#include "capture/shortcuts/askg-portal-keys.h"
#include "engine/base/askg-error.h"

#define INTERFACE     "org.freedesktop.portal.GlobalShortcuts"
#define SESSION_TOKEN "org_askglass_Askglass"
#define REOPEN_MS     2000 /* before the first new session; twice as long before each further one */
#define MAX_REOPENS   5
#define STEADY_US     (60 * G_TIME_SPAN_SECOND) /* what ends a session later than this is a new trouble */

struct _AskgShortcutsPortal
{
  GObject       parent_instance;

  /* Owned */
  AskgPortal   *portal;
  GPtrArray    *shortcuts; /* of AskgShortcut */
  GCancellable *cancellable;
  char         *session;   /* (nullable): handle */
  const char   *kind;      /* static */

  guint         activated; /* subscriptions */
  guint         deactivated;
  guint         changed;
  guint         closed;
  guint         reopen_source;
  guint         n_reopens;
  gint64        opened_at_us; /* the session; 0 before */
};

static void shortcuts_init (AskgShortcutsInterface *iface);
static void open_session (AskgShortcutsPortal *self);
static void portal_restarted_cb (AskgPortal *portal, AskgShortcutsPortal *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgShortcutsPortal, askg_shortcuts_portal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_SHORTCUTS, shortcuts_init))

static void
stop_listening (AskgShortcutsPortal *self)
{
  GDBusConnection *connection = askg_portal_get_connection (self->portal);
  guint *const subscriptions[] = { &self->activated, &self->deactivated, &self->changed, &self->closed };

  for (gsize i = 0; i < G_N_ELEMENTS (subscriptions); i++)
    {
      if (*subscriptions[i] != 0 && connection != NULL)
        g_dbus_connection_signal_unsubscribe (connection, *subscriptions[i]);
      *subscriptions[i] = 0;
    }
}

static void
take_new_portal (AskgShortcutsPortal *self)
{
  g_clear_object (&self->portal);
  self->portal = askg_portal_new ();
  g_signal_connect_object (self->portal, "restarted", G_CALLBACK (portal_restarted_cb), self, G_CONNECT_DEFAULT);
}

static void
leave_session (AskgShortcutsPortal *self)
{
  stop_listening (self);
  if (self->session != NULL)
    askg_portal_close_session (self->portal, self->session);
  g_clear_pointer (&self->session, g_free);
}

/* What is under way belongs to the session of before, and so does the connection: a portal that crashes closes
 * nothing, and its back end would refuse a second session under the same connection and token. */
static void
start_over (AskgShortcutsPortal *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->reopen_source, g_source_remove);
  leave_session (self);
  take_new_portal (self);
}

static void
askg_shortcuts_portal_dispose (GObject *object)
{
  AskgShortcutsPortal *self = ASKG_SHORTCUTS_PORTAL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reopen_source, g_source_remove);
  if (self->portal != NULL)
    leave_session (self);
  g_clear_object (&self->portal);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shortcuts, g_ptr_array_unref);

  G_OBJECT_CLASS (askg_shortcuts_portal_parent_class)->dispose (object);
}

static void
askg_shortcuts_portal_class_init (AskgShortcutsPortalClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_shortcuts_portal_dispose;
}

static void
askg_shortcuts_portal_init (AskgShortcutsPortal *self)
{
  take_new_portal (self);
  self->cancellable = g_cancellable_new ();
  self->kind = "portal";
}

static void
set_all (AskgShortcutsPortal *self,
         AskgKeyState         state,
         const char          *note)
{
  for (guint i = 0; i < self->shortcuts->len; i++)
    askg_shortcut_set_state (g_ptr_array_index (self->shortcuts, i), state, NULL, note);
  askg_shortcuts_emit_changed (ASKG_SHORTCUTS (self));
}

static const char *
not_granted_note (void)
{
  return _("The desktop did not grant the keys. Allow them in its settings for shortcuts, then start Askglass again.");
}

static void
go_without (AskgShortcutsPortal *self)
{
  self->kind = askg_keys_by_hand_tell (self->shortcuts);
  askg_shortcuts_emit_changed (ASKG_SHORTCUTS (self));
}

static void
take_given (AskgShortcutsPortal *self,
            GVariant            *given)
{
  askg_portal_keys_take (self->shortcuts, given);
  askg_shortcuts_emit_changed (ASKG_SHORTCUTS (self));
}

static void
activated_cb (GDBusConnection *connection,
              const char      *sender,
              const char      *path,
              const char      *interface,
              const char      *signal,
              GVariant        *parameters,
              gpointer         user_data)
{
  AskgShortcutsPortal *self = user_data;
  const char *session, *id;

  g_variant_get (parameters, "(&o&st@a{sv})", &session, &id, NULL, NULL);
  if (g_strcmp0 (session, self->session) != 0 || askg_portal_keys_find (self->shortcuts, id) == NULL)
    return;

  if (g_str_equal (signal, "Activated"))
    askg_shortcuts_emit_fired (ASKG_SHORTCUTS (self), id);
  else
    askg_shortcuts_emit_released (ASKG_SHORTCUTS (self), id);
}

static void
changed_cb (GDBusConnection *connection,
            const char      *sender,
            const char      *path,
            const char      *interface,
            const char      *signal,
            GVariant        *parameters,
            gpointer         user_data)
{
  AskgShortcutsPortal *self = user_data;
  g_autoptr(GVariant) given = NULL;
  const char *session;

  g_variant_get (parameters, "(&o@a(sa{sv}))", &session, &given);
  if (g_strcmp0 (session, self->session) == 0)
    take_given (self, given);
}

static void
reopen_cb (gpointer user_data)
{
  AskgShortcutsPortal *self = user_data;

  self->reopen_source = 0;
  open_session (self);
}

/* Not at once, for the desktop may be starting; and not for ever, for it may mean it.
 * Returns: whether it will be tried */
static gboolean
try_again (AskgShortcutsPortal *self)
{
  if (self->opened_at_us != 0 && g_get_monotonic_time () - self->opened_at_us > STEADY_US)
    self->n_reopens = 0;
  self->opened_at_us = 0;
  start_over (self);
  if (self->n_reopens == MAX_REOPENS)
    return FALSE;

  self->reopen_source = g_timeout_add_once (REOPEN_MS << self->n_reopens, reopen_cb, self);
  self->n_reopens++;

  return TRUE;
}

/* The session and its keys are gone, or will never come: nobody answers what was asked of the portal of before. */
static void
lose_session (AskgShortcutsPortal *self)
{
  const gboolean had_keys = self->session != NULL;

  if (try_again (self))
    {
      if (had_keys)
        set_all (self, ASKG_KEY_ASKED, _("The desktop took the keys back."));
    }
  else if (had_keys)
    set_all (self, ASKG_KEY_ASKED, not_granted_note ());
  else
    go_without (self);
}

/* The desktop closed it: it restarts, or the person revoked it. */
static void
closed_cb (GDBusConnection *connection,
           const char      *sender,
           const char      *path,
           const char      *interface,
           const char      *signal,
           GVariant        *parameters,
           gpointer         user_data)
{
  lose_session (user_data);
}

static void
portal_restarted_cb (AskgPortal          *portal,
                     AskgShortcutsPortal *self)
{
  if (self->shortcuts != NULL)
    lose_session (self);
}

/* A portal that was lost needs its time to come back; one that has no such interface from the first is done without. */
static void
no_session (AskgShortcutsPortal *self,
            const GError        *error)
{
  const gboolean was_silent = g_error_matches (error, ASKG_PORTAL_ERROR, ASKG_PORTAL_ERROR_SILENT);

  if (error != NULL && askg_error_is_cancelled (error))
    return;
  if ((self->n_reopens == 0 && !was_silent) || !try_again (self))
    go_without (self);
}

static void
listen_to_session (AskgShortcutsPortal *self)
{
  GDBusConnection *connection = askg_portal_get_connection (self->portal);

  self->activated = g_dbus_connection_signal_subscribe (connection, ASKG_PORTAL_BUS_NAME, INTERFACE, "Activated",
                                                        ASKG_PORTAL_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                        activated_cb, self, NULL);
  self->deactivated = g_dbus_connection_signal_subscribe (connection, ASKG_PORTAL_BUS_NAME, INTERFACE, "Deactivated",
                                                          ASKG_PORTAL_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                          activated_cb, self, NULL);
  self->changed = g_dbus_connection_signal_subscribe (connection, ASKG_PORTAL_BUS_NAME, INTERFACE, "ShortcutsChanged",
                                                      ASKG_PORTAL_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                      changed_cb, self, NULL);
  self->closed = g_dbus_connection_signal_subscribe (connection, ASKG_PORTAL_BUS_NAME, "org.freedesktop.portal.Session",
                                                     "Closed", self->session, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                     closed_cb, self, NULL);
}

static void
bound_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgShortcutsPortal) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = askg_portal_request_finish (ASKG_PORTAL (object), result, &error);
  g_autoptr(GVariant) given = NULL;

  if (answer == NULL)
    {
      if (!askg_error_is_cancelled (error))
        set_all (self, ASKG_KEY_ASKED, not_granted_note ());
      return;
    }

  given = g_variant_lookup_value (answer, "shortcuts", G_VARIANT_TYPE ("a(sa{sv})"));
  if (given != NULL)
    take_given (self, given);
}

/* Where the session has them already, nothing more is asked: KDE 5.27 would open its System Settings, on every start,
 * and bind nothing. */
static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgShortcutsPortal) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = askg_portal_request_finish (ASKG_PORTAL (object), result, &error);
  g_autoptr(GVariant) given = answer != NULL ? g_variant_lookup_value (answer, "shortcuts", G_VARIANT_TYPE ("a(sa{sv})"))
                                             : NULL;

  if (given != NULL && askg_portal_keys_holds_all (self->shortcuts, given))
    take_given (self, given);
  else if (self->session != NULL && (error == NULL || !askg_error_is_cancelled (error)))
    askg_portal_request_async (self->portal, INTERFACE, "BindShortcuts",
                               g_variant_new ("(o@a(sa{sv})s)", self->session, askg_portal_keys_list (self->shortcuts), ""), NULL,
                               ASKG_PORTAL_ASK_TIMEOUT_MS, self->cancellable, bound_cb, g_object_ref (self));
}

static void
session_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgShortcutsPortal) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) answer = askg_portal_request_finish (ASKG_PORTAL (object), result, &error);
  g_autoptr(GVariant) handle = answer != NULL ? g_variant_lookup_value (answer, "session_handle", NULL) : NULL;

  if (handle == NULL)
    {
      no_session (self, error);
      return;
    }

  self->kind = "portal";
  self->opened_at_us = g_get_monotonic_time ();
  self->session = g_strdup (g_variant_get_string (handle, NULL));
  listen_to_session (self);
  askg_portal_request_async (self->portal, INTERFACE, "ListShortcuts", g_variant_new ("(o)", self->session), NULL,
                             ASKG_PORTAL_KNOWN_TIMEOUT_MS, self->cancellable, listed_cb, g_object_ref (self));
}

static void
open_session (AskgShortcutsPortal *self)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "session_handle_token", g_variant_new_string (SESSION_TOKEN));
  g_variant_builder_add (&options, "{sv}", "shortcuts", askg_portal_keys_list (self->shortcuts)); /* KDE 5.27 reads them only here */
  askg_portal_request_async (self->portal, INTERFACE, "CreateSession", NULL, g_variant_builder_end (&options),
                             ASKG_PORTAL_KNOWN_TIMEOUT_MS, self->cancellable, session_cb, g_object_ref (self));
}

static void
version_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgShortcutsPortal) self = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_portal_version_finish (ASKG_PORTAL (object), result, &error) > 0)
    open_session (self);
  else
    no_session (self, error);
}

static const char *
get_kind (AskgShortcuts *shortcuts)
{
  return ASKG_SHORTCUTS_PORTAL (shortcuts)->kind;
}

static gboolean
tells_release (AskgShortcuts *shortcuts)
{
  return g_str_equal (ASKG_SHORTCUTS_PORTAL (shortcuts)->kind, "portal");
}

static void
bind_shortcuts (AskgShortcuts *shortcuts,
                GPtrArray     *wanted)
{
  AskgShortcutsPortal *self = ASKG_SHORTCUTS_PORTAL (shortcuts);

  start_over (self);
  self->n_reopens = 0;
  self->opened_at_us = 0;
  g_clear_pointer (&self->shortcuts, g_ptr_array_unref);
  self->shortcuts = g_ptr_array_ref (wanted);
  set_all (self, ASKG_KEY_ASKED, NULL);
  askg_portal_version_async (self->portal, INTERFACE, self->cancellable, version_cb, g_object_ref (self));
}

static void
shortcuts_init (AskgShortcutsInterface *iface)
{
  iface->get_kind = get_kind;
  iface->tells_release = tells_release;
  iface->bind = bind_shortcuts;
}

AskgShortcuts *
askg_shortcuts_portal_new (void)
{
  return g_object_new (ASKG_TYPE_SHORTCUTS_PORTAL, NULL);
}
