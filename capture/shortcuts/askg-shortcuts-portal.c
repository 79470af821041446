/* askg-shortcuts-portal.c: main thread.
 *
 * Session, then keys, on every start: the desktop forgets a session with the connection. The
 * session's token never changes: KDE 5.27 files the keys of a program without an id under it. */
#include "capture/shortcuts/askg-shortcuts-portal.h"

#include <glib/gi18n-lib.h>

#include "capture/portal/askg-portal-request.h"
#include "capture/shortcuts/askg-accelerator.h"
#include "capture/shortcuts/askg-keys-by-hand.h"
#include "engine/base/askg-error.h"

#define INTERFACE     "org.freedesktop.portal.GlobalShortcuts"
#define SESSION_TOKEN "org_askglass_Askglass"
#define REOPEN_MS     2000
#define MAX_REOPENS   5

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
  guint         changed;
  guint         closed;
  guint         reopen_source;
  guint         n_reopens;
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
  guint *const subscriptions[] = { &self->activated, &self->changed, &self->closed };

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

static void
go_without (AskgShortcutsPortal *self)
{
  self->kind = askg_keys_by_hand_tell (self->shortcuts);
  askg_shortcuts_emit_changed (ASKG_SHORTCUTS (self));
}

/* a(sa{sv}): what is asked for, as BindShortcuts and KDE's CreateSession take it. */
static GVariant *
list_wanted (AskgShortcutsPortal *self)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(sa{sv})"));
  for (guint i = 0; i < self->shortcuts->len; i++)
    {
      const AskgShortcut *shortcut = g_ptr_array_index (self->shortcuts, i);
      g_autoptr(AskgAccelerator) key = askg_accelerator_parse (shortcut->proposed);
      g_autofree char *trigger = key != NULL ? askg_accelerator_to_portal (key) : NULL;

      g_variant_builder_open (&list, G_VARIANT_TYPE ("(sa{sv})"));
      g_variant_builder_add (&list, "s", shortcut->id);
      g_variant_builder_open (&list, G_VARIANT_TYPE ("a{sv}"));
      g_variant_builder_add (&list, "{sv}", "description", g_variant_new_string (shortcut->title));
      if (trigger != NULL)
        g_variant_builder_add (&list, "{sv}", "preferred_trigger", g_variant_new_string (trigger));
      g_variant_builder_close (&list);
      g_variant_builder_close (&list);
    }

  return g_variant_builder_end (&list);
}

static AskgShortcut *
find (AskgShortcutsPortal *self,
      const char          *id)
{
  for (guint i = 0; i < self->shortcuts->len; i++)
    {
      AskgShortcut *shortcut = g_ptr_array_index (self->shortcuts, i);

      if (g_str_equal (shortcut->id, id))
        return shortcut;
    }

  return NULL;
}

/* What the desktop says it gave. One without a trigger is not bound, whatever the call's success. */
static void
take_given (AskgShortcutsPortal *self,
            GVariant            *given)
{
  GVariantIter iter;
  const char *id;
  GVariant *about;

  g_variant_iter_init (&iter, given);
  while (g_variant_iter_next (&iter, "(&s@a{sv})", &id, &about))
    {
      g_autoptr(GVariant) properties = about;
      AskgShortcut *shortcut = find (self, id);
      const char *trigger = NULL;

      g_variant_lookup (properties, "trigger_description", "&s", &trigger);
      if (shortcut == NULL)
        continue;
      if (trigger != NULL && *trigger != '\0')
        askg_shortcut_set_state (shortcut, ASKG_KEY_BOUND, trigger, NULL);
      else
        askg_shortcut_set_state (shortcut, ASKG_KEY_ASKED, NULL,
                                 _("The desktop has given no key for it. Choose one in its settings for shortcuts."));
    }
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
  if (g_strcmp0 (session, self->session) != 0 || find (self, id) == NULL)
    return;

  self->n_reopens = 0;
  askg_shortcuts_emit_fired (ASKG_SHORTCUTS (self), id);
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

/* The keys are gone with the session: ask again, a few times, and not at once, for the desktop may be starting. */
static void
lose_session (AskgShortcutsPortal *self)
{
  if (self->session == NULL)
    return;

  stop_listening (self);
  g_clear_pointer (&self->session, g_free);
  set_all (self, ASKG_KEY_ASKED, _("The desktop took the keys back."));
  if (self->n_reopens++ < MAX_REOPENS)
    self->reopen_source = g_timeout_add_once (REOPEN_MS, reopen_cb, self);
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

/* A portal that crashes closes nothing: its back end still holds the session under the name of our connection and
 * the token, and would refuse a second one. The token must stay, so that the connection changes. */
static void
portal_restarted_cb (AskgPortal          *portal,
                     AskgShortcutsPortal *self)
{
  lose_session (self);
  take_new_portal (self);
}

static void
listen_to_session (AskgShortcutsPortal *self)
{
  GDBusConnection *connection = askg_portal_get_connection (self->portal);

  self->activated = g_dbus_connection_signal_subscribe (connection, ASKG_PORTAL_BUS_NAME, INTERFACE, "Activated",
                                                        ASKG_PORTAL_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                        activated_cb, self, NULL);
  self->changed = g_dbus_connection_signal_subscribe (connection, ASKG_PORTAL_BUS_NAME, INTERFACE, "ShortcutsChanged",
                                                      ASKG_PORTAL_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                      changed_cb, self, NULL);
  self->closed = g_dbus_connection_signal_subscribe (connection, ASKG_PORTAL_BUS_NAME, "org.freedesktop.portal.Session",
                                                     "Closed", self->session, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                     closed_cb, self, NULL);
}

static gboolean
holds_all (AskgShortcutsPortal *self,
           GVariant            *given)
{
  guint n_ours = 0;
  GVariantIter iter;
  const char *id;

  g_variant_iter_init (&iter, given);
  while (g_variant_iter_next (&iter, "(&s@a{sv})", &id, NULL))
    n_ours += find (self, id) != NULL;

  return n_ours == self->shortcuts->len;
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
        set_all (self, ASKG_KEY_ASKED, _("The desktop did not grant the keys. Allow them in its settings for shortcuts, "
                                         "then start Askglass again."));
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

  if (given != NULL && holds_all (self, given))
    take_given (self, given);
  else if (self->session != NULL && (error == NULL || !askg_error_is_cancelled (error)))
    askg_portal_request_async (self->portal, INTERFACE, "BindShortcuts",
                               g_variant_new ("(o@a(sa{sv})s)", self->session, list_wanted (self), ""), NULL,
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
      if (error == NULL || !askg_error_is_cancelled (error))
        go_without (self);
      return;
    }

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
  g_variant_builder_add (&options, "{sv}", "shortcuts", list_wanted (self)); /* KDE 5.27 reads them only here */
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
  else if (error == NULL || !askg_error_is_cancelled (error))
    go_without (self);
}

static const char *
get_kind (AskgShortcuts *shortcuts)
{
  return ASKG_SHORTCUTS_PORTAL (shortcuts)->kind;
}

static void
bind_shortcuts (AskgShortcuts *shortcuts,
                GPtrArray     *wanted)
{
  AskgShortcutsPortal *self = ASKG_SHORTCUTS_PORTAL (shortcuts);

  /* What is under way belongs to the shortcuts of before. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->reopen_source, g_source_remove);
  leave_session (self);

  g_clear_pointer (&self->shortcuts, g_ptr_array_unref);
  self->shortcuts = g_ptr_array_ref (wanted);
  set_all (self, ASKG_KEY_ASKED, NULL);
  askg_portal_version_async (self->portal, INTERFACE, self->cancellable, version_cb, g_object_ref (self));
}

static void
shortcuts_init (AskgShortcutsInterface *iface)
{
  iface->get_kind = get_kind;
  iface->bind = bind_shortcuts;
}

AskgShortcuts *
askg_shortcuts_portal_new (void)
{
  return g_object_new (ASKG_TYPE_SHORTCUTS_PORTAL, NULL);
}
