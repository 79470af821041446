/* askg-microphone.h: what a microphone hears. Main thread.
 *
 * It is heard while it is open, by the helper askglass-hear, and that process is the light: it is started when the
 * microphone is opened and killed when it is closed.
 *
 * Each piece of sound comes twice. At once, as a glance: to tell whether somebody speaks, to draw a level, and for nothing
 * else, since it may turn out to be what the computer itself plays. And a tenth of a second later as heard, once the sound
 * server has vouched for it: only that may be kept, shown or sent. Positions are samples since it was opened. */
#pragma once

#include "capture/audio/askg-sound-device.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_MICROPHONE_CLOSED,
  ASKG_MICROPHONE_OPENING, /* nothing is heard yet */
  ASKG_MICROPHONE_HEARS,
  ASKG_MICROPHONE_SILENT,  /* it hears, but nothing at all: it is muted, or off */
  ASKG_MICROPHONE_LOST,    /* it went away: askg_microphone_get_trouble(); it is looked for */
} AskgMicrophoneState;

#define ASKG_TYPE_MICROPHONE_STATE (askg_microphone_state_get_type ())
GType askg_microphone_state_get_type (void);

#define ASKG_TYPE_MICROPHONE (askg_microphone_get_type ())
G_DECLARE_FINAL_TYPE (AskgMicrophone, askg_microphone, ASKG, MICROPHONE, GObject)

#define ASKG_MICROPHONE_NO_ECHO_DB 200.0f

AskgMicrophone      *askg_microphone_new             (guint            rate_hz,
                                                      const char      *device);
gboolean             askg_microphone_is_there        (void);
gboolean             askg_microphone_open            (AskgMicrophone  *self,
                                                      GError         **error);
void                 askg_microphone_close           (AskgMicrophone  *self);
AskgMicrophoneState  askg_microphone_get_state       (AskgMicrophone  *self);
const GError        *askg_microphone_get_trouble     (AskgMicrophone  *self);
const char          *askg_microphone_get_device      (AskgMicrophone  *self);
guint                askg_microphone_get_rate_hz     (AskgMicrophone  *self);
gint64               askg_microphone_get_position    (AskgMicrophone  *self);
float                askg_microphone_get_level_dbfs  (AskgMicrophone  *self);
float                askg_microphone_get_surplus_db  (AskgMicrophone  *self,
                                                      gboolean        *is_coupled);

typedef AskgSoundDevice AskgMicrophoneDevice;

void                 askg_microphone_list_async      (GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
GPtrArray           *askg_microphone_list_finish     (GAsyncResult        *result,
                                                      GError             **error);

G_END_DECLS
