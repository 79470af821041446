/* askg-desk-talk.c: main thread.
 *
 * key, Talk, Space, light -> AskgTalking -> state, caption, level, words -> voice bar */
#include "app/askg-desk-talk.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-voice.h"
#include "app/askg-talk-key.h"
#include "capture/audio/askg-microphone.h"
#include "engine/base/askg-error.h"

struct _AskgDeskTalk
{
  GObject       parent_instance;

  /* Owned */
  AskgOverlay  *overlay;
  AskgDeskKeys *keys;
  GSettings    *settings; /* (nullable) */
  AskgTalking  *talking;  /* (nullable): once the history is open */

  AskgTalkKey   key;
  gboolean      is_ours;   /* what goes on was begun here */
};

G_DEFINE_FINAL_TYPE (AskgDeskTalk, askg_desk_talk, G_TYPE_OBJECT)

/* -- What shows ------------------------------------------------------------------ */

static AskgTalkKeyScene
find_scene (AskgDeskTalk *self)
{
  return (AskgTalkKeyScene) {
    .state = askg_talking_get_state (self->talking),
    .is_free = askg_talking_is_hands_free (self->talking),
    .now_us = g_get_monotonic_time (),
  };
}

static gboolean
is_latched (AskgDeskTalk *self)
{
  const AskgTalkKeyScene scene = find_scene (self);

  return askg_talk_key_is_latched (&self->key, &scene);
}

static void
tell_facts (AskgDeskTalk *self)
{
  const AskgShortcut *shortcut = askg_desk_keys_get (self->keys, ASKG_DESK_KEY_TALK);
  const AskgVoiceFacts facts = {
    .key = shortcut != NULL ? shortcut->given : NULL,
    .is_held = askg_desk_keys_tell_release (self->keys),
    .is_pushed = self->key.is_pushed,
    .is_latched = self->is_ours && is_latched (self),
    .patience_ms = self->settings != NULL ? g_settings_get_uint (self->settings, "voice-patience-ms") : 0,
  };

  askg_voice_bar_set_facts (askg_overlay_get_voice_bar (self->overlay), &facts);
}

/* The bar's own sentences know the key and the patience; what went wrong or how far it got only who talks knows. */
static const char *
find_caption (AskgDeskTalk  *self,
              AskgTalkState  state)
{
  if (askg_talking_get_trouble (self->talking) != NULL || askg_talking_is_too_long (self->talking) || state == ASKG_TALK_STOPPED || state == ASKG_TALK_DEAF ||
      state == ASKG_TALK_SPEAKING_CLOSED)
    return askg_talking_get_caption (self->talking);

  return NULL;
}

static void
show_state (AskgDeskTalk *self)
{
  const AskgTalkState state = askg_talking_get_state (self->talking);

  if (!self->is_ours)
    return;
  tell_facts (self); /* before its sentence is made of them */
  askg_voice_bar_set (askg_overlay_get_voice_bar (self->overlay), state, askg_talking_is_light_on (self->talking),
                      find_caption (self, state));
}

static void
show_level (AskgDeskTalk *self)
{
  if (self->is_ours)
    askg_voice_bar_push_level (askg_overlay_get_voice_bar (self->overlay), askg_talking_get_level_dbfs (self->talking));
}

/* Until it stands in the conversation: see turn_cb(). Of a voice that was sent it stands there already. */
static void
show_heard (AskgDeskTalk *self)
{
  if (self->is_ours && askg_talking_get_live_id (self->talking) == NULL)
    askg_overlay_set_heard (self->overlay, askg_talking_get_user_text (self->talking));
}

static void
show_lit (AskgDeskTalk *self)
{
  AskgTurn *turn = askg_talking_get_turn (self->talking);
  gsize start, end;

  if (!self->is_ours)
    return;
  askg_talking_get_lit (self->talking, &start, &end); /* none when it is over */
  askg_speech_light_spoken (askg_overlay_get_speech (self->overlay), turn != NULL ? askg_turn_get_answer (turn) : NULL, start, end);
}

static void
show_bar (AskgDeskTalk *self)
{
  askg_overlay_show_voice (self->overlay, TRUE, _("Voice"));
  show_state (self);
}

/* -- What goes along ----------------------------------------------------------------- */

static void
offer_attachments (AskgDeskTalk *self)
{
  askg_talking_set_attachments (self->talking, askg_draft_get_attachments (askg_overlay_get_draft (self->overlay)));
}

/* It went with that question. What was typed is still there. */
static void
turn_cb (AskgDeskTalk *self,
         AskgTurn     *turn)
{
  AskgDraft *draft = askg_overlay_get_draft (self->overlay);
  AskgQuestion *question = askg_turn_get_question (turn);

  if (!self->is_ours)
    return;
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    askg_draft_detach (draft, askg_question_get_attachment (question, i));
  askg_overlay_set_heard (self->overlay, NULL);
  offer_attachments (self);
}

/* -- Beginning and ending -------------------------------------------------------------- */

static void
tell_error (AskgDeskTalk *self,
            const GError *error)
{
  askg_overlay_show_error (self->overlay, _("It cannot be talked now"), error);
}

/* Returns: whether a conversation goes on here */
static gboolean
begin (AskgDeskTalk *self)
{
  g_autofree char *microphone = askg_desk_voice_dup_device (self->settings, "voice-microphone");
  const AskgTalkingOptions options = { .microphone = microphone };
  g_autoptr(GError) error = NULL;

  if (self->is_ours)
    return TRUE;
  if (self->talking == NULL)
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("The history is not open yet. Wait a moment, then talk."));
      tell_error (self, error);
      return FALSE;
    }
  if (!askg_talking_begin (self->talking, askg_overlay_get_conversation (self->overlay), &options, &error))
    {
      tell_error (self, error);
      return FALSE;
    }

  self->is_ours = TRUE;
  offer_attachments (self);
  show_bar (self);

  return TRUE;
}

/* Whoever ended it: it may have been talked at a terminal. */
static void
ended_cb (AskgDeskTalk *self)
{
  if (!self->is_ours)
    return;
  self->is_ours = FALSE;
  self->key.is_pushed = FALSE;
  askg_overlay_show_voice (self->overlay, FALSE, NULL);
}

/* Whether it is talked in the overlay. */
gboolean
askg_desk_talk_goes_on (AskgDeskTalk *self)
{
  return self->is_ours;
}

/* Silence, the light out, and the entry is back; nothing happens where nobody talks. */
void
askg_desk_talk_leave (AskgDeskTalk *self)
{
  g_return_if_fail (ASKG_IS_DESK_TALK (self));

  if (self->is_ours)
    askg_talking_end (self->talking);
}

/* -- What the person does ---------------------------------------------------------------- */

/* Space: what is said goes, what is answered stops. */
static void
send_or_stop (AskgDeskTalk *self)
{
  const AskgTalkState state = askg_talking_get_state (self->talking);
  const gboolean is_answered = state == ASKG_TALK_THINKING || state == ASKG_TALK_SPEAKING ||
                               state == ASKG_TALK_SPEAKING_CLOSED;

  askg_talking_take (self->talking, is_answered ? ASKG_TALK_INTERRUPT : ASKG_TALK_TOGGLE);
}

static void
switch_light (AskgDeskTalk *self)
{
  const AskgTalkState state = askg_talking_get_state (self->talking);

  if (state == ASKG_TALK_READY)
    askg_talking_take (self->talking, ASKG_TALK_CONVERSE);
  else if (askg_talking_is_light_on (self->talking))
    askg_talking_take (self->talking, ASKG_TALK_MUTE);
  else
    askg_talking_take (self->talking, ASKG_TALK_UNMUTE);
  show_state (self);
}

static void
fix (AskgDeskTalk *self)
{
  if (askg_talking_get_state (self->talking) == ASKG_TALK_MUTED)
    askg_talking_take (self->talking, ASKG_TALK_UNMUTE);
  else
    g_signal_emit_by_name (self->overlay, "set-up", "voice", "");
}

/* Hands-free, in the overlay: whoever wants it so, also by the wake word. */
void
askg_desk_talk_converse (AskgDeskTalk *self)
{
  g_return_if_fail (ASKG_IS_DESK_TALK (self));

  askg_overlay_summon (self->overlay, NULL);
  if (begin (self))
    askg_talking_take (self->talking, ASKG_TALK_CONVERSE);
}

static void
talk_cb (AskgDeskTalk *self,
         const char   *what)
{
  if (g_str_equal (what, "begin"))
    {
      if (begin (self))
        askg_talking_take (self->talking, ASKG_TALK_CONVERSE);
    }
  else if (!self->is_ours)
    return;
  else if (g_str_equal (what, "send"))
    send_or_stop (self);
  else if (g_str_equal (what, "light"))
    switch_light (self);
  else if (g_str_equal (what, "fix"))
    fix (self);
  else if (g_str_equal (what, "leave"))
    askg_desk_talk_leave (self);
}

static void
press (AskgDeskTalk *self,
       gint64        now_us)
{
  AskgTalkKeyScene scene = find_scene (self);
  gboolean is_over;

  scene.now_us = now_us;
  is_over = askg_talk_key_down (&self->key, &scene) == ASKG_TALK_KEY_RELEASE;
  tell_facts (self);
  askg_talking_take (self->talking, is_over ? ASKG_TALK_RELEASE : ASKG_TALK_PRESS);
}

/* The key is down. Where there was no microphone, and so nothing to send, it is tried anew. */
void
askg_desk_talk_press (AskgDeskTalk *self)
{
  const gint64 now_us = g_get_monotonic_time (); /* before a window is shown, which takes as long as a tap */
  gboolean was_deaf;

  g_return_if_fail (ASKG_IS_DESK_TALK (self));

  askg_overlay_summon (self->overlay, NULL);
  if (!begin (self))
    return;
  was_deaf = is_latched (self) && askg_talking_get_state (self->talking) == ASKG_TALK_DEAF;
  press (self, now_us);
  if (was_deaf && askg_talking_get_state (self->talking) == ASKG_TALK_READY)
    press (self, now_us);
}

void
askg_desk_talk_release (AskgDeskTalk *self)
{
  AskgTalkKeyScene scene;

  g_return_if_fail (ASKG_IS_DESK_TALK (self));

  if (!self->is_ours)
    return;
  scene = find_scene (self);
  if (askg_talk_key_up (&self->key, &scene) == ASKG_TALK_KEY_RELEASE)
    askg_talking_take (self->talking, ASKG_TALK_RELEASE);
  tell_facts (self);
}

/* Where the desktop does not tell when a key is let go. */
void
askg_desk_talk_toggle (AskgDeskTalk *self)
{
  g_return_if_fail (ASKG_IS_DESK_TALK (self));

  askg_overlay_summon (self->overlay, NULL);
  if (begin (self))
    askg_talking_take (self->talking, ASKG_TALK_TOGGLE);
}

static void
fired_cb (AskgDeskTalk *self,
          const char   *id)
{
  if (!g_str_equal (id, ASKG_DESK_KEY_TALK))
    return;
  if (askg_desk_keys_tell_release (self->keys))
    askg_desk_talk_press (self);
  else
    askg_desk_talk_toggle (self);
}

static void
released_cb (AskgDeskTalk *self,
             const char   *id)
{
  if (g_str_equal (id, ASKG_DESK_KEY_TALK))
    askg_desk_talk_release (self);
}

/* -- Whether it can be talked ---------------------------------------------------------------- */

static void
keys_changed_cb (AskgDeskTalk *self)
{
  const AskgShortcut *shortcut = askg_desk_keys_get (self->keys, ASKG_DESK_KEY_TALK);
  const gboolean can = askg_microphone_is_there ();

  askg_overlay_set_can_talk (self->overlay, can ? NULL : _("This Askglass was built without the part that listens"),
                             shortcut != NULL ? shortcut->given : NULL);
  tell_facts (self);
}

/* -- Life ------------------------------------------------------------------------------------- */

static void
askg_desk_talk_dispose (GObject *object)
{
  AskgDeskTalk *self = ASKG_DESK_TALK (object);

  if (self->talking != NULL)
    g_signal_handlers_disconnect_by_data (self->talking, self);
  if (self->is_ours)
    askg_talking_end (self->talking);
  self->is_ours = FALSE;
  g_clear_object (&self->talking);
  g_clear_object (&self->overlay);
  g_clear_object (&self->keys);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (askg_desk_talk_parent_class)->dispose (object);
}

static void
askg_desk_talk_class_init (AskgDeskTalkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_talk_dispose;
}

static void
askg_desk_talk_init (AskgDeskTalk *self)
{
}

/**
 * askg_desk_talk_new:
 * @settings: (nullable)
 *
 * Nobody can talk before askg_desk_talk_set_talking().
 */
AskgDeskTalk *
askg_desk_talk_new (AskgOverlay  *overlay,
                    AskgDeskKeys *keys,
                    GSettings    *settings)
{
  AskgDeskTalk *self = g_object_new (ASKG_TYPE_DESK_TALK, NULL);

  self->overlay = g_object_ref (overlay);
  self->keys = g_object_ref (keys);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  g_signal_connect_object (overlay, "talk", G_CALLBACK (talk_cb), self, G_CONNECT_SWAPPED);
  /* What is hidden does not listen, and another conversation is another one to talk in. */
  g_signal_connect_object (overlay, "dismissed", G_CALLBACK (askg_desk_talk_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "new", G_CALLBACK (askg_desk_talk_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "open-conversation", G_CALLBACK (askg_desk_talk_leave), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "fired", G_CALLBACK (fired_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "changed", G_CALLBACK (keys_changed_cb), self, G_CONNECT_SWAPPED);
  keys_changed_cb (self);

  return self;
}

/* @talking: the one there is; from now on it can be talked */
void
askg_desk_talk_set_talking (AskgDeskTalk *self,
                            AskgTalking  *talking)
{
  g_return_if_fail (ASKG_IS_DESK_TALK (self));
  g_return_if_fail (self->talking == NULL);

  self->talking = g_object_ref (talking);
  g_signal_connect_object (talking, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "notify::caption", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "notify::level-dbfs", G_CALLBACK (show_level), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "notify::user-text", G_CALLBACK (show_heard), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "notify::lit-start", G_CALLBACK (show_lit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "notify::lit-end", G_CALLBACK (show_lit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "turn", G_CALLBACK (turn_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talking, "ended", G_CALLBACK (ended_cb), self, G_CONNECT_SWAPPED);
}
