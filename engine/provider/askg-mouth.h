/* askg-mouth.h: speaks for engines that cannot: a connected engine that turns words into speech, asked clause by clause.
 * Nothing is played here. Main thread. */
#pragma once

#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

/* @samples: signed 16-bit, one channel, whole samples, as they arrive */
typedef void (*AskgMouthFunc) (guint     rate_hz,
                               GBytes   *samples,
                               gpointer  user_data);

/* Where words that are to be spoken are from. */
typedef struct
{
  AskgCover *cover;         /* (nullable): names the secrets of their conversation, which are covered on the way */
  gboolean   is_off_record; /* the ledger keeps no more of them than that they were sent */
  gboolean   is_ours;       /* nobody's: to see whether it speaks */
} AskgMouthSource;

gboolean     askg_profile_is_mouth (AskgProfile  *profile);
gboolean     askg_mouth_can_read   (AskgProfile  *profile);
AskgProfile *askg_mouth_find       (AskgProfiles *profiles,
                                    const char   *first_id);

void     askg_mouth_say_async   (AskgEngineLink       *link,
                                 const char           *clause,
                                 const AskgMouthSource *source,
                                 AskgMouthFunc         on_sound,
                                 gpointer              on_sound_data,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gboolean askg_mouth_say_finish  (AskgEngineLink       *link,
                                 GAsyncResult         *result,
                                 GError              **error);

G_END_DECLS
