/* askg-ear.h: who turns speech into words: an engine that was connected, a model file, or, roughly, PocketSphinx; and hears
 * for engines that cannot. Main thread. */
#pragma once

#include "engine/local/askg-transcriber.h"
#include "engine/model/askg-attachment.h"
#include "engine/provider/askg-ear-transcriber.h"
#include "engine/provider/askg-model-servers.h"
#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

/* Who is to hear. All of it may be left out. */
typedef struct
{
  const char  *engine;   /* (nullable): id or name of one that hears, or %ASKG_WORDS_ENGINE_ID; else the setting, else any */
  const char  *language; /* (nullable): "ko": what is spoken; else the setting, else the desktop's */
  AskgProfile *asked;    /* (nullable): the engine that what is said will be asked of: one that hears needs nobody else */
} AskgEarWish;

#define ASKG_TYPE_EAR (askg_ear_get_type ())
G_DECLARE_FINAL_TYPE (AskgEar, askg_ear, ASKG, EAR, GObject)

AskgEar         *askg_ear_new             (AskgProfiles         *profiles,
                                           AskgHttp             *http,
                                           AskgKeys             *keys,
                                           AskgModelServers     *servers);
AskgTranscriber *askg_ear_choose          (AskgEar              *self,
                                           const AskgEarWish    *wish,
                                           char                **out_sentence,
                                           GError              **error);
AskgTranscriber *askg_ear_get_commands    (AskgEar              *self);
char            *askg_ear_dup_language    (AskgEar              *self,
                                           gboolean              is_guess_fine);
gboolean         askg_ear_is_there        (AskgEar              *self);
void             askg_ear_hear_all_async  (AskgEar              *self,
                                           GPtrArray            *attachments,
                                           gboolean              is_off_record,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean         askg_ear_hear_all_finish (AskgEar              *self,
                                           GAsyncResult         *result,
                                           char                **out_name,
                                           gboolean             *out_is_rough,
                                           GError              **error);
void             askg_ear_listen_async    (AskgEngineLink       *link,
                                           GPtrArray            *attachments,
                                           gboolean              is_off_record,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean         askg_ear_listen_finish   (AskgEngineLink       *link,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
