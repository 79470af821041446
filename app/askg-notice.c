/* askg-notice.c: main thread.
 *
 * The notification service of the desktop, or the portal where a sandbox hides that. A desktop without either shows nothing. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-notice.h"

#include "engine/base/askg-program.h"

#define PATIENCE_MS 2000
#define URGENCY_LOW 0

struct _AskgNotice
{
  GDBusConnection *bus; /* (nullable) owned: none here */
  guint32          id;  /* of the one that is shown: the next takes its place */
};

/* Returns: (transfer full): one that has shown nothing yet */
AskgNotice *
askg_notice_new (void)
{
  AskgNotice *self = g_new0 (AskgNotice, 1);
  g_autoptr(GError) error = NULL;

  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  if (self->bus == NULL)
    g_debug ("there is no bus for notifications: %s", error->message);
  else
    g_dbus_connection_set_exit_on_close (self->bus, FALSE);

  return self;
}

void
askg_notice_free (AskgNotice *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->bus);
  g_free (self);
}

static gboolean
show_on_desktop (AskgNotice *self,
                 const char *title,
                 const char *body)
{
  GVariantBuilder hints;
  g_autofree char *escaped = g_markup_escape_text (body, -1); /* services may read markup in it */
  g_autoptr(GVariant) reply = NULL;

  g_variant_builder_init (&hints, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&hints, "{sv}", "urgency", g_variant_new_byte (URGENCY_LOW));
  g_variant_builder_add (&hints, "{sv}", "suppress-sound", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&hints, "{sv}", "desktop-entry", g_variant_new_string (ASKG_APP_ID));
  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                                       "org.freedesktop.Notifications", "Notify",
                                       g_variant_new ("(susssasa{sv}i)", "Askglass", self->id, ASKG_APP_ID, title, escaped, NULL,
                                                      &hints, -1),
                                       G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(u)", &self->id);

  return reply != NULL;
}

static void
show_by_portal (AskgNotice *self,
                const char *title,
                const char *body)
{
  GVariantBuilder notice;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  g_variant_builder_init (&notice, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&notice, "{sv}", "title", g_variant_new_string (title));
  g_variant_builder_add (&notice, "{sv}", "body", g_variant_new_string (body));
  g_variant_builder_add (&notice, "{sv}", "priority", g_variant_new_string ("low"));
  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                                       "org.freedesktop.portal.Notification", "AddNotification",
                                       g_variant_new ("(sa{sv})", "watch", &notice),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, &error);
  if (reply == NULL)
    g_debug ("nothing shows notifications here: %s", error->message);
}

/**
 * askg_notice_show:
 * @body: valid UTF-8; taken as plain text
 */
void
askg_notice_show (AskgNotice *self,
                  const char *title,
                  const char *body)
{
  if (self->bus != NULL && !show_on_desktop (self, title, body))
    show_by_portal (self, title, body);
}
