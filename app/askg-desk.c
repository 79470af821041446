/* askg-desk.c: main thread. Composes the windows with the session, and is what bus, socket and
 * keys talk to. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-desk.h"

#include <signal.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "app/askg-desk-bus.h"
#include "app/askg-desk-by-voice.h"
#include "app/askg-desk-cost.h"
#include "app/askg-desk-failure.h"
#include "app/askg-desk-first-run.h"
#include "app/askg-desk-keys.h"
#include "app/askg-desk-menu.h"
#include "app/askg-desk-overlay.h"
#include "app/askg-service.h"
#include "app/askg-session.h"
#include "app/askg-settings.h"
#include "app/askg-socket.h"
#include "engine/base/askg-program.h"

#define OWNER_PATIENCE_MS 60000 /* a command may be the owner until its answer is there */

struct _AskgDesk
{
  AdwApplication     parent_instance;

  /* Owned */
  AskgSession       *session;
  GSettings         *settings; /* NULL when the schema is not installed */
  AskgDeskOverlay   *overlay;  /* the overlay and what is done in it */
  AskgDeskKeys      *keys;
  AskgDeskFirstRun  *first_run;
  AskgDeskByVoice    by_voice;
  AskgDeskBus       *bus;
  AskgService       *service;
  AskgSocketServer  *server;

  gboolean           show_at_start;
  gboolean           is_new; /* nobody asked anything here before this start */
  gboolean           quitting;
};

G_DEFINE_FINAL_TYPE (AskgDesk, askg_desk, ADW_TYPE_APPLICATION)

/* -- Verbs ---------------------------------------------------------------- */

static void
desk_show (gpointer data)
{
  AskgDesk *self = data;

  /* Whoever opens it for the first time, with nothing to ask yet, is shown around. */
  if (askg_desk_first_run_is_open (self->first_run) || (self->is_new && askg_desk_first_run_is_due (self->first_run)))
    {
      askg_desk_first_run_show (self->first_run);
      return;
    }

  askg_desk_overlay_show (ASKG_DESK (data)->overlay);
  askg_session_warm_up_engine (ASKG_DESK (data)->session);
}

static void
desk_hide (gpointer data)
{
  askg_desk_overlay_hide (ASKG_DESK (data)->overlay);
}

static void
desk_ask (gpointer        data,
          const char     *text,
          AskgAttachment *about)
{
  askg_desk_overlay_ask_text (ASKG_DESK (data)->overlay, text, about);
}

static void
desk_stop (gpointer data)
{
  AskgDesk *self = data;

  if (self->service != NULL)
    askg_service_stop_all (self->service);
  else
    askg_session_stop_all (self->session);
}

/* Whoever talks, be it at a terminal, is stopped. */
static void
desk_talk (gpointer data,
           gboolean is_wanted)
{
  AskgDesk *self = data;

  if (is_wanted)
    askg_desk_talk_converse (self->by_voice.talk);
  else if (self->service != NULL)
    askg_talking_end (askg_service_get_talking (self->service));
}

static void
desk_ask_region (gpointer data)
{
  askg_desk_overlay_ask_region_async (ASKG_DESK (data)->overlay, NULL, NULL, TRUE, NULL, NULL, NULL, NULL);
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgDesk *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_session_close_finish (self->session, result, &error))
    askg_session_report (self->session, error);
  g_application_quit (G_APPLICATION (self));
}

/* Whatever is being written is stopped and on the disk before the process ends. */
static void
desk_quit (gpointer data)
{
  AskgDesk *self = data;

  if (self->quitting)
    return;

  self->quitting = TRUE;
  if (self->server != NULL)
    askg_socket_server_close (self->server);
  askg_desk_talk_leave (self->by_voice.talk);
  askg_desk_overlay_hide (self->overlay);
  askg_session_close_async (self->session, closed_cb, self);
}

static json_t *
desk_status (gpointer data)
{
  AskgDesk *self = data;
  g_autofree char *waking = askg_desk_waking_dup_sentence (self->by_voice.waking);

  return json_pack ("{s:s, s:o, s:s*}", "overlay", askg_desk_overlay_describe_host (self->overlay),
                    "keys", askg_desk_keys_status (self->keys), "wake_word", waking);
}

static char *
desk_obey (gpointer         data,
           AskgVoiceCommand command)
{
  return askg_desk_orders_do (ASKG_DESK (data)->by_voice.orders, command);
}

static gboolean
desk_key_fired (gpointer    data,
                const char *key_id)
{
  AskgDesk *self = data;

  askg_desk_keys_note_fired (self->keys, key_id);
  if (g_str_equal (key_id, ASKG_DESK_KEY_TALK))
    {
      askg_desk_orders_end (self->by_voice.orders);
      askg_desk_talk_toggle (self->by_voice.talk); /* a command knows of no release */
      return TRUE;
    }
  if (g_str_equal (key_id, ASKG_DESK_KEY_FAILURE))
    askg_desk_failure_ask (self->overlay);

  return g_str_equal (key_id, ASKG_DESK_KEY_FAILURE) || askg_desk_first_run_take_key (self->first_run, key_id);
}

static void
desk_ask_for_more (gpointer    data,
                   AskgBudget *budget,
                   const char *why,
                   guint       ticket)
{
  askg_desk_cost_ask (GTK_WINDOW (askg_desk_overlay_get_window (ASKG_DESK (data)->overlay)), budget, why, ticket);
}

static void
desk_ask_region_async (gpointer             data,
                       const char          *text,
                       const char          *engine_id,
                       gboolean             with_memory,
                       GListModel          *others,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  askg_desk_overlay_ask_region_async (ASKG_DESK (data)->overlay, text, engine_id, with_memory, others, cancellable,
                                      callback, user_data);
}

static AskgTurn *
desk_ask_region_finish (gpointer       data,
                        GAsyncResult  *result,
                        AskgConversation **out_conversation,
                        GError       **error)
{
  return askg_desk_overlay_ask_region_finish (ASKG_DESK (data)->overlay, result, out_conversation, error);
}

static const AskgServiceDesk service_desk = {
  .show = desk_show,
  .hide = desk_hide,
  .quit = desk_quit,
  .status = desk_status,
  .ask_for_more = desk_ask_for_more,
  .obey = desk_obey,
  .key_fired = desk_key_fired,
  .ask_region_async = desk_ask_region_async,
  .ask_region_finish = desk_ask_region_finish,
};

static const AskgBusVerbs bus_verbs = {
  .show = desk_show,
  .hide = desk_hide,
  .ask = desk_ask,
  .ask_region = desk_ask_region,
  .stop = desk_stop,
  .talk = desk_talk,
};

static void
talk_changed_cb (AskgDesk *self)
{
  AskgTalking *talking = askg_service_get_talking (self->service);
  g_autoptr(GEnumClass) states = g_type_class_ref (ASKG_TYPE_TALK_STATE);

  askg_desk_preferences_set_talked (askg_desk_overlay_get_preferences (self->overlay),
                                    askg_desk_talk_goes_on (self->by_voice.talk) ? askg_talking_get_live_id (talking) : NULL);
  if (self->bus != NULL)
    askg_desk_bus_set_talk_state (self->bus, askg_talking_is_begun (talking)
                                               ? g_enum_get_value (states, askg_talking_get_state (talking))->value_nick : NULL);
}

static void
key_fired_cb (AskgDeskKeys *keys,
              const char   *id,
              AskgDesk     *self)
{
  if (g_str_equal (id, ASKG_DESK_KEY_TALK))
    askg_desk_orders_end (self->by_voice.orders);
  if (askg_desk_first_run_take_key (self->first_run, id))
    return;
  if (g_str_equal (id, "region"))
    desk_ask_region (self);
  else if (g_str_equal (id, ASKG_DESK_KEY_FAILURE))
    askg_desk_failure_ask (self->overlay);
  else if (!g_str_equal (id, ASKG_DESK_KEY_TALK)) /* which has its own */
    askg_desk_overlay_toggle (self->overlay);
}

/* -- Life ----------------------------------------------------------------- */

/* Only the owner may listen; it does so also when the history cannot be opened: a second start must
 * find it, and what is asked is told why it cannot be. */
static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgDesk) self = user_data;
  g_autoptr(GError) error = NULL;
  const gboolean is_open = askg_session_open_finish (self->session, result, &error);

  if (self->quitting)
    return;
  if (!is_open)
    {
      self->is_new = FALSE; /* there is something else to be told */
      if (self->show_at_start)
        desk_show (self);
      askg_desk_overlay_tell_error (self->overlay, error);
      g_clear_error (&error);
      if (!askg_session_take_ownership (self->session, NULL))
        return;
    }

  self->service = askg_service_new (self->session, &service_desk, self);
  askg_desk_by_voice_set_talking (&self->by_voice, askg_service_get_talking (self->service), self->settings);
  g_signal_connect_object (askg_service_get_talking (self->service), "notify::state", G_CALLBACK (talk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (askg_service_get_talking (self->service), "notify::caption", G_CALLBACK (talk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (askg_service_get_talking (self->service), "ended", G_CALLBACK (talk_changed_cb), self, G_CONNECT_SWAPPED);
  self->server = askg_socket_server_new (self->service, askg_session_get_data_folder (self->session), &error);
  if (self->server == NULL)
    askg_session_report (self->session, error);
  askg_desk_overlay_history_opened (self->overlay);
  if (self->show_at_start && self->is_new && askg_desk_first_run_is_due (self->first_run))
    askg_desk_first_run_show (self->first_run);
}

static gboolean
terminated_cb (gpointer user_data)
{
  desk_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* What need not be there for the first frame. */
static gboolean
after_first_frame (gpointer user_data)
{
  AskgDesk *self = user_data;

  askg_session_open_async (self->session, NULL, open_cb, g_object_ref (self));
  self->bus = askg_desk_bus_new (&bus_verbs, self);
  askg_desk_keys_start (self->keys);

  return G_SOURCE_REMOVE;
}

/* Whoever has asked is not new. */
static void
answer_begun_cb (AskgDesk *self)
{
  self->is_new = FALSE;
}

/* It stands in the overlay, and nowhere else. */
static void
answer_kept_cb (AskgSession  *session,
                AskgAnswer   *answer,
                const GError *why_not,
                AskgDesk     *self)
{
  if (why_not != NULL)
    askg_desk_overlay_tell_error (self->overlay, why_not);
}

static gboolean
has_history (AskgDesk *self)
{
  g_autofree char *path = g_build_filename (askg_session_get_data_folder (self->session), "askglass.db", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* On to what it is for. */
static void
first_run_closed_cb (AskgDesk *self)
{
  self->is_new = FALSE;
  if (!self->quitting)
    desk_show (self);
}

static void
askg_desk_startup (GApplication *application)
{
  AskgDesk *self = ASKG_DESK (application);

  G_APPLICATION_CLASS (askg_desk_parent_class)->startup (application);

  askg_session_set_patience_ms (self->session, OWNER_PATIENCE_MS);
  self->settings = askg_settings_new ();
  self->overlay = askg_desk_overlay_new (GTK_APPLICATION (self), self->session, self->settings);
  self->keys = askg_desk_keys_new (self->settings);
  g_signal_connect (self->keys, "fired", G_CALLBACK (key_fired_cb), self);
  g_signal_connect_object (self->session, "answer-begun", G_CALLBACK (answer_begun_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "answer-kept", G_CALLBACK (answer_kept_cb), self, G_CONNECT_DEFAULT);
  self->is_new = !has_history (self);
  self->first_run = askg_desk_first_run_new (GTK_APPLICATION (self), self->settings, self->keys,
                                             askg_desk_overlay_get_window (self->overlay),
                                             askg_desk_overlay_get_preferences (self->overlay),
                                             askg_desk_overlay_get_region (self->overlay));
  g_signal_connect_object (self->first_run, "closed", G_CALLBACK (first_run_closed_cb), self, G_CONNECT_SWAPPED);
  askg_desk_by_voice_init (&self->by_voice, GTK_APPLICATION (self), self->overlay, self->keys, self->session, self->settings);
  askg_desk_menu_install (askg_desk_overlay_get_window (self->overlay), self->keys, self->first_run, self->by_voice.interpret,
                          self->by_voice.orders, G_CALLBACK (desk_quit), self);
  g_unix_signal_add (SIGTERM, terminated_cb, self);
  g_unix_signal_add (SIGINT, terminated_cb, self);
  g_unix_signal_add (SIGHUP, terminated_cb, self);
  g_application_hold (application);
}

static void
askg_desk_activate (GApplication *application)
{
  AskgDesk *self = ASKG_DESK (application);

  /* The first steps wait for the history to be open. */
  if (self->show_at_start && !(self->is_new && askg_desk_first_run_is_due (self->first_run)))
    desk_show (self);
  /* After the first frame, but soon: a window that does not come must not keep the keys waiting. */
  g_timeout_add_full (G_PRIORITY_LOW, self->show_at_start ? 50 : 0, after_first_frame, g_object_ref (self),
                      g_object_unref);
}

static void
askg_desk_finalize (GObject *object)
{
  AskgDesk *self = ASKG_DESK (object);

  askg_desk_by_voice_clear (&self->by_voice);
  g_clear_object (&self->server);
  g_clear_object (&self->service);
  g_clear_object (&self->bus);
  g_clear_object (&self->first_run);
  g_clear_object (&self->keys);
  g_clear_object (&self->overlay);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (askg_desk_parent_class)->finalize (object);
}

static void
askg_desk_class_init (AskgDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_finalize;
  G_APPLICATION_CLASS (klass)->startup = askg_desk_startup;
  G_APPLICATION_CLASS (klass)->activate = askg_desk_activate;
}

static void
askg_desk_init (AskgDesk *self)
{
}

/**
 * askg_desk_new:
 * @session: not yet open
 * @show: whether the overlay is shown at once
 */
AskgDesk *
askg_desk_new (AskgSession *session,
               gboolean     show)
{
  AskgDesk *self = g_object_new (ASKG_TYPE_DESK,
                                 "application-id", ASKG_APP_ID,
                                 "flags", G_APPLICATION_NON_UNIQUE,
                                 "resource-base-path", "/org/askglass/Askglass",
                                 NULL);

  self->session = g_object_ref (session);
  self->show_at_start = show;

  return self;
}
