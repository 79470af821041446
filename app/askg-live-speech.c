/* askg-live-speech.c: main thread. */
#include "app/askg-live-speech.h"

#include "engine/base/askg-pcm-stream.h"

struct _AskgLiveSpeech
{
  AskgLiveSession *session; /* owned */
  AskgPcmStream   *stream;  /* owned; (nullable): between two utterances */
  GByteArray      *held;    /* owned; as it will be sent: before it may be */
  gboolean         may_go;
};

AskgLiveSpeech *
askg_live_speech_new (AskgLiveSession *session)
{
  AskgLiveSpeech *self = g_new0 (AskgLiveSpeech, 1);

  self->session = g_object_ref (session);
  self->held = g_byte_array_new ();

  return self;
}

void
askg_live_speech_free (AskgLiveSpeech *self)
{
  g_object_unref (self->session);
  g_clear_pointer (&self->stream, askg_pcm_stream_free);
  g_byte_array_unref (self->held);
  g_free (self);
}

/* @fitting: (nullable): at the session's rate */
static void
send (AskgLiveSpeech *self,
      GBytes         *fitting)
{
  if (fitting == NULL || g_bytes_get_size (fitting) == 0)
    return;
  if (self->may_go)
    askg_live_session_append (self->session, fitting);
  else
    g_byte_array_append (self->held, g_bytes_get_data (fitting, NULL), (guint) g_bytes_get_size (fitting));
}

/* @sound: what follows the sound of this utterance so far; one channel */
void
askg_live_speech_say (AskgLiveSpeech *self,
                      AskgPcm        *sound)
{
  GBytes *samples = askg_pcm_get_samples (sound);
  g_autoptr(GBytes) fitting = NULL;

  if (self->stream == NULL)
    self->stream = askg_pcm_stream_new (askg_pcm_get_rate_hz (sound), ASKG_LIVE_RATE_HZ);
  fitting = askg_pcm_stream_feed (self->stream, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));
  send (self, fitting);
}

/* What was said of this utterance goes, and the rest as it is said. */
void
askg_live_speech_let_go (AskgLiveSpeech *self)
{
  g_autoptr(GBytes) held = NULL;

  self->may_go = TRUE;
  if (self->held->len == 0)
    return;
  held = g_bytes_new (self->held->data, self->held->len);
  g_byte_array_set_size (self->held, 0);
  askg_live_session_append (self->session, held);
}

/* All of it goes, with what a change of rate held back. The next is another one. */
void
askg_live_speech_end (AskgLiveSpeech *self)
{
  g_autoptr(GBytes) rest = self->stream != NULL ? askg_pcm_stream_end (self->stream) : NULL;

  g_clear_pointer (&self->stream, askg_pcm_stream_free);
  askg_live_speech_let_go (self);
  send (self, rest);
  self->may_go = FALSE;
}

/* It was nothing. */
void
askg_live_speech_forget (AskgLiveSpeech *self)
{
  const gboolean has_gone = self->may_go;

  g_clear_pointer (&self->stream, askg_pcm_stream_free);
  g_byte_array_set_size (self->held, 0);
  self->may_go = FALSE;
  if (has_gone)
    askg_live_session_forget_sound (self->session);
}
