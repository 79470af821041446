/* askg-desk-voice-chime.h: three notes, to hear whether a loudspeaker is heard. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgVoiceChime AskgVoiceChime;

/* Once: all of it was heard, or it could not be; may free it. */
typedef void (*AskgVoiceChimeFunc) (const GError *error,
                                    gpointer      user_data);

AskgVoiceChime *askg_voice_chime_new  (const char         *loudspeaker,
                                       AskgVoiceChimeFunc  on_end,
                                       gpointer            user_data);
void            askg_voice_chime_free (AskgVoiceChime     *self);

G_END_DECLS
