/* askg-desk-bus.c: main thread. Without a session bus nothing happens: every verb has another way. */
#include "app/askg-desk-bus.h"

#include "app/askg-editor-note.h"
#include "askg-bus-generated.h"
#include "engine/base/askg-program.h"

#define OBJECT_PATH "/org/askglass/Askglass"
#define MAX_QUESTION_BYTES 65536u
#define NO_TALK "off" /* of the property TalkState */

struct _AskgDeskBus
{
  GObject             parent_instance;

  /* Owned */
  AskgBusAskglass1   *skeleton;

  /* Borrowed */
  const AskgBusVerbs *verbs;
  gpointer            data;

  guint               name;
};

G_DEFINE_FINAL_TYPE (AskgDeskBus, askg_desk_bus, G_TYPE_OBJECT)

static gboolean
show_cb (AskgBusAskglass1      *skeleton,
         GDBusMethodInvocation *invocation,
         AskgDeskBus           *self)
{
  self->verbs->show (self->data);
  askg_bus_askglass1_complete_show (skeleton, invocation);

  return TRUE;
}

static gboolean
hide_cb (AskgBusAskglass1      *skeleton,
         GDBusMethodInvocation *invocation,
         AskgDeskBus           *self)
{
  self->verbs->hide (self->data);
  askg_bus_askglass1_complete_hide (skeleton, invocation);

  return TRUE;
}

static gboolean
ask_cb (AskgBusAskglass1      *skeleton,
        GDBusMethodInvocation *invocation,
        const char            *text,
        AskgDeskBus           *self)
{
  if (strlen (text) > MAX_QUESTION_BYTES)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED,
                                                     "A question may have at most 65536 bytes");
      return TRUE;
    }
  self->verbs->ask (self->data, text, NULL);
  askg_bus_askglass1_complete_ask (skeleton, invocation);

  return TRUE;
}

/* What is asked about goes along as what is attached does: to be seen, and to be dropped. */
static gboolean
ask_about_cb (AskgBusAskglass1      *skeleton,
              GDBusMethodInvocation *invocation,
              const char            *text,
              const char            *note,
              AskgDeskBus           *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgAttachment) about = NULL;
  g_autofree char *title = NULL, *told = askg_editor_note_read (note, &title, &error);

  if (told == NULL)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, error->message);
      return TRUE;
    }
  if (strlen (text) + strlen (told) > MAX_QUESTION_BYTES)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_LIMITS_EXCEEDED,
                                                     "A question may have at most 65536 bytes");
      return TRUE;
    }
  about = askg_attachment_new_text (ASKG_ATTACHMENT_FILE, told, title);
  self->verbs->ask (self->data, text, about);
  askg_bus_askglass1_complete_ask_about (skeleton, invocation);

  return TRUE;
}

static gboolean
ask_region_cb (AskgBusAskglass1      *skeleton,
               GDBusMethodInvocation *invocation,
               AskgDeskBus           *self)
{
  self->verbs->ask_region (self->data);
  askg_bus_askglass1_complete_ask_region (skeleton, invocation);

  return TRUE;
}

static gboolean
stop_cb (AskgBusAskglass1      *skeleton,
         GDBusMethodInvocation *invocation,
         AskgDeskBus           *self)
{
  self->verbs->stop (self->data);
  askg_bus_askglass1_complete_stop (skeleton, invocation);

  return TRUE;
}

static gboolean
talk_cb (AskgBusAskglass1      *skeleton,
         GDBusMethodInvocation *invocation,
         const char            *what,
         AskgDeskBus           *self)
{
  const gboolean goes_on = !g_str_equal (askg_bus_askglass1_get_talk_state (skeleton), NO_TALK);

  if (!g_str_equal (what, "on") && !g_str_equal (what, "off") && !g_str_equal (what, "toggle"))
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS,
                                                     "It is one of “on”, “off” and “toggle”");
      return TRUE;
    }
  self->verbs->talk (self->data, g_str_equal (what, "toggle") ? !goes_on : g_str_equal (what, "on"));
  askg_bus_askglass1_complete_talk (skeleton, invocation);

  return TRUE;
}

static void
bus_acquired_cb (GDBusConnection *connection,
                 const char      *name,
                 gpointer         user_data)
{
  AskgDeskBus *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection, OBJECT_PATH, &error))
    g_message ("%s", error->message);
}

static void
askg_desk_bus_finalize (GObject *object)
{
  AskgDeskBus *self = ASKG_DESK_BUS (object);

  g_clear_handle_id (&self->name, g_bus_unown_name);
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  g_clear_object (&self->skeleton);

  G_OBJECT_CLASS (askg_desk_bus_parent_class)->finalize (object);
}

static void
askg_desk_bus_class_init (AskgDeskBusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_bus_finalize;
}

static void
askg_desk_bus_init (AskgDeskBus *self)
{
  self->skeleton = askg_bus_askglass1_skeleton_new ();
  askg_bus_askglass1_set_talk_state (self->skeleton, NO_TALK);
}

/**
 * askg_desk_bus_new:
 * @verbs: (transfer none): outlives the object
 * @data: handed to every function of @verbs
 *
 * Owns the program's name on the session bus for as long as the object lives.
 */
AskgDeskBus *
askg_desk_bus_new (const AskgBusVerbs *verbs,
                   gpointer            data)
{
  AskgDeskBus *self = g_object_new (ASKG_TYPE_DESK_BUS, NULL);

  self->verbs = verbs;
  self->data = data;
  g_signal_connect (self->skeleton, "handle-show", G_CALLBACK (show_cb), self);
  g_signal_connect (self->skeleton, "handle-hide", G_CALLBACK (hide_cb), self);
  g_signal_connect (self->skeleton, "handle-ask", G_CALLBACK (ask_cb), self);
  g_signal_connect (self->skeleton, "handle-ask-about", G_CALLBACK (ask_about_cb), self);
  g_signal_connect (self->skeleton, "handle-ask-region", G_CALLBACK (ask_region_cb), self);
  g_signal_connect (self->skeleton, "handle-stop", G_CALLBACK (stop_cb), self);
  g_signal_connect (self->skeleton, "handle-talk", G_CALLBACK (talk_cb), self);
  self->name = g_bus_own_name (G_BUS_TYPE_SESSION, ASKG_APP_ID, G_BUS_NAME_OWNER_FLAGS_NONE, bus_acquired_cb,
                               NULL, NULL, self, NULL);

  return self;
}

/* @state: (nullable): of the spoken conversation, as the interface names it; %NULL where there is none */
void
askg_desk_bus_set_talk_state (AskgDeskBus *self,
                              const char  *state)
{
  g_return_if_fail (ASKG_IS_DESK_BUS (self));

  askg_bus_askglass1_set_talk_state (self->skeleton, state != NULL ? state : NO_TALK);
}
