/* askg-live-session-tell.c: the signals of a live session. Main thread. */
#include "engine/provider/askg-live-session-private.h"

enum
{
  SESSION_BEGAN, SPEECH_STARTED, SPEECH_STOPPED, USER_TEXT, REPLY_BEGAN, REPLY_TEXT, REPLY_AUDIO, REPLY_ENDED, TOOL_CALL,
  USAGE, TROUBLE, ENDED, N_SIGNALS
};

static guint signals[N_SIGNALS];

void
askg_live_session_tell_began (AskgLiveSession *self)
{
  g_signal_emit (self, signals[SESSION_BEGAN], 0);
}

/* Takes @error. */
void
askg_live_session_tell_trouble (AskgLiveSession *self,
                                GError          *error)
{
  g_signal_emit (self, signals[TROUBLE], 0, error);
  g_error_free (error);
}

typedef struct
{
  AskgLiveSession *session; /* owned */
  GError          *error;   /* owned */
} LateTrouble;

static gboolean
tell_trouble_cb (gpointer user_data)
{
  LateTrouble *late = user_data;

  if (!late->session->is_over)
    askg_live_session_tell_trouble (late->session, g_steal_pointer (&late->error));

  return G_SOURCE_REMOVE;
}

static void
late_trouble_free (gpointer data)
{
  LateTrouble *late = data;

  g_object_unref (late->session);
  g_clear_error (&late->error);
  g_free (late);
}

/* Takes @error. Not from inside a call of those who listen. */
void
askg_live_session_tell_trouble_later (AskgLiveSession *self,
                                      GError          *error)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  LateTrouble *late = g_new0 (LateTrouble, 1);

  late->session = g_object_ref (self);
  late->error = error;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_trouble_cb, late, late_trouble_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

void
askg_live_session_tell_ended (AskgLiveSession *self,
                              const GError    *error)
{
  g_signal_emit (self, signals[ENDED], 0, error);
}

void
askg_live_session_tell_text (AskgLiveSession *self,
                             gboolean         by_person,
                             const char      *text,
                             gboolean         is_whole)
{
  g_signal_emit (self, signals[by_person ? USER_TEXT : REPLY_TEXT], 0, text, is_whole);
}

void
askg_live_session_tell_speech (AskgLiveSession *self,
                               gboolean         has_started,
                               gint64           at_ms)
{
  g_signal_emit (self, signals[has_started ? SPEECH_STARTED : SPEECH_STOPPED], 0, at_ms);
}

void
askg_live_session_tell_reply_began (AskgLiveSession *self)
{
  g_signal_emit (self, signals[REPLY_BEGAN], 0, self->reply.number);
}

void
askg_live_session_tell_reply_ended (AskgLiveSession  *self,
                                    AskgLiveReplyEnd  end)
{
  g_signal_emit (self, signals[REPLY_ENDED], 0, end);
}

void
askg_live_session_tell_sound (AskgLiveSession *self,
                              GBytes          *sound,
                              guint            rate_hz)
{
  g_signal_emit (self, signals[REPLY_AUDIO], 0, sound, rate_hz);
}

void
askg_live_session_tell_tool_call (AskgLiveSession     *self,
                                  const AskgLiveEvent *event)
{
  g_signal_emit (self, signals[TOOL_CALL], 0, event->id, event->name, event->text);
}

void
askg_live_session_tell_usage (AskgLiveSession *self,
                              const AskgUsage *usage)
{
  g_signal_emit (self, signals[USAGE], 0, usage);
}

static void
add_signal (AskgLiveSessionClass *klass,
            guint                 id,
            const char           *name,
            guint                 n_params,
            GType                 first,
            GType                 second,
            GType                 third)
{
  signals[id] = g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              n_params, first, second, third);
}

void
askg_live_session_install_signals (AskgLiveSessionClass *klass)
{
  add_signal (klass, SESSION_BEGAN, "session-began", 0, 0, 0, 0);
  add_signal (klass, SPEECH_STARTED, "speech-started", 1, G_TYPE_INT64, 0, 0);
  add_signal (klass, SPEECH_STOPPED, "speech-stopped", 1, G_TYPE_INT64, 0, 0);
  add_signal (klass, USER_TEXT, "user-text", 2, G_TYPE_STRING, G_TYPE_BOOLEAN, 0);
  add_signal (klass, REPLY_BEGAN, "reply-began", 1, G_TYPE_UINT, 0, 0);
  add_signal (klass, REPLY_TEXT, "reply-text", 2, G_TYPE_STRING, G_TYPE_BOOLEAN, 0);
  add_signal (klass, REPLY_AUDIO, "reply-audio", 2, G_TYPE_BYTES, G_TYPE_UINT, 0);
  add_signal (klass, REPLY_ENDED, "reply-ended", 1, ASKG_TYPE_LIVE_REPLY_END, 0, 0);
  add_signal (klass, TOOL_CALL, "tool-call", 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  add_signal (klass, USAGE, "usage", 1, G_TYPE_POINTER, 0, 0);
  add_signal (klass, TROUBLE, "trouble", 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE, 0, 0);
  add_signal (klass, ENDED, "ended", 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE, 0, 0);
}
