/* askg-speech-model.h: what a model file of whisper.cpp says of itself, read with limits: anybody may have written it.
 * Any thread; it reads the disk. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  gint64   size_bytes;      /* of the file */
  gboolean is_multilingual; /* else it knows English alone */
} AskgSpeechModel;

gboolean askg_speech_model_read  (const char       *path,
                                  AskgSpeechModel  *model,
                                  GCancellable     *cancellable,
                                  GError          **error);
gboolean askg_speech_model_parse (GInputStream     *bytes,
                                  gint64            size_bytes,
                                  const char       *path,
                                  AskgSpeechModel  *model,
                                  GCancellable     *cancellable,
                                  GError          **error);

G_END_DECLS
