/* askg-desk-order.c: main thread. */
#include "app/askg-desk-order.h"

#include <glib/gi18n-lib.h>

#include "app/askg-asking.h"

static AskgOverlay *
get_overlay (AskgDeskOrder *self)
{
  return askg_desk_overlay_get_window (self->desk_overlay);
}

static AskgConversation *
get_conversation (AskgDeskOrder *self)
{
  return askg_overlay_get_conversation (get_overlay (self));
}

/* (nullable) (transfer none) */
static AskgAnswer *
find_answer (AskgDeskOrder *self)
{
  AskgConversation *conversation = get_conversation (self);
  const guint n_turns = askg_conversation_get_n_turns (conversation);

  return n_turns > 0 ? askg_turn_get_answer (askg_conversation_get_turn (conversation, n_turns - 1)) : NULL;
}

static void
act (AskgDeskOrder *self,
     const char    *action,
     const char    *parameter)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (get_overlay (self)), action,
                                      parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

static const char *
stop (AskgDeskOrder *self)
{
  AskgSpeech *speech = askg_overlay_get_speech (get_overlay (self));
  AskgAnswer *answer = find_answer (self);
  const gboolean is_read = askg_speech_get_answer (speech) != NULL;
  const gboolean is_asked = answer != NULL && !askg_answer_is_over (answer);

  if (is_read)
    askg_speech_toggle (speech, askg_speech_get_answer (speech));
  if (is_asked)
    act (self, "overlay.stop", NULL);

  return is_read || is_asked ? _("Stopped.") : _("Nothing goes on that could be stopped.");
}

/* From its beginning, also where it is being read. */
static const char *
read_aloud (AskgDeskOrder *self)
{
  AskgSpeech *speech = askg_overlay_get_speech (get_overlay (self));
  AskgAnswer *answer = find_answer (self);
  const char *cause = answer != NULL ? askg_speech_get_cause (speech, answer) : _("There is no answer yet.");

  if (cause != NULL)
    return cause;
  if (askg_speech_get_answer (speech) == answer)
    askg_speech_toggle (speech, answer);
  askg_speech_toggle (speech, answer);

  return _("It is read aloud. Only “stop” is taken meanwhile.");
}

static const char *
copy (AskgDeskOrder *self)
{
  if (find_answer (self) == NULL)
    return _("There is no answer yet.");
  act (self, "overlay.copy", NULL);

  return _("The answer is copied.");
}

static const char *
ask_again (AskgDeskOrder *self)
{
  AskgAnswer *answer = find_answer (self);

  if (answer == NULL || !askg_answer_is_over (answer))
    return answer == NULL ? _("There is no answer yet.") : _("It is being answered still.");
  act (self, "overlay.retry", NULL);

  return _("It is asked again.");
}

/* In the conversation there is, so that the reader knows which error was the last. */
static const char *
ask_for_next (AskgDeskOrder *self)
{
  AskgAnswer *answer = find_answer (self);
  g_autoptr(AskgQuestion) question = askg_question_new (_("And the next one?"), NULL);
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GError) error = NULL;

  if (answer == NULL || !askg_answer_is_over (answer))
    return answer == NULL ? _("There is no answer yet.") : _("It is being answered still.");
  turn = askg_asking_start (self->session, get_conversation (self), question, NULL, &error);
  if (turn == NULL)
    askg_desk_overlay_tell_error (self->desk_overlay, error);

  return turn != NULL ? _("The next error is looked at.") : _("That could not be asked.");
}

static const char *
look (AskgDeskOrder *self,
      const char    *question)
{
  askg_desk_overlay_ask_region_async (self->desk_overlay, question, NULL, TRUE, NULL, NULL, NULL, NULL);

  return _("Choose a region.");
}

static const char *
begin_anew (AskgDeskOrder *self)
{
  g_set_object (&self->before, get_conversation (self));
  act (self, "overlay.new", NULL);

  return _("A new conversation. Say “undo” for the one before.");
}

static const char *
undo (AskgDeskOrder *self)
{
  g_autoptr(AskgConversation) before = g_steal_pointer (&self->before);

  if (before == NULL)
    return _("There is nothing to undo.");
  askg_overlay_set_conversation (get_overlay (self), before);

  return _("The conversation from before is back.");
}

static const char *
do_it (AskgDeskOrder    *self,
       AskgVoiceCommand  command)
{
  switch (command)
    {
    case ASKG_COMMAND_STOP:
      return stop (self);
    case ASKG_COMMAND_READ_ALOUD:
      return read_aloud (self);
    case ASKG_COMMAND_COPY:
      return copy (self);
    case ASKG_COMMAND_AGAIN:
      return ask_again (self);
    case ASKG_COMMAND_NEXT:
      return ask_for_next (self);
    case ASKG_COMMAND_REGION:
      return look (self, NULL);
    case ASKG_COMMAND_WHAT:
      return look (self, _("What does it say?"));
    case ASKG_COMMAND_NEW_CONVERSATION:
      return begin_anew (self);
    case ASKG_COMMAND_UNDO:
      return undo (self);
    case ASKG_COMMAND_HISTORY:
      act (self, "overlay.history", NULL);
      return _("The history is open.");
    case ASKG_COMMAND_PREFERENCES:
      act (self, "overlay.set-up", "voice");
      return _("The preferences are open.");
    case ASKG_COMMAND_SHOW:
      askg_desk_overlay_show (self->desk_overlay);
      return _("Here it is.");
    case ASKG_COMMAND_HIDE:
      askg_desk_overlay_hide (self->desk_overlay);
      return _("Hidden.");
    case ASKG_COMMAND_STOP_LISTENING:
      return _("Nobody listens any more.");
    case ASKG_COMMAND_NONE:
    default:
      return _("That is no order.");
    }
}

/* Returns: (transfer full): what was done, or why nothing was; for people */
char *
askg_desk_order_do (AskgDeskOrder    *self,
                    AskgVoiceCommand  command)
{
  return g_strdup (do_it (self, command));
}
