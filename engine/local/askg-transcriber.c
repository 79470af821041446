/* askg-transcriber.c: main thread. */
#include "engine/local/askg-transcriber.h"

G_DEFINE_INTERFACE (AskgTranscriber, askg_transcriber, G_TYPE_OBJECT)

static void
askg_transcriber_default_init (AskgTranscriberInterface *iface)
{
}

/**
 * askg_transcript_new:
 * @text: (nullable): what is around it is taken off
 * @language: (nullable)
 *
 * Returns: (transfer full): all of it copied
 */
AskgTranscript *
askg_transcript_new (const char *text,
                     const char *language,
                     const char *engine,
                     gboolean    is_rough)
{
  AskgTranscript *self = g_new0 (AskgTranscript, 1);

  self->text = g_strstrip (g_strdup (text != NULL ? text : ""));
  self->language = g_strdup (language);
  self->engine = g_strdup (engine);
  self->is_rough = is_rough;

  return self;
}

AskgTranscript *
askg_transcript_copy (const AskgTranscript *self)
{
  return askg_transcript_new (self->text, self->language, self->engine, self->is_rough);
}

void
askg_transcript_free (AskgTranscript *self)
{
  g_free (self->text);
  g_free (self->language);
  g_free (self->engine);
  g_free (self);
}

/* What the person calls it. */
const char *
askg_transcriber_get_name (AskgTranscriber *self)
{
  g_return_val_if_fail (ASKG_IS_TRANSCRIBER (self), NULL);

  return ASKG_TRANSCRIBER_GET_IFACE (self)->get_name (self);
}

/**
 * askg_transcriber_is_there:
 *
 * Asks nobody else: whether what it needs is installed, as far as can be seen at once. A server that does not answer is
 * told by the hearing.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE, naming what is missing
 */
gboolean
askg_transcriber_is_there (AskgTranscriber  *self,
                           GError          **error)
{
  g_return_val_if_fail (ASKG_IS_TRANSCRIBER (self), FALSE);

  return ASKG_TRANSCRIBER_GET_IFACE (self)->is_there (self, error);
}

/* Somebody begins to speak: what has to be started for it may start now. Costs nothing where nothing has. */
void
askg_transcriber_warm_up (AskgTranscriber *self)
{
  g_return_if_fail (ASKG_IS_TRANSCRIBER (self));

  if (ASKG_TRANSCRIBER_GET_IFACE (self)->warm_up != NULL)
    ASKG_TRANSCRIBER_GET_IFACE (self)->warm_up (self);
}

/**
 * askg_transcriber_hear_async:
 * @utterance: of any rate and number of channels; never changed
 * @hints: (nullable): copied
 *
 * @callback runs on the main thread, once. Several may be under way; they are heard one after the other where there is
 * but one ear.
 */
void
askg_transcriber_hear_async (AskgTranscriber             *self,
                             AskgPcm                     *utterance,
                             const AskgTranscriberHints  *hints,
                             GCancellable                *cancellable,
                             GAsyncReadyCallback          callback,
                             gpointer                     user_data)
{
  const AskgTranscriberHints none = { 0 };

  g_return_if_fail (ASKG_IS_TRANSCRIBER (self));
  g_return_if_fail (ASKG_IS_PCM (utterance));

  ASKG_TRANSCRIBER_GET_IFACE (self)->hear_async (self, utterance, hints != NULL ? hints : &none, cancellable, callback,
                                                 user_data);
}

/**
 * askg_transcriber_hear_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED; what the transport and the engine that hears report; %ASKG_ERROR_UNAVAILABLE where a
 *   package is missing, which the message names; %ASKG_ERROR_TIMED_OUT
 *
 * Returns: (transfer full): its text is "" where nothing was understood: that is no error
 */
AskgTranscript *
askg_transcriber_hear_finish (AskgTranscriber  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (ASKG_IS_TRANSCRIBER (self), NULL);

  return ASKG_TRANSCRIBER_GET_IFACE (self)->hear_finish (self, result, error);
}
