/* askg-espeak.h: eSpeak NG as a speaker, in a caged helper that is there only while needed. It speaks a hundred languages,
 * none of them beautifully, at once and without a network. Main thread. */
#pragma once

#include "engine/local/askg-espeak-voices.h"
#include "engine/local/askg-speaker.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ESPEAK (askg_espeak_get_type ())
G_DECLARE_FINAL_TYPE (AskgEspeak, askg_espeak, ASKG, ESPEAK, GObject)

gboolean    askg_espeak_is_there          (void);
AskgEspeak *askg_espeak_new               (const char           *helper);
AskgEspeakVoices *askg_espeak_get_voices  (AskgEspeak           *self);

void        askg_espeak_list_async        (AskgEspeak           *self,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
char       *askg_espeak_list_finish       (AskgEspeak           *self,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS
