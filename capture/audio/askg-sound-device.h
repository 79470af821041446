/* askg-sound-device.h: the microphones and loudspeakers there are, told by the helpers. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One of those there are. */
typedef struct
{
  char *name;        /* by which it is chosen */
  char *description; /* what people call it */
} AskgSoundDevice;

void       askg_sound_device_list_async  (const char          *helper,
                                          const char          *option,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray *askg_sound_device_list_finish (GAsyncResult        *result,
                                          GError             **error);
void       askg_loudspeaker_list_async   (GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray *askg_loudspeaker_list_finish  (GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS
