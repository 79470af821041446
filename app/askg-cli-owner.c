/* askg-cli-owner.c: main thread. */
#include "app/askg-cli-owner.h"

#include "app/askg-cli.h"
#include "app/askg-exit.h"
#include "app/askg-socket.h"

struct _AskgCliOwner
{
  AskgSession      *session;   /* owned */
  AskgService      *service;   /* owned */
  AskgSocketServer *server;    /* owned (nullable) */
  gboolean          shall_end;
};

static AskgService *own_service; /* while there is an owner */

/* Others may come as long as anybody is served; who comes later finds the history free. */
static void
serve_to_the_end (AskgSession      *session,
                  AskgSocketServer *server)
{
  while (askg_session_is_busy (session) ||
         (askg_socket_server_get_n_busy (server) > 0 && !g_cancellable_is_cancelled (askg_cli_get_cancellable ())))
    g_main_context_iteration (NULL, TRUE);
  askg_socket_server_close (server);
}

static void
shall_end_cb (AskgCliOwner *self)
{
  self->shall_end = TRUE;
}

/**
 * askg_cli_owner_new:
 * @session: (transfer full): whose ownership was taken
 * @may_ask: whether the person at the terminal may be asked about a sending
 */
AskgCliOwner *
askg_cli_owner_new (AskgSession *session,
                    gboolean     may_ask)
{
  AskgCliOwner *self = g_new0 (AskgCliOwner, 1);

  self->session = session;
  self->service = askg_service_new (session, NULL, NULL);
  self->server = askg_socket_server_new (self->service, askg_session_get_data_folder (session), NULL);
  own_service = self->service;
  if (may_ask)
    askg_cli_agree_at_terminal (session);
  if (self->server != NULL)
    g_signal_connect_object (self->service, "quit", G_CALLBACK (askg_socket_server_close), self->server, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->service, "quit", G_CALLBACK (shall_end_cb), self);

  return self;
}

/* Whether somebody else wants to be the owner. */
gboolean
askg_cli_owner_shall_end (AskgCliOwner *self)
{
  return self->shall_end;
}

/**
 * askg_cli_owner_tell_notice:
 *
 * Says that the history was damaged, and what became of it. Not for a request that failed: it has its own sentence, and one is enough.
 */
void
askg_cli_owner_tell_notice (AskgCliOwner *self)
{
  const char *notice = askg_store_get_notice (askg_session_get_store (self->session));

  if (notice != NULL)
    askg_exit_say (notice);
}

/**
 * askg_cli_owner_end:
 * @self: (transfer full)
 *
 * Serves those who came to the end, and closes the history.
 *
 * Errors: those of askg_session_close_finish()
 */
gboolean
askg_cli_owner_end (AskgCliOwner  *self,
                    GError       **error)
{
  g_auto(AskgWait) closing;
  gboolean is_whole;

  if (self->server != NULL)
    serve_to_the_end (self->session, self->server);
  own_service = NULL;
  askg_wait_init (&closing);
  askg_session_close_async (self->session, askg_wait_cb, &closing);
  is_whole = askg_session_close_finish (self->session, askg_wait_for (&closing), error);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->server);
  g_object_unref (self->service);
  g_object_unref (self->session);
  g_free (self);

  return is_whole;
}

/* (transfer none) (nullable): of this process, while it is the owner */
AskgService *
askg_cli_owner_peek_service (void)
{
  return own_service;
}
