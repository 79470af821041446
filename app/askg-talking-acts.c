/* askg-talking-acts.c: main thread. A spoken conversation is begun, told what the person does and what is heard, and ended. */
#define G_LOG_DOMAIN "askg"

#include "app/askg-talking-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* -- What the table says ------------------------------------------------------------ */

static gboolean
is_answered (AskgTalking *self)
{
  return self->hearing != NULL || self->waits_for_live || self->reply != NULL;
}

/* Where nothing is being said there is nothing to be sent: it is listened on, or waited for what was sent by itself. */
static void
send_now (AskgTalking   *self,
          AskgTalkEvent  event)
{
  if (!askg_turn_taking_is_recording (askg_listening_get_turn (self->listening)))
    {
      if (!is_answered (self))
        askg_talking_take (self, ASKG_TALK_OVER);
    }
  else
    askg_listening_take (self->listening, event == ASKG_TALK_TOGGLE ? ASKG_TURN_TOGGLE : ASKG_TURN_KEY_UP);
}

static gboolean
listens_freely (AskgTalking *self)
{
  const AskgTurnTakingState state = askg_listening_get_turn (self->listening)->state;

  return state != ASKG_TURN_OFF && state != ASKG_TURN_HELD;
}

static void
do_all (AskgTalking   *self,
        AskgTalkDo     what,
        AskgTalkEvent  event)
{
  if ((what & (ASKG_TALK_DO_DUCK | ASKG_TALK_DO_UNDUCK)) != 0 && self->player != NULL)
    askg_reply_player_duck (self->player, (what & ASKG_TALK_DO_DUCK) != 0);
  if (what & ASKG_TALK_DO_CUT)
    askg_talking_cut (self);
  if (what & ASKG_TALK_DO_CLOSE)
    askg_listening_take (self->listening, ASKG_TURN_STOP);
  if ((what & ASKG_TALK_DO_LISTEN) != 0 && !listens_freely (self))
    askg_listening_take (self->listening, ASKG_TURN_CONVERSE);
  if (what & ASKG_TALK_DO_HOLD)
    askg_listening_take (self->listening, ASKG_TURN_KEY_DOWN);
  if (what & ASKG_TALK_DO_SEND)
    send_now (self, event);
  if (what & ASKG_TALK_DO_ASK)
    askg_talking_understand (self);
}

/**
 * askg_talking_take:
 * @event: of a key or a button; nothing happens where it means nothing, or no conversation is begun
 */
void
askg_talking_take (AskgTalking   *self,
                   AskgTalkEvent  event)
{
  g_return_if_fail (ASKG_IS_TALKING (self));

  if (self->conversation == NULL)
    return;

  g_object_ref (self);
  do_all (self, askg_talk_table_take (&self->table, event), event);
  if (self->conversation != NULL && event != ASKG_TALK_LOST && event != ASKG_TALK_FOUND)
    askg_talking_note_ears (self);
  askg_talking_tell (self);
  g_object_unref (self);
}

/* -- Beginning and ending -------------------------------------------------------------- */

static GError *
new_lock_error (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                              _("The screen is locked: the microphone is closed, and nobody listens. Unlock it, then try again."));
}

static void
lock_cb (AskgTalking *self,
         gboolean     is_locked)
{
  g_autoptr(GError) error = NULL;

  if (!is_locked || self->conversation == NULL)
    return;
  error = new_lock_error ();
  g_object_ref (self);
  askg_talking_take (self, ASKG_TALK_HANG_UP);
  askg_talking_set_trouble (self, error);
  askg_talking_tell (self);
  askg_talking_end (self);
  g_object_unref (self);
}

/* A program that has just begun learns a moment later that it is locked. */
static gboolean
watch_lock (AskgTalking  *self,
            GError      **error)
{
  g_autoptr(AskgScreenLock) lock = askg_screen_lock_new ();

  if (askg_screen_lock_is_locked (lock))
    {
      g_propagate_error (error, new_lock_error ());
      return FALSE;
    }
  self->lock = g_steal_pointer (&lock);
  g_signal_connect_object (self->lock, "changed", G_CALLBACK (lock_cb), self, G_CONNECT_SWAPPED);

  return TRUE;
}

static void
forget_lock (AskgTalking *self)
{
  if (self->lock != NULL)
    g_signal_handlers_disconnect_by_data (self->lock, self);
  g_clear_object (&self->lock);
}

/**
 * askg_talking_begin:
 * @conversation: what is said is asked in it; off the record where it is
 *
 * Nothing is heard yet: see askg_talking_take() with %ASKG_TALK_PRESS and %ASKG_TALK_CONVERSE.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE where there is one already, or the screen is locked; %ASKG_ERROR_NO_SUCH_ENGINE
 */
gboolean
askg_talking_begin (AskgTalking              *self,
                    AskgConversation         *conversation,
                    const AskgTalkingOptions *options,
                    GError                  **error)
{
  AskgProfile *live;

  g_return_val_if_fail (ASKG_IS_TALKING (self), FALSE);

  if (self->conversation != NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("A spoken conversation goes on already. End it with “askglass stop” first."));
      return FALSE;
    }
  live = askg_talking_find_live (self, options);
  if (live == NULL && askg_session_find_engine (self->session, options->engine_id, error) == NULL)
    return FALSE;
  if (!watch_lock (self, error))
    return FALSE;

  self->conversation = g_object_ref (conversation);
  self->engine_id = g_strdup (options->engine_id);
  self->interpret_a = g_strdup (options->interpret_a);
  self->interpret_b = g_strdup (options->interpret_b);
  self->is_silent = options->is_silent;
  self->by_space = options->by_space;
  self->is_named = options->engine_id != NULL;
  g_set_object (&self->live_profile, live);
  askg_talking_set_trouble (self, NULL);
  askg_talking_open_live (self);
  askg_talking_open_ears (self, options->microphone);
  askg_talking_tell (self);

  return TRUE;
}

/* All of it, at once: silence, the light out, what is being answered stopped. */
void
askg_talking_end (AskgTalking *self)
{
  g_return_if_fail (ASKG_IS_TALKING (self));

  if (self->conversation == NULL)
    return;

  askg_talking_take (self, ASKG_TALK_HANG_UP);
  askg_talking_cut (self);
  forget_lock (self);
  askg_talking_close_ears (self);
  askg_talking_forget (self);
  askg_talking_close_live (self);
  g_ptr_array_set_size (self->said, 0);
  self->n_pieces = 0;
  self->length = ASKG_TALK_LENGTH_USUAL;
  g_clear_object (&self->attachments);
  g_clear_object (&self->live_profile);
  g_clear_object (&self->conversation);
  g_clear_pointer (&self->engine_id, g_free);
  g_clear_pointer (&self->interpret_a, g_free);
  g_clear_pointer (&self->interpret_b, g_free);
  g_clear_pointer (&self->spoken, g_free); /* of the next one nobody said so */
  askg_talking_tell (self);
  askg_talking_tell_ended (self);
}
