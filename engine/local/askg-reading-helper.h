/* askg-reading-helper.h: one run of the reading helper: pictures in, messages out. Main thread. */
#pragma once

#include "engine/local/askg-reading-wire.h"

G_BEGIN_DECLS

typedef struct _AskgReadingHelper AskgReadingHelper;

/* @message: (nullable): %NULL when the helper ended, or said what no helper of ours says
 * @body: (nullable): what came with the message
 * @error: (nullable): why it could not be started; @message is %NULL then */
typedef void (*AskgReadingMessageFunc) (const AskgReadingHeader *message,
                                        GBytes                  *body,
                                        const GError            *error,
                                        gpointer                 user_data);

AskgReadingHelper *askg_reading_helper_start    (const char             *program,
                                                 AskgReadingMessageFunc  message,
                                                 gpointer                user_data);
void               askg_reading_helper_end      (AskgReadingHelper      *self);
gboolean           askg_reading_helper_is_ready (AskgReadingHelper      *self);
void               askg_reading_helper_send     (AskgReadingHelper      *self,
                                                 guint                   width_px,
                                                 guint                   height_px,
                                                 GBytes                 *pixels);

G_END_DECLS
