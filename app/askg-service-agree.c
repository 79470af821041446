/* askg-service-agree.c: main thread. Before the first sending to another machine, and before the month's limit is
 * passed, the person is asked: by the command that asked the question; for the sending, where there are no windows. */
#include "app/askg-service-private.h"

#include <glib/gi18n-lib.h>

/* (nullable): the command that waits for this engine's answer; the last that came, of several */
static AskgServiceCall *
find_call (AskgService *self,
           const char  *engine_id)
{
  for (guint i = self->calls->len; i-- > 0;)
    {
      AskgServiceCall *call = g_ptr_array_index (self->calls, i);

      if (call->is_talk)
        return call;
      if (call->turn != NULL &&
          g_strcmp0 (askg_answer_get_engine_id (askg_turn_get_answer (call->turn)), engine_id) == 0)
        return call;
      if (call->engine_id != NULL && g_strcmp0 (call->engine_id, engine_id) == 0)
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
  AskgServiceCall *call = find_call (user_data, askg_outbound_get_engine_id (outbound));
  g_autofree char *what = askg_outbound_describe (outbound);

  if (call == NULL)
    askg_gate_reply (gate, ticket, ASKG_GATE_NOBODY);
  else
    askg_service_call_reply (call, json_pack ("{s:s, s:i, s:s, s:s}", "event", "agree", "ticket", (int) ticket,
                                              "engine", askg_outbound_get_engine_name (outbound), "what", what));
}

/* A command asks for itself; for a question that was asked in a window the window does. */
static void
ask_for_more_cb (AskgBudget           *budget,
                 const AskgBudgetCase *request,
                 guint                 ticket,
                 gpointer              user_data)
{
  AskgService *self = user_data;
  AskgServiceCall *call = find_call (self, request->engine_id);
  g_autofree char *why = askg_budget_describe (request);
  g_autofree char *question = g_strdup_printf (_("%s Send it all the same?"), why);

  if (call != NULL)
    askg_service_call_reply (call, json_pack ("{s:s, s:i, s:s, s:s, s:s}", "event", "agree", "ticket", (int) ticket,
                                              "about", "cost", "engine", request->engine_name, "question", question));
  else if (self->desk != NULL)
    self->desk->ask_for_more (self->desk_data, budget, why, ticket);
  else
    askg_budget_reply (budget, ticket, FALSE);
}

/* Once there is an engine to be asked: is the one that asks the person. What is sent where is asked in windows, where
 * there are some. */
void
askg_service_take_gate (AskgService *self)
{
  AskgEngineRoom *room = askg_session_peek_engine_room (self->session);

  if (room == NULL || self->budget != NULL)
    return;

  self->budget = g_object_ref (askg_engine_room_get_budget (room));
  askg_budget_set_asker (self->budget, ask_for_more_cb, self);
  if (self->desk != NULL)
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
  if (self->budget != NULL)
    askg_budget_set_asker (self->budget, NULL, NULL);
  g_clear_object (&self->budget);
}

/* What the person said. */
void
askg_service_call_agree (AskgServiceCall *call)
{
  AskgEngineRoom *room = askg_session_get_engine_room (call->service->session, NULL);
  const gboolean agreed = json_is_true (json_object_get (call->request, "agreed"));
  const gboolean nobody = json_is_true (json_object_get (call->request, "nobody"));

  if (room != NULL && g_strcmp0 (askg_json_get_string (call->request, "about"), "cost") == 0)
    askg_budget_reply (askg_engine_room_get_budget (room), json_integer_value (json_object_get (call->request, "ticket")),
                      agreed);
  else if (room != NULL)
    askg_gate_reply (askg_engine_room_get_gate (room), json_integer_value (json_object_get (call->request, "ticket")),
                     agreed ? ASKG_GATE_SEND_ALWAYS : nobody ? ASKG_GATE_NOBODY : ASKG_GATE_DECLINE);
  askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
}
