/* askg-speaker.h: the seam to whatever turns words into speech. Main thread. */
#pragma once

#include <gio/gio.h>

#include "engine/voice/askg-clause.h"

G_BEGIN_DECLS

/* @samples: signed 16-bit, one channel, whole samples; what follows those before */
typedef void (*AskgSpeakerSoundFunc) (guint     rate_hz,
                                      GBytes   *samples,
                                      gpointer  user_data);

/* A word of the clause is spoken from there on. Comes before or with its sound, or, from a speaker that plays itself, as
 * it is heard.
 * @start_byte, @end_byte: of the transcript
 * @at_sample: of this clause's sound; 0 from a speaker that gives none */
typedef void (*AskgSpeakerWordFunc) (gsize    start_byte,
                                     gsize    end_byte,
                                     guint64  at_sample,
                                     gpointer user_data);

#define ASKG_TYPE_SPEAKER (askg_speaker_get_type ())
G_DECLARE_INTERFACE (AskgSpeaker, askg_speaker, ASKG, SPEAKER, GObject)

struct _AskgSpeakerInterface
{
  GTypeInterface parent_iface;

  const char *(*get_name)    (AskgSpeaker          *self);
  gboolean    (*gives_sound) (AskgSpeaker          *self); /* (nullable): it does */
  void        (*warm_up)     (AskgSpeaker          *self); /* (nullable) */
  void        (*say_async)   (AskgSpeaker          *self,
                              const AskgClause     *clause,
                              AskgSpeakerSoundFunc  on_sound,
                              AskgSpeakerWordFunc   on_word,
                              gpointer              on_data,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
  gboolean    (*say_finish)  (AskgSpeaker          *self,
                              GAsyncResult         *result,
                              GError              **error);
};

const char *askg_speaker_get_name    (AskgSpeaker           *self);
gboolean    askg_speaker_gives_sound (AskgSpeaker           *self);
void        askg_speaker_warm_up     (AskgSpeaker           *self);
void        askg_speaker_say_async   (AskgSpeaker           *self,
                                      const AskgClause      *clause,
                                      AskgSpeakerSoundFunc   on_sound,
                                      AskgSpeakerWordFunc    on_word,
                                      gpointer               on_data,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data);
gboolean    askg_speaker_say_finish  (AskgSpeaker           *self,
                                      GAsyncResult          *result,
                                      GError               **error);

G_END_DECLS
