/* askg-live-session-sentences.c: why a spoken conversation went wrong: who, why, and what to do. Main thread. */
#include "engine/provider/askg-live-session-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-engine-sentences.h"
#include "engine/transport/askg-web-frames.h"

#define CLOSE_POLICY    1008u /* mostly a key that is refused */
#define CLOSE_INTERNAL  1011u
#define CLOSE_TRY_LATER 1013u

static const char *
get_name (AskgLiveSession *self)
{
  return askg_profile_get_name (askg_engine_link_get_profile (self->link));
}

GError *
askg_live_session_new_wire_error (AskgLiveSession     *self,
                                  const AskgWireError *error)
{
  return askg_engine_link_tell (self->link, error, askg_engine_link_get_model (self->link));
}

/* It answered that it is a web socket, and then nothing. */
GError *
askg_live_session_new_silent_error (AskgLiveSession *self)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT,
                      _("“%s” took the connection and began no conversation. It may be overloaded or still loading its model; try again, or look whether its address is one for spoken conversations."),
                      get_name (self));
}

GError *
askg_live_session_new_long_error (AskgLiveSession *self)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("“%s” went on for longer than eleven minutes, so its answer was stopped. Ask for less."), get_name (self));
}

GError *
askg_live_session_new_limit_error (AskgLiveSession *self)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("“%s” ends each conversation after a while, and this one was begun anew: its answer stopped there. Ask it to go on."),
                      get_name (self));
}

static GError *
refused_error (AskgLiveSession        *self,
               const AskgWebSocketEnd *end)
{
  gsize n_bytes = 0;
  const char *body = end->http_body != NULL ? g_bytes_get_data (end->http_body, &n_bytes) : NULL;
  g_autoptr(AskgWireError) error = NULL;

  /* A page is there, but nothing that could be spoken with. */
  if (end->http_status < 300)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ADDRESS,
                        _("What answers at %s takes no spoken conversation. Correct the address of “%s”; it mostly ends in /v1/realtime."),
                        askg_engine_link_get_place (self->link), get_name (self));
  error = askg_wire_error_new_from_body (end->http_status, body != NULL ? body : "", n_bytes);

  return askg_live_session_new_wire_error (self, error);
}

static GError *
closed_error (AskgLiveSession        *self,
              const AskgWebSocketEnd *end)
{
  g_autofree char *reason = askg_error_quote (end->reason);
  const gboolean has_reason = *reason != '\0';

  if (end->code == CLOSE_POLICY)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_KEY_REFUSED,
                        _("“%s” does not let us in (%s). Enter its key again in the preferences, or ask whoever runs it."),
                        get_name (self), has_reason ? reason : "1008");
  if (end->code == CLOSE_INTERNAL || end->code == CLOSE_TRY_LATER || end->code == ASKG_WEB_CLOSE_RESTART)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                        _("“%s” broke the conversation off (%s). Try again in a while, or look at its own messages."),
                        get_name (self), has_reason ? reason : _("it starts again, or failed"));

  return has_reason ? g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED, _("“%s” ended the conversation (code %u: %s). Begin it anew."),
                                   get_name (self), end->code, reason)
                    : g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED, _("“%s” ended the conversation (code %u). Begin it anew."),
                                   get_name (self), end->code);
}

/**
 * askg_live_session_new_end_error:
 *
 * Returns: (transfer full) (nullable): why it ended; %NULL when it ended in order
 */
GError *
askg_live_session_new_end_error (AskgLiveSession        *self,
                                 const AskgWebSocketEnd *end)
{
  if (end->error != NULL)
    return askg_engine_sentence_name (end->error, get_name (self));
  if (end->http_status != 0)
    return refused_error (self, end);
  if (end->code == ASKG_WEB_CLOSE_NORMAL && self->has_begun)
    return NULL;

  return closed_error (self, end);
}

/* Whether another try may go well. */
gboolean
askg_live_end_is_passing (const AskgWebSocketEnd *end)
{
  static const guint codes[] = { ASKG_WEB_CLOSE_GOING_AWAY, ASKG_WEB_CLOSE_NO_CODE, ASKG_WEB_CLOSE_LOST, CLOSE_INTERNAL,
                                 ASKG_WEB_CLOSE_RESTART, CLOSE_TRY_LATER, 1015 };

  if (end->http_status != 0)
    return end->http_status == 429 || end->http_status >= 500;
  if (end->error != NULL)
    return g_error_matches (end->error, ASKG_ERROR, ASKG_ERROR_NETWORK) ||
           g_error_matches (end->error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (end->code == codes[i])
      return TRUE;

  return FALSE;
}
