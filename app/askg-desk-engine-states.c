/* askg-desk-engine-states.c: main thread. What is known from being asked has its time beside it, for it may have
 * changed since; what is known of a server of ours is so now. */
#include "app/askg-desk-engine-states.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "ui/preferences/askg-engine-words.h"

/* Of the engine that an answer is waited for from. */
#define ASKED_ID "askg-asked-id"

/* What became of an engine when it was last asked. */
typedef struct
{
  AskgDot  dot;
  char    *words; /* owned */
  char    *cause; /* (nullable), owned */
} Noted;

struct _AskgDeskEngineStates
{
  GObject           parent_instance;

  /* Owned */
  AskgModelServers *servers;
  GHashTable       *noted;    /* id -> Noted */
  GHashTable       *starting; /* id -> gint64: since when its server starts, monotonic microseconds */

  guint             timer_id; /* while one starts */
};

G_DEFINE_FINAL_TYPE (AskgDeskEngineStates, askg_desk_engine_states, G_TYPE_OBJECT)

static guint changed_signal;

static void
noted_free (gpointer data)
{
  Noted *noted = data;

  g_free (noted->words);
  g_free (noted->cause);
  g_free (noted);
}

static void
askg_desk_engine_states_dispose (GObject *object)
{
  AskgDeskEngineStates *self = ASKG_DESK_ENGINE_STATES (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->servers);
  g_clear_pointer (&self->noted, g_hash_table_unref);
  g_clear_pointer (&self->starting, g_hash_table_unref);

  G_OBJECT_CLASS (askg_desk_engine_states_parent_class)->dispose (object);
}

static void
askg_desk_engine_states_class_init (AskgDeskEngineStatesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_engine_states_dispose;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
askg_desk_engine_states_init (AskgDeskEngineStates *self)
{
  self->noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, noted_free);
  self->starting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* -- What became of it when it was asked ------------------------------------- */

static void
note (AskgDeskEngineStates *self,
      const char           *id,
      AskgDot               dot,
      const char           *words,
      const char           *cause)
{
  Noted *noted = g_hash_table_lookup (self->noted, id);

  if (noted != NULL && noted->dot == dot && g_str_equal (noted->words, words) && g_strcmp0 (noted->cause, cause) == 0)
    return;

  noted = g_new0 (Noted, 1);
  noted->dot = dot;
  noted->words = g_strdup (words);
  noted->cause = g_strdup (cause);
  g_hash_table_insert (self->noted, g_strdup (id), noted);
  g_signal_emit (self, changed_signal, 0);
}

/* It was so then; nobody knows whether it still is. */
static void
note_trouble (AskgDeskEngineStates *self,
              const char           *id,
              const char           *words,
              const char           *cause)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");
  /* TRANSLATORS: what became of an engine, and the time of day: "key refused, 14:02" */
  g_autofree char *with_time = g_strdup_printf (_("%s, %s"), words, time);

  note (self, id, ASKG_DOT_FAILED, with_time, cause);
}

/**
 * askg_desk_engine_states_note:
 * @error: (nullable): why it did not answer; %NULL when it did
 */
void
askg_desk_engine_states_note (AskgDeskEngineStates *self,
                              const char           *id,
                              const GError         *error)
{
  const char *words = error != NULL ? askg_engine_words_for_error (error) : NULL;

  g_return_if_fail (ASKG_IS_DESK_ENGINE_STATES (self));

  if (error == NULL)
    note (self, id, ASKG_DOT_READY, _("ready"), NULL);
  else
    note_trouble (self, id, words != NULL ? words : _("failed"), error->message);
}

/* It has another address, key or model: what was known is known no more. */
void
askg_desk_engine_states_forget (AskgDeskEngineStates *self,
                                const char           *id)
{
  g_return_if_fail (ASKG_IS_DESK_ENGINE_STATES (self));

  if (g_hash_table_remove (self->noted, id))
    g_signal_emit (self, changed_signal, 0);
}

/* -- While it is asked -------------------------------------------------------- */

static gboolean
is_told_to_wait (AskgAnswer *answer)
{
  return askg_answer_get_stage (answer) == ASKG_STAGE_WAITING && askg_answer_get_stage_detail (answer)->until_us > 0;
}

static void
stage_cb (AskgAnswer           *answer,
          GParamSpec           *pspec,
          AskgDeskEngineStates *self)
{
  if (!askg_answer_is_over (answer) && is_told_to_wait (answer))
    note (self, askg_answer_get_engine_id (answer), ASKG_DOT_STARTING, _("cannot answer now"), NULL);
}

/* Another one steps in for it. */
static void
engine_cb (AskgAnswer           *answer,
           GParamSpec           *pspec,
           AskgDeskEngineStates *self)
{
  const char *id = askg_answer_get_engine_id (answer);
  const char *before = g_object_get_data (G_OBJECT (answer), ASKED_ID);

  if (g_str_equal (before, id))
    return;
  note_trouble (self, before, _("did not answer"), NULL);
  g_object_set_data_full (G_OBJECT (answer), ASKED_ID, g_strdup (id), g_free);
}

/* What was stopped by the person says nothing about the engine, but that it was to be waited for. */
static void
state_cb (AskgAnswer           *answer,
          GParamSpec           *pspec,
          AskgDeskEngineStates *self)
{
  const char *id = askg_answer_get_engine_id (answer);
  const GError *error = askg_answer_get_error (answer);

  switch (askg_answer_get_state (answer))
    {
    case ASKG_ANSWER_STREAMING:
    case ASKG_ANSWER_DONE:
      askg_desk_engine_states_note (self, id, NULL);
      break;
    case ASKG_ANSWER_FAILED:
      if (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NETWORK) && askg_answer_get_length (answer) > 0)
        note_trouble (self, id, _("broke off"), error->message); /* it was reached */
      else if (error != NULL && askg_engine_words_for_error (error) != NULL)
        askg_desk_engine_states_note (self, id, error);
      break;
    case ASKG_ANSWER_STOPPED:
      if (is_told_to_wait (answer))
        note_trouble (self, id, _("could not answer"), NULL);
      break;
    case ASKG_ANSWER_WAITING:
    case ASKG_ANSWER_INTERRUPTED:
    default:
      break;
    }
}

static void
answer_begun_cb (AskgSession          *session,
                 AskgAnswer           *answer,
                 AskgDeskEngineStates *self)
{
  g_object_set_data_full (G_OBJECT (answer), ASKED_ID, g_strdup (askg_answer_get_engine_id (answer)), g_free);
  g_signal_connect_object (answer, "notify::stage", G_CALLBACK (stage_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (answer, "notify::engine-name", G_CALLBACK (engine_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (answer, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_DEFAULT);
}

/* -- Servers of ours ---------------------------------------------------------- */

static gboolean
tick_cb (gpointer user_data)
{
  g_signal_emit (user_data, changed_signal, 0);

  return G_SOURCE_CONTINUE;
}

static void
server_changed_cb (AskgModelServers     *servers,
                   const char           *id,
                   AskgDeskEngineStates *self)
{
  AskgModelServer *server = askg_model_servers_peek (servers, id);
  const AskgServerState state = server != NULL ? askg_model_server_get_state (server) : ASKG_SERVER_STOPPED;
  const gint64 now_us = g_get_monotonic_time ();

  if (state != ASKG_SERVER_STARTING && state != ASKG_SERVER_LOADING)
    g_hash_table_remove (self->starting, id);
  else if (!g_hash_table_contains (self->starting, id))
    g_hash_table_insert (self->starting, g_strdup (id), g_memdup2 (&now_us, sizeof now_us));

  if (g_hash_table_size (self->starting) == 0)
    g_clear_handle_id (&self->timer_id, g_source_remove);
  else if (self->timer_id == 0)
    {
      self->timer_id = g_timeout_add_seconds (1, tick_cb, self);
      g_source_set_name_by_id (self->timer_id, "[askg] seconds of a start");
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
tell_starting (AskgDeskEngineStates *self,
               const char           *id,
               gboolean              is_loading,
               AskgEngineState      *out_state)
{
  const gint64 *since_us = g_hash_table_lookup (self->starting, id);
  const int seconds = since_us != NULL ? (int) ((g_get_monotonic_time () - *since_us) / G_USEC_PER_SEC) : 0;

  out_state->dot = ASKG_DOT_STARTING;
  out_state->words = g_strdup_printf (is_loading ? _("loading, %d s") : _("starting, %d s"), seconds);
}

static void
tell_server (AskgDeskEngineStates *self,
             const char           *id,
             AskgEngineState      *out_state)
{
  AskgModelServer *server = askg_model_servers_peek (self->servers, id);
  const AskgServerState state = server != NULL ? askg_model_server_get_state (server) : ASKG_SERVER_STOPPED;
  const GError *error = server != NULL ? askg_model_server_get_error (server) : NULL;
  const Noted *noted = g_hash_table_lookup (self->noted, id);

  switch (state)
    {
    case ASKG_SERVER_STARTING:
    case ASKG_SERVER_LOADING:
      tell_starting (self, id, state == ASKG_SERVER_LOADING, out_state);
      break;
    case ASKG_SERVER_READY:
      *out_state = (AskgEngineState) { ASKG_DOT_READY, g_strdup (_("ready")), NULL, FALSE };
      break;
    case ASKG_SERVER_WAITING:
      *out_state = (AskgEngineState) { ASKG_DOT_STARTING, g_strdup (_("ended, starts again")),
                                       error != NULL ? g_strdup (error->message) : NULL, FALSE };
      break;
    case ASKG_SERVER_FAILED:
      *out_state = (AskgEngineState) { ASKG_DOT_FAILED, g_strdup (_("failed")),
                                       error != NULL ? g_strdup (error->message) : NULL, TRUE };
      break;
    case ASKG_SERVER_STOPPED:
    default:
      if (noted != NULL && noted->dot == ASKG_DOT_FAILED) /* it never came to run */
        *out_state = (AskgEngineState) { ASKG_DOT_FAILED, g_strdup (noted->words), g_strdup (noted->cause), TRUE };
      else
        *out_state = (AskgEngineState) { ASKG_DOT_IDLE, g_strdup (_("asleep")), NULL, FALSE };
      break;
    }
}

/* -- What is told ------------------------------------------------------------- */

/**
 * askg_desk_engine_states_get:
 * @out_state: to be cleared with askg_engine_state_clear()
 */
void
askg_desk_engine_states_get (AskgDeskEngineStates *self,
                             AskgProfile          *profile,
                             AskgEngineState      *out_state)
{
  const char *id = askg_profile_get_id (profile);
  const Noted *noted;

  g_return_if_fail (ASKG_IS_DESK_ENGINE_STATES (self));

  *out_state = (AskgEngineState) { 0 };
  noted = g_hash_table_lookup (self->noted, id);
  if (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD)
    tell_server (self, id, out_state);
  else if (noted != NULL)
    *out_state = (AskgEngineState) { noted->dot, g_strdup (noted->words), g_strdup (noted->cause), FALSE };
  else
    *out_state = (AskgEngineState) { ASKG_DOT_IDLE, g_strdup (_("not asked since the start")), NULL, FALSE };
}

void
askg_engine_state_clear (AskgEngineState *state)
{
  g_clear_pointer (&state->words, g_free);
  g_clear_pointer (&state->cause, g_free);
}

AskgDeskEngineStates *
askg_desk_engine_states_new (AskgSession    *session,
                             AskgEngineRoom *room)
{
  AskgDeskEngineStates *self = g_object_new (ASKG_TYPE_DESK_ENGINE_STATES, NULL);

  self->servers = g_object_ref (askg_engine_room_get_servers (room));
  g_signal_connect_object (session, "answer-begun", G_CALLBACK (answer_begun_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->servers, "changed", G_CALLBACK (server_changed_cb), self, G_CONNECT_DEFAULT);

  return self;
}
