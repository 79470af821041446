/* askg-transcriber.h: the seam to whatever turns an utterance into words. Main thread. */
#pragma once

#include "engine/base/askg-pcm.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What was said, as far as it was understood. Owned by whoever got it. */
typedef struct
{
  char     *text;     /* UTF-8, no white space around it; "" where nothing was understood */
  char     *language; /* (nullable): "ko", as far as that is known */
  char     *engine;   /* who understood it, as a sentence names it */
  gboolean  is_rough; /* much of it may be wrong: to be told beside it */
} AskgTranscript;

AskgTranscript *askg_transcript_new  (const char     *text,
                                      const char     *language,
                                      const char     *engine,
                                      gboolean        is_rough);
AskgTranscript *askg_transcript_copy (const AskgTranscript *self);
void            askg_transcript_free (AskgTranscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTranscript, askg_transcript_free)

/* What is known of an utterance beside its sound. */
typedef struct
{
  const char *language;      /* (nullable): "ko" or "ko-KR": what is probably spoken */
  gboolean    is_off_record; /* nothing of it may be kept, by the ledger neither */
} AskgTranscriberHints;

#define ASKG_TYPE_TRANSCRIBER (askg_transcriber_get_type ())
G_DECLARE_INTERFACE (AskgTranscriber, askg_transcriber, ASKG, TRANSCRIBER, GObject)

struct _AskgTranscriberInterface
{
  GTypeInterface parent_iface;

  const char     *(*get_name)    (AskgTranscriber             *self);
  gboolean        (*is_there)    (AskgTranscriber             *self,
                                  GError                     **error);
  void            (*warm_up)     (AskgTranscriber             *self);
  void            (*hear_async)  (AskgTranscriber             *self,
                                  AskgPcm                     *utterance,
                                  const AskgTranscriberHints  *hints,
                                  GCancellable                *cancellable,
                                  GAsyncReadyCallback          callback,
                                  gpointer                     user_data);
  AskgTranscript *(*hear_finish) (AskgTranscriber             *self,
                                  GAsyncResult                *result,
                                  GError                     **error);
};

const char     *askg_transcriber_get_name    (AskgTranscriber             *self);
gboolean        askg_transcriber_is_there    (AskgTranscriber             *self,
                                              GError                     **error);
void            askg_transcriber_warm_up     (AskgTranscriber             *self);
void            askg_transcriber_hear_async  (AskgTranscriber             *self,
                                              AskgPcm                     *utterance,
                                              const AskgTranscriberHints  *hints,
                                              GCancellable                *cancellable,
                                              GAsyncReadyCallback          callback,
                                              gpointer                     user_data);
AskgTranscript *askg_transcriber_hear_finish (AskgTranscriber             *self,
                                              GAsyncResult                *result,
                                              GError                     **error);

G_END_DECLS
