/* askg-cli-request.c: has a request done: by the owner of the history, or by becoming it. */
#include "app/askg-cli.h"

#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli-owner.h"
#include "app/askg-socket.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

#define OWNER_PATIENCE_US (6 * G_TIME_SPAN_SECOND) /* an owner that listens does so within this */
#define LOOK_AGAIN_MS     200                      /* whether there is an owner at all */
#define DESK_PATIENCE_US  (15 * G_TIME_SPAN_SECOND)
#define RETRY_US          (150 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  AskgServiceReply  on_event;
  gpointer          on_event_data;
  json_t           *last; /* owned */
  AskgWait         *wait; /* to be ended with the last event; NULL when something else ends it */
  gboolean          was_heard;    /* asking again would ask twice */
  gboolean          was_accepted; /* so it was the desk that failed, not that there is none */
} Listener;

static gboolean
is_last (json_t *event)
{
  const char *kind = askg_json_get_string (event, "event");

  return g_strcmp0 (kind, "done") == 0 || g_strcmp0 (kind, "error") == 0;
}

static void
event_cb (json_t   *event,
          gpointer  user_data)
{
  Listener *self = user_data;

  self->was_heard = TRUE;
  self->was_accepted |= g_strcmp0 (askg_json_get_string (event, "event"), "accepted") == 0;
  if (is_last (event))
    {
      self->last = json_incref (event);
      if (self->wait != NULL)
        g_main_loop_quit (self->wait->loop);
    }
  else if (self->on_event != NULL)
    self->on_event (event, self->on_event_data);
}

/* What is only to be remembered is not cut short by the Ctrl-C that made it so. */
static GCancellable *
cancellable_for (json_t *request)
{
  return json_object_get (request, "failed") == NULL ? askg_cli_get_cancellable () : NULL;
}

static void
pass_on_cb (GCancellable *interrupting,
            gpointer      stopping)
{
  g_cancellable_cancel (stopping);
}

/* Its own end of it: “askglass stop” from elsewhere stops the request, not those who are served besides. */
static void
do_and_wait (AskgService *service,
             json_t      *request,
             Listener    *listener)
{
  g_autoptr(GCancellable) stopping = g_cancellable_new ();
  GCancellable *interrupting = cancellable_for (request);
  gulong handler = 0;
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  if (interrupting != NULL)
    handler = g_cancellable_connect (interrupting, G_CALLBACK (pass_on_cb), stopping, NULL);
  listener->wait = &wait;
  askg_service_handle (service, request, stopping, event_cb, listener, NULL);
  if (listener->last == NULL)
    g_main_loop_run (wait.loop);
  listener->wait = NULL;
  if (interrupting != NULL)
    g_cancellable_disconnect (interrupting, handler);
}

static void
ignore_event (json_t   *event,
              gpointer  user_data)
{
}

/**
 * askg_cli_respond:
 * @request: something small to say about a request that is under way, to whoever does it
 */
void
askg_cli_respond (json_t *request)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *data_folder = NULL;

  if (askg_cli_owner_peek_service () != NULL)
    {
      askg_service_handle (askg_cli_owner_peek_service (), request, cancellable, ignore_event, NULL, NULL);
      return;
    }

  data_folder = askg_program_data_folder (NULL);
  if (data_folder != NULL)
    askg_socket_request_async (data_folder, request, 0, ignore_event, NULL, cancellable, NULL, NULL);
}

/* -- Being the owner -------------------------------------------------------- */

static AskgCliOwner *kept; /* over more than one request */
static gboolean keeps;

/**
 * askg_cli_keep_owner:
 *
 * If this process becomes the owner for a request, it stays so for the next ones: what was started for the first, such as
 * who hears, is there for them. Until askg_cli_let_go(), or askg_cli_mind_others() when somebody else wants to be it.
 */
void
askg_cli_keep_owner (void)
{
  keeps = TRUE;
}

/* To be called now and then by who keeps it and waits for something else. */
void
askg_cli_mind_others (void)
{
  if (kept != NULL && askg_cli_owner_shall_end (kept))
    askg_cli_owner_end (g_steal_pointer (&kept), NULL);
}

void
askg_cli_let_go (void)
{
  g_autoptr(GError) trouble = NULL;

  keeps = FALSE;
  if (kept != NULL && !askg_cli_owner_end (g_steal_pointer (&kept), &trouble))
    g_message ("%s", trouble->message);
}

/* Takes @session. */
static gboolean
do_it_here (AskgSession  *session,
            json_t       *request,
            Listener     *listener,
            GError      **error)
{
  const gboolean may_ask = g_strcmp0 (askg_json_get_string (request, "verb"), "ask") == 0 ||
                           json_object_get (request, "sound") != NULL || keeps;
  AskgCliOwner *owner = askg_cli_owner_new (session, may_ask);

  do_and_wait (askg_cli_owner_peek_service (), request, listener);
  if (g_strcmp0 (askg_json_get_string (listener->last, "event"), "error") != 0)
    askg_cli_owner_tell_notice (owner);
  if (!keeps)
    return askg_cli_owner_end (owner, error);
  kept = owner;

  return TRUE;
}

/* A desktop that runs a command for a key says so in the environment: see askg-gnome-keys.c. */
static void
name_the_key (json_t *request)
{
  const char *key = g_getenv ("ASKGLASS_KEY");

  if (key != NULL && *key != '\0')
    json_object_set_new (request, "pressed_key", json_string (key));
}

static gboolean
let_the_owner_do_it (const char  *data_folder,
                     json_t      *request,
                     guint        patience_ms,
                     Listener    *listener,
                     GError     **error)
{
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  name_the_key (request);
  g_clear_pointer (&listener->last, json_decref);
  listener->was_heard = FALSE;
  listener->was_accepted = FALSE;
  askg_socket_request_async (data_folder, request, patience_ms, event_cb, listener, cancellable_for (request),
                             askg_wait_cb, &wait);

  return askg_socket_request_finish (askg_wait_for (&wait), error);
}

static gboolean
says_unavailable (json_t *event)
{
  return g_strcmp0 (askg_json_get_string (json_object_get (event, "error"), "id"), "unavailable") == 0;
}

static void
leave_terminal (gpointer user_data)
{
  setsid ();
}

static gboolean
start_desk (GError **error)
{
  g_autofree char *program = askg_program_find_helper ("askglass-desk");
  const char *argv[] = { program, "--resident", NULL };
  g_autoptr(GError) trouble = NULL;
  g_autofree char *why = NULL;

  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_DISPLAY,
                           _("There is no display here, so no window can be shown. Run it in a desktop session, "
                             "or ask without one: askglass ask --image FILE TEXT."));
      return FALSE;
    }

  /* It outlives this command, and must not hold its pipes open. */
  if (g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL |
                     G_SPAWN_CLOEXEC_PIPES, leave_terminal, NULL, NULL, &trouble))
    return TRUE;

  why = askg_error_quote (trouble->message);
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
               _("The desktop part %s cannot be started: %s. Install Askglass again."), program, why);

  return FALSE;
}

/* The desk may run, be starting, wait for another owner to end, or have to be started. */
static gboolean
let_the_desk_do_it (const char  *data_folder,
                    json_t      *request,
                    Listener    *listener,
                    GError     **error)
{
  const gint64 give_up_at_us = g_get_monotonic_time () + DESK_PATIENCE_US;
  gboolean started = FALSE;

  for (;;)
    {
      g_autoptr(GError) trouble = NULL;

      if (let_the_owner_do_it (data_folder, request, 0, listener, &trouble) &&
          (listener->was_accepted || !says_unavailable (listener->last)))
        return TRUE;
      if (trouble != NULL && (listener->was_heard || askg_error_is_cancelled (trouble) ||
                              g_error_matches (trouble, ASKG_ERROR, ASKG_ERROR_TIMED_OUT)))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return FALSE;
        }
      if (!started && !start_desk (error))
        return FALSE;
      started = TRUE;
      if (g_get_monotonic_time () > give_up_at_us)
        {
          g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                               _("The desktop part of Askglass did not start within 15 seconds. "
                                 "Start it with “askglass” and see what it says."));
          return FALSE;
        }
      g_usleep (RETRY_US);
    }
}

/* An owner may end between our look at its lock and our request: nobody has heard that then. */
static gboolean
is_worth_another_look (Listener     *listener,
                       const GError *trouble,
                       gint64        give_up_at_us)
{
  return g_error_matches (trouble, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY) && !listener->was_heard &&
         g_get_monotonic_time () < give_up_at_us;
}

/**
 * askg_cli_request:
 * @request: see askg-service.h
 * @needs_desk: whether it needs windows; the desktop part is then started if need be
 * @on_event: (nullable): hears every event but the last
 *
 * Errors: what kept the request from being done. One that was done and failed is no error here:
 *   its last event tells.
 *
 * Returns: (transfer full): the last event, "done" or "error"; %NULL with @error set
 */
json_t *
askg_cli_request (json_t           *request,
                  gboolean          needs_desk,
                  AskgServiceReply  on_event,
                  gpointer          on_event_data,
                  GError          **error)
{
  Listener listener = { .on_event = on_event, .on_event_data = on_event_data };
  g_autofree char *data_folder = askg_program_data_folder (error);
  const gint64 give_up_at_us = g_get_monotonic_time () + OWNER_PATIENCE_US;

  if (data_folder == NULL)
    return NULL;
  if (needs_desk)
    return let_the_desk_do_it (data_folder, request, &listener, error) ? listener.last : NULL;

  for (;;)
    {
      g_autoptr(AskgSession) session = NULL;
      g_autoptr(GError) trouble = NULL;

      askg_cli_mind_others ();
      if (kept != NULL)
        {
          do_and_wait (askg_cli_owner_peek_service (), request, &listener);
          return listener.last;
        }
      session = askg_session_new (data_folder);
      if (askg_session_take_ownership (session, &trouble))
        {
          /* A disk that is full at the end is full at the closing too: it is said once. */
          if (!do_it_here (g_object_ref (session), request, &listener, &trouble) && json_object_get (listener.last, "error") == NULL)
            askg_session_report (session, trouble);
          return listener.last;
        }
      if (g_error_matches (trouble, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY))
        {
          g_clear_error (&trouble);
          if (let_the_owner_do_it (data_folder, request, LOOK_AGAIN_MS, &listener, &trouble))
            return listener.last;
        }
      if (!is_worth_another_look (&listener, trouble, give_up_at_us))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
    }
}

/**
 * askg_cli_tell_owner:
 * @request: see askg-service.h
 *
 * Says something to the running Askglass, if there is one; starts nothing.
 *
 * Returns: (transfer full) (nullable): the last event; %NULL when none runs or it has no windows
 */
json_t *
askg_cli_tell_owner (json_t *request)
{
  Listener listener = { 0 };
  g_autofree char *data_folder = askg_program_data_folder (NULL);

  if (data_folder == NULL || !let_the_owner_do_it (data_folder, request, 0, &listener, NULL))
    return NULL;
  if (says_unavailable (listener.last))
    g_clear_pointer (&listener.last, json_decref);

  return listener.last;
}

/* Nobody can run where nobody holds the lock, and nobody new begins while we do. */
static gboolean
nobody_runs (const char *data_folder)
{
  g_autoptr(AskgSession) session = askg_session_new (data_folder);
  g_autoptr(GError) error = NULL;

  return askg_session_take_ownership (session, &error) || !g_error_matches (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY);
}

/**
 * askg_cli_tell_running:
 * @request: see askg-service.h
 *
 * Errors: %ASKG_ERROR_STORAGE_BUSY, %ASKG_ERROR_TIMED_OUT when one runs and cannot be told, or does not
 *   do it
 *
 * Returns: (transfer full) (nullable): the last event; %NULL without an error where none runs
 */
json_t *
askg_cli_tell_running (json_t   *request,
                       GError  **error)
{
  Listener listener = { 0 };
  g_autofree char *data_folder = askg_program_data_folder (error);
  const gint64 give_up_at_us = g_get_monotonic_time () + OWNER_PATIENCE_US;

  for (guint patience_ms = 0; data_folder != NULL; patience_ms = LOOK_AGAIN_MS)
    {
      g_autoptr(GError) trouble = NULL;

      if (let_the_owner_do_it (data_folder, request, patience_ms, &listener, &trouble))
        return listener.last;
      if (!listener.was_heard && nobody_runs (data_folder))
        return NULL;
      if (!is_worth_another_look (&listener, trouble, give_up_at_us))
        {
          g_propagate_error (error, g_steal_pointer (&trouble));
          return NULL;
        }
    }

  return NULL;
}
