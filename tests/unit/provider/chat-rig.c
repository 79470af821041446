/* chat-rig.c */
#include "tests/unit/provider/chat-rig.h"

/* Somebody who looks, and says neither yes nor no. */
static void
never_reply_cb (AskgGate     *gate,
                AskgOutbound *outbound,
                guint         ticket,
                gpointer      user_data)
{
}

static void
done_cb (const GError *error,
         gboolean      has_output,
         gpointer      user_data)
{
  Asked *self = user_data;

  self->n_done++;
  self->has_output = has_output;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  askg_answer_finish (self->answer, error);
}

static void
heard_cb (Asked *self)
{
  self->n_heard++;
}

/* What it can is known, so that it is asked nothing else. */
Asked *
asked_new (WireRig    *wire,
           const char *url,
           gboolean    has_agreed)
{
  Asked *self = g_new0 (Asked, 1);
  g_autoptr(AskgKeys) keys = askg_keys_new ("/nonexistent");
  g_autofree char *passed = g_strconcat ("wired ", url, NULL);

  askg_gate_set_passed (wire->gate, has_agreed ? (const char *const []) { passed, NULL } : NULL);
  askg_gate_set_asker (wire->gate, never_reply_cb, NULL);
  self->profile = askg_profile_new ("wired", "Wired", url);
  g_object_set (self->profile, "model", "m1", "probed-at", (gint64) 1, NULL);
  self->http = askg_http_new (wire->policy, wire->gate, ASKG_LEDGER (wire->ledger));
  self->link = askg_engine_link_new (self->profile, self->http, keys);
  self->recogniser = fake_recogniser_new ();
  self->engine = askg_chat_engine_new (self->link, ASKG_RECOGNISER (self->recogniser), NULL);
  self->earlier = askg_conversation_new ();
  self->answer = askg_answer_new ("wired", "Wired");
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->answer, "stop-requested", G_CALLBACK (g_cancellable_cancel), self->cancellable,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->answer, "appended", G_CALLBACK (heard_cb), self);
  g_signal_connect_swapped (self->answer, "reasoned", G_CALLBACK (heard_cb), self);
  g_signal_connect_swapped (self->answer, "notify::stage", G_CALLBACK (heard_cb), self);

  return self;
}

Asked *
asked_new_for_script (WireRig    *wire,
                      const char *script)
{
  g_autofree char *url = wire_rig_script_url (wire, 0, script);

  return asked_new (wire, url, TRUE);
}

/* Nobody may still hold the connection. */
void
asked_free (Asked *self)
{
  g_signal_handlers_disconnect_by_data (self->answer, self);
  g_clear_object (&self->engine);
  g_clear_object (&self->link);
  g_clear_object (&self->profile);
  g_clear_object (&self->earlier);
  g_clear_object (&self->answer);
  g_clear_object (&self->cancellable);
  rig_wait_for_end_of (self->recogniser);
  g_assert_finalize_object (self->http);
  g_clear_error (&self->error);
  g_free (self);
}

/* Takes @question. */
void
asked_begin (Asked        *self,
             AskgQuestion *question)
{
  askg_chat_engine_try (self->engine, self->earlier, question, self->answer, self->cancellable, done_cb, self);
  g_assert_cmpuint (self->n_done, ==, 0);
  g_object_unref (question);
}

void
asked_finish (Asked *self)
{
  const gint64 give_up_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (self->n_done == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, give_up_us);
    }
  if (self->error != NULL)
    g_test_message ("%s", self->error->message);
  wire_rig_turn_loop (20);
  g_assert_cmpuint (self->n_done, ==, 1);
}

void
asked_ask (Asked *self)
{
  asked_begin (self, rig_question ("hello?", NULL));
  asked_finish (self);
}

/* A port whose queue takes connections that nobody ever answers. */
GSocket *
listen_and_do_nothing (guint *out_port)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL) && g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  *out_port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return socket;
}
