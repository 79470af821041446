/* web-rig.c */
#include "tests/unit/transport/web-rig.h"

#include <string.h>

#include "tests/unit/privacy/covered-rig.h"

static void
opened_cb (AskgWebSocket *socket,
           gpointer       user_data)
{
  ((WebRig *) user_data)->n_opened++;
}

static void
message_cb (AskgWebSocket *socket,
            const guint8  *message,
            gsize          n_bytes,
            gpointer       user_data)
{
  WebRig *rig = user_data;

  rig->n_messages++;
  rig->n_bytes += n_bytes;
  if (n_bytes < 1000)
    g_string_append_printf (rig->told, "%.*s\n", (int) n_bytes, (const char *) message);
  if (rig->n_messages == rig->cancel_at)
    g_cancellable_cancel (rig->wire.cancellable);
  g_assert_true (rig->cancel_at == 0 || rig->n_messages <= rig->cancel_at);
}

static void
ended_cb (AskgWebSocket          *socket,
          const AskgWebSocketEnd *end,
          gpointer                user_data)
{
  WebRig *rig = user_data;

  rig->n_ended++;
  rig->ended_us = g_get_monotonic_time ();
  rig->error = end->error != NULL ? g_error_copy (end->error) : NULL;
  rig->code = end->code;
  rig->http_status = end->http_status;
  rig->reason = g_strdup (end->reason);
  rig->body = end->http_body != NULL ? g_strndup (g_bytes_get_data (end->http_body, NULL), g_bytes_get_size (end->http_body)) : NULL;
}

static AskgOutbound *
new_outbound (WebRig      *rig,
              AskgCovered *content)
{
  const AskgOutboundParts parts = { .method = content != NULL ? "POST" : "GET", .url = rig->url, .content = content,
                                    .key = rig->wire.key, .socket_path = rig->wire.socket_path, .engine_id = "tested" };
  g_autoptr(GError) error = NULL;
  AskgOutbound *outbound = askg_outbound_new (rig->wire.policy, &parts, &error);

  g_assert_no_error (error);

  return outbound;
}

static void
open_at (WebRig *rig,
         char   *url)
{
  static const AskgWebSocketHandlers handlers = { opened_cb, message_cb, ended_cb };
  g_autoptr(AskgOutbound) upgrade = NULL;

  g_free (rig->url);
  rig->url = url;
  rig->wire.cancellable = g_cancellable_new ();
  upgrade = new_outbound (rig, NULL);
  rig->socket = askg_web_socket_open (rig->wire.http, upgrade, rig->wire.limits, 1 << 20, &handlers, rig, rig->wire.cancellable);
  g_assert_cmpuint (rig->n_ended, ==, 0);
}

void
web_rig_open_script (WebRig     *rig,
                     const char *script)
{
  open_at (rig, wire_rig_script_url (&rig->wire, 0, script));
}

gboolean
web_rig_give_up_cb (gpointer user_data)
{
  g_error ("Nothing happened for ten seconds");

  return G_SOURCE_REMOVE;
}

/* As one on another machine, for all that is known: through a proxy to which every place is at home. */
void
web_rig_open_far (WebRig     *rig,
                  const char *script)
{
  g_autofree char *path = wire_rig_script_url (&rig->wire, 0, script);
  g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%s", rig->wire.listeners[1]);

  g_setenv ("http_proxy", proxy, TRUE);
  g_unsetenv ("NO_PROXY");
  rig->wire.resolver->address = "192.168.7.7";
  open_at (rig, g_strdup_printf ("http://engine.local%s", strstr (path, "127.0.0.1") + strlen ("127.0.0.1")));
  WAIT_FOR (rig->n_opened == 1 || rig->n_ended == 1);
  g_unsetenv ("http_proxy");
  g_assert_no_error (rig->error);
}

void
web_rig_run_script (WebRig     *rig,
                    const char *script)
{
  web_rig_open_script (rig, script);
  WAIT_FOR (rig->n_ended > 0);
}

/* @words: (nullable): of the person's. Also when it may not be sent: then it says why. */
GError *
web_rig_send_words (WebRig     *rig,
                    const char *message,
                    const char *words)
{
  g_autoptr(GBytes) body = g_bytes_new (message, strlen (message));
  g_autoptr(AskgCovered) content = rig_covered (body, words, TRUE);
  g_autoptr(AskgOutbound) outbound = new_outbound (rig, content);
  GError *error = NULL;

  askg_web_socket_send (rig->socket, outbound, &error);

  return error;
}

void
web_rig_say (WebRig     *rig,
             const char *message)
{
  g_autoptr(GBytes) body = g_bytes_new (message, strlen (message));
  g_autoptr(AskgParcel) parcel = rig_parcel (body);
  g_autoptr(AskgCovered) content = NULL;
  g_autoptr(AskgOutbound) outbound = NULL;
  g_autoptr(GError) error = NULL;

  rig_add_sound (parcel);
  content = askg_parcel_cover (parcel, TRUE, NULL, NULL);
  outbound = new_outbound (rig, content);
  askg_web_socket_send (rig->socket, outbound, &error);
  g_assert_no_error (error);
}

void
web_rig_set_up (WebRig       *rig,
                gconstpointer data)
{
  wire_rig_set_up (&rig->wire, (const char *const[]) { "plain", "proxy", NULL });
  rig->told = g_string_new (NULL);
}

void
web_rig_tear_down (WebRig       *rig,
                   gconstpointer data)
{
  if (rig->n_ended == 0 && rig->socket != NULL)
    {
      g_cancellable_cancel (rig->wire.cancellable);
      WAIT_FOR (rig->n_ended > 0);
    }
  g_assert_cmpuint (rig->n_ended, <=, 1);
  if (rig->socket != NULL)
    g_assert_finalize_object (rig->socket);
  wire_rig_turn_loop (20);
  wire_rig_tear_down (&rig->wire);
  g_string_free (rig->told, TRUE);
  g_clear_error (&rig->error);
  g_free (rig->reason);
  g_free (rig->body);
  g_free (rig->url);
}
