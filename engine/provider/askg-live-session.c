/* askg-live-session.c: main thread. What those who talk through it call, and what it tells them. */
#include "engine/provider/askg-live-session-private.h"

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"

#define MAX_WAITING_BYTES (30u * ASKG_LIVE_RATE_HZ * 2) /* of sound that cannot be sent yet: the oldest is left out */

G_DEFINE_ENUM_TYPE (AskgLiveState, askg_live_state,
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_ASKING, "asking"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_RECONNECTING, "reconnecting"))
G_DEFINE_ENUM_TYPE (AskgLiveReplyEnd, askg_live_reply_end,
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_REPLY_WHOLE, "whole"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_REPLY_CUT, "cut"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_REPLY_LIMIT, "limit"),
                    G_DEFINE_ENUM_VALUE (ASKG_LIVE_REPLY_FAILED, "failed"))

enum { PROP_0, PROP_STATE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AskgLiveSession, askg_live_session, G_TYPE_OBJECT)

/* Whether the engine is spoken with, and does nothing else. */
gboolean
askg_profile_is_live (AskgProfile *profile)
{
  return askg_profile_get_speaks (profile) == ASKG_SPEAKS_REALTIME;
}

void
askg_live_session_set_state (AskgLiveSession *self,
                             AskgLiveState    state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* -- Open and close ------------------------------------------------------------ */

AskgLiveState
askg_live_session_get_state (AskgLiveSession *self)
{
  g_return_val_if_fail (ASKG_IS_LIVE_SESSION (self), ASKG_LIVE_CLOSED);

  return self->state;
}

/**
 * askg_live_session_add_earlier:
 *
 * A turn of the conversation so far, in order: the engine is told of it. Before the opening.
 */
void
askg_live_session_add_earlier (AskgLiveSession *self,
                               gboolean         by_person,
                               const char      *text)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));
  g_return_if_fail (text != NULL);

  askg_live_memory_add (self->memory, by_person, text);
}

/**
 * askg_live_session_open_async:
 * @cancellable: (nullable)
 *
 * Connects, asks whether the voice may be sent where the person has not said so of this engine, and tells the engine what
 * is wished. Once. What is appended meanwhile waits.
 */
void
askg_live_session_open_async (AskgLiveSession     *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));
  g_return_if_fail (self->state == ASKG_LIVE_CLOSED && !self->is_over && self->opening == NULL);

  self->opening = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->opening, askg_live_session_open_async);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (askg_live_session_close), self, G_CONNECT_SWAPPED);
  askg_live_session_set_state (self, ASKG_LIVE_CONNECTING);
  askg_live_session_connect (self);
}

/**
 * askg_live_session_open_finish:
 *
 * Errors: what the transport reports; %ASKG_ERROR_NOT_SENT when the person does not want their voice sent; what the engine
 *   says, such as %ASKG_ERROR_KEY_REFUSED; %ASKG_ERROR_ENGINE_SILENT when it begins nothing; %G_IO_ERROR_CANCELLED
 */
gboolean
askg_live_session_open_finish (AskgLiveSession  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_live_session_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * askg_live_session_close:
 *
 * Says goodbye; without it a connection stands for as long as the engine likes. No signal comes any more but the end of a
 * reply and "ended"; of one that was not open yet the opening ends as cancelled.
 */
void
askg_live_session_close (AskgLiveSession *self)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));

  if (self->is_over)
    return;
  self->is_over = TRUE;
  askg_live_session_drop (self);
}

/* -- What the person says -------------------------------------------------------- */

static void
leave_out_oldest (AskgLiveSession *self)
{
  for (GList *l = self->todo.head; l != NULL && self->n_todo_bytes > MAX_WAITING_BYTES;)
    {
      AskgLiveTodo *todo = l->data;
      GList *next = l->next;

      if (todo->what == ASKG_LIVE_DO_SOUND)
        {
          self->n_todo_bytes -= g_bytes_get_size (todo->sound);
          g_queue_delete_link (&self->todo, l);
          askg_live_todo_free (todo);
        }
      l = next;
    }
}

/**
 * askg_live_session_append:
 * @sound: the next of what the microphone gives: s16 mono at %ASKG_LIVE_RATE_HZ, whole samples; 10 to 100 ms are best
 *
 * What comes before the session is open waits, at most 30 s of it.
 */
void
askg_live_session_append (AskgLiveSession *self,
                          GBytes          *sound)
{
  AskgLiveTodo *todo;

  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));
  g_return_if_fail (g_bytes_get_size (sound) % 2 == 0);

  if (self->is_over || g_bytes_get_size (sound) == 0)
    return;
  todo = g_new0 (AskgLiveTodo, 1);
  todo->what = ASKG_LIVE_DO_SOUND;
  todo->sound = g_bytes_ref (sound);
  self->n_todo_bytes += g_bytes_get_size (sound);
  askg_live_session_do (self, todo);
  leave_out_oldest (self);
}

static void
do_simply (AskgLiveSession *self,
           AskgLiveDoing    what,
           const char      *text)
{
  AskgLiveTodo *todo;

  if (self->is_over)
    return;
  todo = g_new0 (AskgLiveTodo, 1);
  todo->what = what;
  todo->text = g_strdup (text);
  askg_live_session_do (self, todo);
}

/* The person has spoken: what was appended is answered. Where the engine takes the turns it may be called all the same:
 * the turn is over by that. */
void
askg_live_session_commit (AskgLiveSession *self)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));

  do_simply (self, ASKG_LIVE_DO_COMMIT, NULL);
}

/* What was appended since the last turn was not meant for the engine. */
void
askg_live_session_forget_sound (AskgLiveSession *self)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));

  do_simply (self, ASKG_LIVE_DO_FORGET, NULL);
}

/* A question in words; askg_live_session_respond() has it answered. */
void
askg_live_session_send_text (AskgLiveSession *self,
                             const char      *text)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));
  g_return_if_fail (text != NULL);

  do_simply (self, ASKG_LIVE_DO_TEXT, text);
}

/**
 * askg_live_session_send_picture:
 * @page: (nullable): what was read in it; %NULL when nobody could: then the gate asks
 *
 * What is spoken about from here on. Before what is said of it is committed.
 */
void
askg_live_session_send_picture (AskgLiveSession *self,
                                AskgFrame       *frame,
                                AskgPageText    *page)
{
  AskgLiveTodo *todo;

  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));
  g_return_if_fail (ASKG_IS_FRAME (frame));

  if (self->is_over)
    return;
  todo = g_new0 (AskgLiveTodo, 1);
  todo->what = ASKG_LIVE_DO_PICTURE;
  todo->frame = g_object_ref (frame);
  g_set_object (&todo->page, page);
  g_set_object (&self->shown_frame, frame);
  g_set_object (&self->shown_page, page);
  askg_live_session_do (self, todo);
}

/* Have what is there answered. */
void
askg_live_session_respond (AskgLiveSession *self)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));

  do_simply (self, ASKG_LIVE_DO_RESPOND, NULL);
}

/**
 * askg_live_session_cancel:
 * @heard_ms: so much of the reply has sounded
 *
 * The reply is over for the person: nothing more of it is told but its end, the engine stops making it, and forgets what
 * was not heard. Also of one that has come whole and still sounds.
 */
void
askg_live_session_cancel (AskgLiveSession *self,
                          gint64           heard_ms)
{
  g_return_if_fail (ASKG_IS_LIVE_SESSION (self));

  if (!self->is_over)
    askg_live_session_cut_reply (self, heard_ms);
}

/* The number of the reply that is being made, or of the last; 0: there was none yet. */
guint
askg_live_session_get_reply (AskgLiveSession *self)
{
  g_return_val_if_fail (ASKG_IS_LIVE_SESSION (self), 0);

  return self->reply.number;
}

/* -- Object ---------------------------------------------------------------------- */

static void
askg_live_session_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_enum (value, ASKG_LIVE_SESSION (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
askg_live_session_dispose (GObject *object)
{
  AskgLiveSession *self = ASKG_LIVE_SESSION (object);

  /* A connection holds a reference: there is none. */
  self->is_over = TRUE;
  askg_timer_clear (&self->timer);
  askg_timer_clear (&self->greeting);
  askg_timer_clear (&self->renewal);
  askg_timer_clear (&self->telling);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (askg_live_session_parent_class)->dispose (object);
}

static void
askg_live_session_finalize (GObject *object)
{
  AskgLiveSession *self = ASKG_LIVE_SESSION (object);

  askg_live_session_clear_reply (self);
  g_string_free (self->reply.text, TRUE);
  g_queue_clear_full (&self->todo, (GDestroyNotify) askg_live_todo_free);
  g_byte_array_unref (self->said);
  g_hash_table_unref (self->gone);
  askg_live_memory_free (self->memory);
  g_clear_error (&self->trouble);
  g_clear_object (&self->link);
  g_clear_object (&self->shown_frame);
  g_clear_object (&self->shown_page);
  askg_cover_unref (self->cover);
  g_free (self->instructions);
  g_free (self->voice);
  g_free (self->language);
  g_free (self->endpoint);

  G_OBJECT_CLASS (askg_live_session_parent_class)->finalize (object);
}

static void
askg_live_session_class_init (AskgLiveSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = askg_live_session_get_property;
  object_class->dispose = askg_live_session_dispose;
  object_class->finalize = askg_live_session_finalize;
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, ASKG_TYPE_LIVE_STATE, ASKG_LIVE_CLOSED,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  askg_live_session_install_signals (klass);
}

static void
askg_live_session_init (AskgLiveSession *self)
{
  self->said = g_byte_array_new ();
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->memory = askg_live_memory_new ();
  self->reply.text = g_string_new (NULL);
  self->reply.half = -1;
  g_queue_init (&self->todo);
}

/**
 * askg_live_session_new:
 * @link: to an engine of which askg_profile_is_live()
 *
 * Returns: (transfer full): not open yet
 */
AskgLiveSession *
askg_live_session_new (AskgEngineLink         *link,
                       const AskgLiveSettings *settings)
{
  AskgLiveSession *self;

  g_return_val_if_fail (ASKG_IS_ENGINE_LINK (link), NULL);
  g_return_val_if_fail (settings != NULL, NULL);

  self = g_object_new (ASKG_TYPE_LIVE_SESSION, NULL);
  self->link = g_object_ref (link);
  self->cover = settings->cover != NULL ? askg_cover_ref (settings->cover) : askg_cover_new ();
  self->instructions = g_strdup (settings->instructions);
  self->voice = g_strdup (settings->voice);
  self->language = g_strdup (settings->language);
  self->engine_takes_turns = settings->engine_takes_turns;
  self->patience_ms = settings->patience_ms;
  self->is_off_record = settings->is_off_record;
  self->is_typed = settings->is_typed;
  self->is_ours = self->has_agreed = settings->is_ours;

  return self;
}
