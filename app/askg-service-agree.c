/* askg-service-agree.c: main thread. Before the first sending to another machine the person is asked: where there
 * are no windows, by the command that asked the question. */
#include "app/askg-service-private.h"

/* (nullable): the command that waits for this engine's answer; the last that came, of several */
static AskgServiceCall *
find_call (AskgService  *self,
           AskgOutbound *outbound)
{
  for (guint i = self->calls->len; i-- > 0;)
    {
      AskgServiceCall *call = g_ptr_array_index (self->calls, i);

      if (call->turn != NULL && g_strcmp0 (askg_answer_get_engine_id (askg_turn_get_answer (call->turn)),
                                           askg_outbound_get_engine_id (outbound)) == 0)
        return call;
    }

  return NULL;
}

static void
ask_cb (AskgGate     *gate,
        AskgOutbound *outbound,
        guint         ticket,
        gpointer      user_data)
{
  AskgServiceCall *call = find_call (user_data, outbound);
  g_autofree char *what = askg_outbound_describe (outbound);

  if (call == NULL)
    askg_gate_reply (gate, ticket, ASKG_GATE_DECLINE);
  else
    askg_service_call_reply (call, json_pack ("{s:s, s:i, s:s, s:s}", "event", "agree", "ticket", (int) ticket,
                                              "engine", askg_outbound_get_engine_name (outbound), "what", what));
}

/* Has the commands asked, where no window is. */
void
askg_service_take_gate (AskgService *self)
{
  AskgEngineRoom *room;

  if (self->desk != NULL || self->gate != NULL)
    return;
  room = askg_session_get_engine_room (self->session, NULL);
  if (room == NULL)
    return;

  self->gate = g_object_ref (askg_engine_room_get_gate (room));
  askg_gate_set_asker (self->gate, ask_cb, self);
}

/* A service may end before its session. */
void
askg_service_leave_gate (AskgService *self)
{
  if (self->gate != NULL)
    askg_gate_set_asker (self->gate, NULL, NULL);
  g_clear_object (&self->gate);
}

/* What the person said. */
void
askg_service_call_agree (AskgServiceCall *call)
{
  AskgEngineRoom *room = askg_session_get_engine_room (call->service->session, NULL);
  const gboolean agreed = json_is_true (json_object_get (call->request, "agreed"));

  if (room != NULL)
    askg_gate_reply (askg_engine_room_get_gate (room), json_integer_value (json_object_get (call->request, "ticket")),
                     agreed ? ASKG_GATE_SEND_ALWAYS : ASKG_GATE_DECLINE);
  askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
}
