/* askg-service-talk.c: main thread. A spoken conversation that another process wanted, told to it as it goes; the
 * microphone and the loudspeaker are opened here. */
#include "app/askg-service-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

typedef struct
{
  const char    *key;
  AskgTalkEvent  event;
} Key;

static const Key keys[] = {
  { "press", ASKG_TALK_PRESS }, { "release", ASKG_TALK_RELEASE }, { "toggle", ASKG_TALK_TOGGLE },
  { "hands-free", ASKG_TALK_CONVERSE }, { "interrupt", ASKG_TALK_INTERRUPT }, { "mute", ASKG_TALK_MUTE },
  { "unmute", ASKG_TALK_UNMUTE },
};

/* -- What is told ------------------------------------------------------------------ */

static void
state_cb (AskgTalking     *talking,
          GParamSpec      *pspec,
          AskgServiceCall *call)
{
  g_autoptr(GEnumClass) states = g_type_class_ref (ASKG_TYPE_TALK_STATE);
  const char *state = g_enum_get_value (states, askg_talking_get_state (talking))->value_nick;

  askg_service_call_reply (call, json_pack ("{s:s, s:s, s:s, s:b}", "event", "talk", "state", state,
                                            "caption", askg_talking_get_caption (talking),
                                            "light", askg_talking_is_light_on (talking)));
}

static void
delta_cb (AskgAnswer      *answer,
          const char      *delta,
          AskgServiceCall *call)
{
  askg_service_call_reply (call, json_pack ("{s:s, s:s}", "event", "delta", "text", delta));
}

static void
leave_turn (AskgServiceCall *call)
{
  if (call->turn != NULL)
    g_signal_handlers_disconnect_by_func (askg_turn_get_answer (call->turn), delta_cb, call);
  g_clear_object (&call->turn);
}

static void
turn_cb (AskgTalking     *talking,
         AskgTurn        *turn,
         AskgServiceCall *call)
{
  leave_turn (call);
  call->turn = g_object_ref (turn);
  askg_service_call_reply (call, json_pack ("{s:s, s:s}", "event", "said", "text", askg_talking_get_user_text (talking)));
  g_signal_connect (askg_turn_get_answer (turn), "appended", G_CALLBACK (delta_cb), call);
}

/* The words of a voice that the engine itself heard come later. */
static void
heard_cb (AskgTalking     *talking,
          GParamSpec      *pspec,
          AskgServiceCall *call)
{
  const char *words = askg_talking_get_user_text (talking);

  if (call->turn != NULL && *words != '\0')
    askg_service_call_reply (call, json_pack ("{s:s, s:s}", "event", "heard", "text", words));
}

static void
turn_over_cb (AskgTalking     *talking,
              AskgTurn        *turn,
              AskgServiceCall *call)
{
  const gint64 id = call->conversation != NULL ? askg_conversation_get_id (call->conversation) : 0;

  askg_service_call_reply (call, json_pack ("{s:s, s:o}", "event", "answered", "turn", askg_json_for_turn (turn, id)));
  leave_turn (call);
}

static void
ended_cb (AskgTalking     *talking,
          AskgServiceCall *call)
{
  g_signal_handlers_disconnect_by_data (talking, call);
  leave_turn (call);
  askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
}

/* -- Beginning --------------------------------------------------------------------------- */

static const char *
language_at (AskgServiceCall *call,
             gsize            index)
{
  return json_string_value (json_array_get (json_object_get (call->request, "interpret"), index));
}

static void
begin (AskgServiceCall *call)
{
  AskgTalking *talking = askg_service_get_talking (call->service);
  const AskgTalkingOptions options = {
    .engine_id = askg_json_get_string (call->request, "engine"),
    .microphone = askg_json_get_string (call->request, "microphone"),
    .is_silent = json_is_true (json_object_get (call->request, "silent")),
    .by_space = json_is_true (json_object_get (call->request, "by_space")),
    .interpret_a = language_at (call, 0),
    .interpret_b = language_at (call, 1),
  };
  g_autoptr(GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (call->cancellable, &error) ||
      !askg_talking_begin (talking, call->conversation, &options, &error))
    {
      askg_service_call_fail (call, error);
      return;
    }

  call->is_talk = TRUE;
  g_signal_connect (talking, "notify::state", G_CALLBACK (state_cb), call);
  g_signal_connect (talking, "notify::caption", G_CALLBACK (state_cb), call);
  g_signal_connect (talking, "notify::user-text", G_CALLBACK (heard_cb), call);
  g_signal_connect (talking, "turn", G_CALLBACK (turn_cb), call);
  g_signal_connect (talking, "turn-over", G_CALLBACK (turn_over_cb), call);
  g_signal_connect (talking, "ended", G_CALLBACK (ended_cb), call);
  call->cancelled_handler = g_signal_connect_object (call->cancellable, "cancelled", G_CALLBACK (askg_talking_end), talking,
                                                     G_CONNECT_SWAPPED);
  state_cb (talking, NULL, call);
  if (json_is_true (json_object_get (call->request, "hands_free")))
    askg_talking_take (talking, ASKG_TALK_CONVERSE);
}

/* Off the record nobody needs a history. */
static void
open_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgServiceCall *call = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_session_open_finish (ASKG_SESSION (object), result, &error) ||
      json_is_true (json_object_get (call->request, "off_record")))
    askg_service_call_find_conversation (call, begin);
  else
    askg_service_call_fail (call, error);
}

/* Goes on until it is stopped, or nobody hears of it any more. Ends @call. */
void
askg_service_call_talk (AskgServiceCall *call)
{
  askg_service_call_reply (call, json_pack ("{s:s}", "event", "accepted"));
  askg_session_open_async (call->service->session, NULL, open_cb, call);
}

/* A key of whoever wanted it. Ends @call. */
void
askg_service_call_talk_key (AskgServiceCall *call)
{
  AskgTalking *talking = askg_service_get_talking (call->service);
  const char *name = askg_json_get_string (call->request, "key");

  if (g_strcmp0 (name, "hang-up") == 0)
    askg_talking_end (talking);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_strcmp0 (name, keys[i].key) == 0)
      askg_talking_take (talking, keys[i].event);
  askg_service_call_end (call, json_pack ("{s:s}", "event", "done"));
}
