/* askg-live-session-events.c: what the engine says. Main thread. */
#include "engine/provider/askg-live-session-private.h"

#include <string.h>

#include "engine/base/askg-timer.h"

/* The engine hears the person: what it was saying is over there, and is cut here by whoever plays it. */
static void
take_speech_start (AskgLiveSession     *self,
                   const AskgLiveEvent *event)
{
  self->is_speaking = TRUE;
  askg_live_session_tell_speech (self, TRUE, event->at_ms);
}

static void
take_speech_stop (AskgLiveSession     *self,
                  const AskgLiveEvent *event)
{
  self->is_speaking = FALSE;
  self->is_committed = TRUE;
  self->is_awaited = self->engine_takes_turns && askg_live_dialect_talks (askg_live_reader_get_dialect (self->reader));
  askg_live_session_end_turn (self);
  askg_live_session_tell_speech (self, FALSE, event->at_ms);
}

/* A piece of it may have come before, and begun it. */
static void
take_reply_begin (AskgLiveSession     *self,
                  const AskgLiveEvent *event)
{
  const gboolean has_begun = self->reply.is_going && g_strcmp0 (self->reply.id, event->response) == 0;
  const gboolean is_gone = event->response != NULL && g_hash_table_contains (self->gone, event->response);

  if (!is_gone && !(has_begun && event->response != NULL))
    askg_live_session_begin_reply (self, event->response);
}

static AskgLiveReplyEnd
why_ended (const AskgLiveEvent *event)
{
  if (g_strcmp0 (event->text, "cancelled") == 0)
    return ASKG_LIVE_REPLY_CUT;
  if (g_strcmp0 (event->text, "failed") == 0)
    return ASKG_LIVE_REPLY_FAILED;
  if (g_strcmp0 (event->text, "incomplete") == 0)
    return ASKG_LIVE_REPLY_LIMIT;

  return ASKG_LIVE_REPLY_WHOLE;
}

static void
take_reply_end (AskgLiveSession     *self,
                const AskgLiveEvent *event)
{
  const gboolean is_ours = event->response == NULL || self->reply.id == NULL || g_str_equal (event->response, self->reply.id);

  self->mutes_all = FALSE;
  self->is_awaited = FALSE;
  if (!is_ours)
    return;
  if (why_ended (event) == ASKG_LIVE_REPLY_FAILED && self->reply.is_going)
    {
      g_autoptr(AskgWireError) error = askg_wire_error_new (ASKG_WIRE_ERROR_SERVER, event->reason);

      askg_live_session_tell_trouble (self, askg_live_session_new_wire_error (self, error));
    }
  askg_live_session_end_reply (self, why_ended (event));
}

/* The answer to something that came too late, or that this server does not know: nothing is wrong. */
static gboolean
is_of_no_matter (const AskgWireError *error)
{
  static const char *const codes[] = { "response_cancel_not_active", "conversation_already_has_active_response",
                                       "invalid_item_id", "item_truncate_invalid_item_id", NULL };

  return (error->code != NULL && g_strv_contains (codes, error->code)) ||
         (error->message != NULL && strstr (error->message, "is not implemented") != NULL);
}

static void
take_error (AskgLiveSession     *self,
            const AskgWireError *error)
{
  if (is_of_no_matter (error))
    return;
  if (g_strcmp0 (error->code, "session_expired") == 0)
    {
      self->wants_renewal = TRUE; /* the goodbye follows; then it is opened anew */
      return;
    }
  self->is_awaited = FALSE;
  g_clear_error (&self->trouble);
  self->trouble = askg_live_session_new_wire_error (self, error);
  if (self->state == ASKG_LIVE_OPEN) /* else it is why nothing begins */
    askg_live_session_tell_trouble (self, g_error_copy (self->trouble));
}

static void
take_person (AskgLiveSession     *self,
             const AskgLiveEvent *event)
{
  if (event->kind == ASKG_LIVE_USER_TEXT)
    {
      askg_live_memory_hear (self->memory, event->text);
      if (!askg_live_dialect_talks (askg_live_reader_get_dialect (self->reader)))
        {
          self->is_awaited = FALSE; /* there is no more to come */
          g_byte_array_set_size (self->said, 0);
        }
    }
  askg_live_session_tell_text (self, TRUE, event->text, event->kind == ASKG_LIVE_USER_TEXT);
}

/* An AskgLiveEventFunc; its data is the session. */
void
askg_live_session_take (const AskgLiveEvent *event,
                        gpointer             user_data)
{
  AskgLiveSession *self = user_data;

  if (self->is_over)
    return;
  switch (event->kind)
    {
    case ASKG_LIVE_BEGUN:
      askg_live_session_greet (self, event);
      break;
    case ASKG_LIVE_SPEECH_STARTED:
    case ASKG_LIVE_INTERRUPTED:
      take_speech_start (self, event);
      break;
    case ASKG_LIVE_SPEECH_STOPPED:
      take_speech_stop (self, event);
      break;
    case ASKG_LIVE_USER_PIECE:
    case ASKG_LIVE_USER_TEXT:
      take_person (self, event);
      break;
    case ASKG_LIVE_PIECE:
    case ASKG_LIVE_TEXT:
      askg_live_session_take_words (self, event);
      break;
    case ASKG_LIVE_AUDIO:
      askg_live_session_take_sound (self, event);
      break;
    case ASKG_LIVE_TOOL_CALL:
      if (askg_live_session_is_heard (self, event))
        askg_live_session_tell_tool_call (self, event);
      break;
    case ASKG_LIVE_RESPONSE_BEGUN:
      take_reply_begin (self, event);
      break;
    case ASKG_LIVE_RESPONSE_ENDED:
    case ASKG_LIVE_TURN_ENDED:
      take_reply_end (self, event);
      break;
    case ASKG_LIVE_USAGE:
      askg_live_session_tell_usage (self, event->usage);
      break;
    case ASKG_LIVE_GO_AWAY:
      self->wants_renewal = TRUE;
      break;
    case ASKG_LIVE_ERROR:
      take_error (self, event->error);
      break;
    case ASKG_LIVE_TRUNCATED:
    case ASKG_LIVE_OTHER:
    default:
      break;
    }
}
