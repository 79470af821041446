/* askg-desk-orders.c: main thread.
 *
 * microphone -> AskgListening -> utterance -> one of a few orders -> done, and told in the bar */
#include "app/askg-desk-orders.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-order.h"
#include "app/askg-desk-voice.h"
#include "app/askg-listening.h"
#include "engine/base/askg-error.h"

struct _AskgDeskOrders
{
  GObject          parent_instance;

  /* Owned */
  AskgDeskOverlay *desk_overlay;
  AskgSession     *session;
  GSettings       *settings;  /* (nullable) */
  AskgTalking     *talking;   /* (nullable): once the history is open */
  AskgListening   *listening; /* (nullable): while orders are taken */
  AskgTranscriber *taker;     /* (nullable): the same */
  GCancellable    *taking;    /* (nullable): the same */
  char            *told;      /* (nullable): of the last one */

  AskgDeskOrder    order;
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgDeskOrders, askg_desk_orders, G_TYPE_OBJECT)

static AskgOverlay *
get_overlay (AskgDeskOrders *self)
{
  return askg_desk_overlay_get_window (self->desk_overlay);
}

/* -- What shows --------------------------------------------------------------------- */

static AskgTalkState
find_state (AskgDeskOrders *self)
{
  const AskgMicrophoneState state = askg_microphone_get_state (askg_listening_get_microphone (self->listening));

  if (state == ASKG_MICROPHONE_LOST || state == ASKG_MICROPHONE_SILENT || askg_listening_get_trouble (self->listening) != NULL)
    return ASKG_TALK_DEAF;

  return askg_listening_get_turn (self->listening)->state == ASKG_TURN_OFF ? ASKG_TALK_MUTED : ASKG_TALK_LISTENING;
}

static void
show_state (AskgDeskOrders *self)
{
  const AskgTalkState state = find_state (self);
  const gboolean is_open = askg_microphone_get_state (askg_listening_get_microphone (self->listening)) != ASKG_MICROPHONE_CLOSED;
  const GError *trouble = askg_listening_get_trouble (self->listening);

  askg_voice_bar_set (askg_overlay_get_voice_bar (get_overlay (self)), state, is_open,
                      trouble != NULL ? trouble->message
                      : state != ASKG_TALK_LISTENING ? NULL
                      : self->told != NULL ? self->told : _("Say an order in English: “read it aloud”, “copy it”, “next error”, “stop” …"));
}

static void
level_cb (AskgDeskOrders *self)
{
  askg_voice_bar_push_level (askg_overlay_get_voice_bar (get_overlay (self)),
                             askg_microphone_get_level_dbfs (askg_listening_get_microphone (self->listening)));
}

static void
tell (AskgDeskOrders *self,
      const char     *words,
      const char     *done)
{
  g_free (self->told);
  self->told = words != NULL ? g_strdup_printf (_("“%s”: %s"), words, done) : g_strdup (done);
  if (self->listening != NULL)
    show_state (self);
}

/* -- What is said --------------------------------------------------------------------- */

/* An answer that is read aloud is heard by the microphone, too, and must not order anything. */
static gboolean
is_to_be_done (AskgDeskOrders   *self,
               AskgVoiceCommand  command)
{
  return command == ASKG_COMMAND_STOP || askg_speech_get_answer (askg_overlay_get_speech (get_overlay (self))) == NULL;
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgDeskOrders) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgTranscript) heard = askg_transcriber_hear_finish (ASKG_TRANSCRIBER (object), result, &error);
  AskgVoiceCommand command;
  g_autofree char *done = NULL;

  if (self->listening == NULL || askg_error_is_cancelled (error))
    return;
  if (heard == NULL)
    {
      tell (self, NULL, error->message);
      return;
    }
  command = askg_voice_command_find (heard->text);
  if (command == ASKG_COMMAND_NONE || !is_to_be_done (self, command))
    return;
  done = askg_desk_orders_do (self, command);
  tell (self, heard->text, done);
}

static void
utterance_cb (AskgListening       *listening,
              const AskgUtterance *utterance,
              AskgDeskOrders      *self)
{
  const AskgTranscriberHints hints = { .is_off_record = TRUE };

  if (utterance->sound != NULL && utterance->has_voice)
    askg_transcriber_hear_async (self->taker, utterance->sound, &hints, self->taking, heard_cb, g_object_ref (self));
}

/* -- Beginning and ending --------------------------------------------------------------- */

/* (transfer none) (nullable) */
static AskgTranscriber *
find_taker (AskgDeskOrders  *self,
            GError         **error)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, error);
  AskgTranscriber *taker = room != NULL ? askg_ear_get_commands (askg_engine_room_get_ear (room)) : NULL;

  if (taker != NULL && self->talking != NULL && askg_talking_is_begun (self->talking))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE, _("You are talking already. End that first, then give orders."));
      return NULL;
    }

  return taker != NULL && askg_transcriber_is_there (taker, error) ? taker : NULL;
}

static void
listen (AskgDeskOrders *self)
{
  g_autofree char *device = askg_desk_voice_dup_device (self->settings, "voice-microphone");
  g_autoptr(AskgMicrophone) microphone = askg_microphone_new (ASKG_LISTENING_RATE_HZ, device);
  AskgListeningRule rule = askg_listening_usual_rule;

  rule.suppresses_noise = TRUE; /* tests/voice/measure-orders tells why */
  self->listening = askg_listening_new (microphone, &rule);
  g_signal_connect_object (self->listening, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->listening, "utterance", G_CALLBACK (utterance_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (microphone, "glanced", G_CALLBACK (level_cb), self, G_CONNECT_SWAPPED);
  askg_listening_take (self->listening, ASKG_TURN_CONVERSE);
}

/* From now on, until the person leaves it. */
void
askg_desk_orders_begin (AskgDeskOrders *self)
{
  g_autoptr(GError) error = NULL;
  AskgTranscriber *taker;

  g_return_if_fail (ASKG_IS_DESK_ORDERS (self));

  if (self->listening != NULL)
    return;
  taker = find_taker (self, &error);
  if (taker == NULL)
    {
      askg_overlay_show_error (get_overlay (self), _("Orders cannot be taken now"), error);
      return;
    }

  self->taker = g_object_ref (taker);
  self->taking = g_cancellable_new ();
  g_clear_pointer (&self->told, g_free);
  askg_transcriber_warm_up (taker);
  g_signal_emit (self, signals[CHANGED], 0, TRUE);
  listen (self);
  askg_overlay_summon (get_overlay (self), NULL);
  askg_overlay_show_voice (get_overlay (self), TRUE, _("Orders"));
  show_state (self);
}

/* The microphone is closed when this returns; nothing happens where none are taken. */
void
askg_desk_orders_end (AskgDeskOrders *self)
{
  g_autoptr(AskgListening) listening = NULL;

  g_return_if_fail (ASKG_IS_DESK_ORDERS (self));

  listening = g_steal_pointer (&self->listening);
  if (listening == NULL)
    return;
  g_cancellable_cancel (self->taking);
  g_signal_handlers_disconnect_by_data (askg_listening_get_microphone (listening), self);
  g_signal_handlers_disconnect_by_data (listening, self);
  askg_listening_take (listening, ASKG_TURN_STOP);
  g_clear_object (&self->taking);
  g_clear_object (&self->taker);
  askg_overlay_show_voice (get_overlay (self), FALSE, NULL);
  g_signal_emit (self, signals[CHANGED], 0, FALSE);
}

gboolean
askg_desk_orders_are_taken (AskgDeskOrders *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_ORDERS (self), FALSE);

  return self->listening != NULL;
}

/* Whoever understood it. Returns: (transfer full): what was done, or why nothing was; for people */
char *
askg_desk_orders_do (AskgDeskOrders   *self,
                     AskgVoiceCommand  command)
{
  char *done;

  g_return_val_if_fail (ASKG_IS_DESK_ORDERS (self), NULL);

  done = askg_desk_order_do (&self->order, command);
  if (command == ASKG_COMMAND_STOP_LISTENING)
    askg_desk_orders_end (self);

  return done;
}

/* -- What the person does ------------------------------------------------------------------ */

static void
switch_light (AskgDeskOrders *self)
{
  const gboolean is_off = askg_listening_get_turn (self->listening)->state == ASKG_TURN_OFF;

  g_clear_pointer (&self->told, g_free);
  askg_listening_take (self->listening, is_off ? ASKG_TURN_CONVERSE : ASKG_TURN_STOP);
  show_state (self);
}

static void
talk_cb (AskgDeskOrders *self,
         const char     *what)
{
  if (self->listening == NULL)
    return;
  if (g_str_equal (what, "leave") || g_str_equal (what, "begin"))
    askg_desk_orders_end (self);
  else if (g_str_equal (what, "light"))
    switch_light (self);
  else if (g_str_equal (what, "fix") && find_state (self) == ASKG_TALK_MUTED)
    switch_light (self);
  else if (g_str_equal (what, "fix"))
    g_signal_emit_by_name (get_overlay (self), "set-up", "voice", "");
  else if (g_str_equal (what, "send"))
    askg_listening_take (self->listening, ASKG_TURN_KEY_UP);
}

/* -- Life -------------------------------------------------------------------------------------- */

static void
askg_desk_orders_dispose (GObject *object)
{
  AskgDeskOrders *self = ASKG_DESK_ORDERS (object);

  askg_desk_orders_end (self);
  g_clear_object (&self->order.before);
  g_clear_object (&self->talking);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->desk_overlay);

  G_OBJECT_CLASS (askg_desk_orders_parent_class)->dispose (object);
}

static void
askg_desk_orders_finalize (GObject *object)
{
  g_free (ASKG_DESK_ORDERS (object)->told);

  G_OBJECT_CLASS (askg_desk_orders_parent_class)->finalize (object);
}

static void
askg_desk_orders_class_init (AskgDeskOrdersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_orders_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_desk_orders_finalize;

  /* AskgDeskOrders::changed (gboolean are_taken): before the microphone is opened, and after it was closed */
  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_DESK_ORDERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_BOOLEAN);
}

static void
askg_desk_orders_init (AskgDeskOrders *self)
{
}

/* @settings: (nullable). To be made before whoever talks in the overlay: who presses its key leaves the orders first. */
AskgDeskOrders *
askg_desk_orders_new (AskgDeskOverlay *desk_overlay,
                      AskgSession     *session,
                      GSettings       *settings)
{
  AskgDeskOrders *self = g_object_new (ASKG_TYPE_DESK_ORDERS, NULL);
  AskgOverlay *overlay = askg_desk_overlay_get_window (desk_overlay);

  self->desk_overlay = g_object_ref (desk_overlay);
  self->session = g_object_ref (session);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->order = (AskgDeskOrder) { .desk_overlay = desk_overlay, .session = session };
  g_signal_connect_object (overlay, "talk", G_CALLBACK (talk_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (overlay, "dismissed", G_CALLBACK (askg_desk_orders_end), self, G_CONNECT_SWAPPED);

  return self;
}

/* @talking: the one there is */
void
askg_desk_orders_set_talking (AskgDeskOrders *self,
                              AskgTalking    *talking)
{
  g_return_if_fail (ASKG_IS_DESK_ORDERS (self));

  g_set_object (&self->talking, talking);
}
