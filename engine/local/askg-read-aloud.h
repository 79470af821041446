/* askg-read-aloud.h: a text in Markdown, whole or as it is written, spoken clause by clause, so that its beginning is
 * heard while the rest is still made. Nothing is played here. Main thread. */
#pragma once

#include "engine/local/askg-speaker.h"

G_BEGIN_DECLS

/**
 * AskgReadAloudSoundFunc:
 * @samples: signed 16-bit, one channel; what follows the sound so far; all of it has one rate
 *
 * Returns: how much sound waits to be heard by now, in microseconds: what is far ahead is not made yet
 */
typedef gint64 (*AskgReadAloudSoundFunc) (guint     rate_hz,
                                          GBytes   *samples,
                                          gpointer  user_data);

#define ASKG_TYPE_READ_ALOUD (askg_read_aloud_get_type ())
G_DECLARE_FINAL_TYPE (AskgReadAloud, askg_read_aloud, ASKG, READ_ALOUD, GObject)

AskgReadAloud *askg_read_aloud_new          (AskgSpeaker             *speaker,
                                             AskgReadAloudSoundFunc   on_sound,
                                             AskgSpeakerWordFunc      on_word,
                                             gpointer                 on_data);
void           askg_read_aloud_set_language (AskgReadAloud           *self,
                                             const char              *language);
void           askg_read_aloud_feed         (AskgReadAloud           *self,
                                             const char              *bytes,
                                             gsize                    n_bytes);
void           askg_read_aloud_end          (AskgReadAloud           *self);
void           askg_read_aloud_run_async    (AskgReadAloud           *self,
                                             GCancellable            *cancellable,
                                             GAsyncReadyCallback      callback,
                                             gpointer                 user_data);
gboolean       askg_read_aloud_run_finish   (AskgReadAloud           *self,
                                             GAsyncResult            *result,
                                             GError                 **error);

G_END_DECLS
