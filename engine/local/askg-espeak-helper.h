/* askg-espeak-helper.h: one run of the helper that speaks: requests in, messages out. Main thread. */
#pragma once

#include <gio/gio.h>

#include "engine/local/askg-espeak-wire.h"

G_BEGIN_DECLS

typedef struct _AskgEspeakHelper AskgEspeakHelper;

/* @message: (nullable): %NULL when it ended, or said what no helper of ours says; then it is to be ended */
typedef void (*AskgEspeakMessageFunc) (const AskgEspeakHeader *message,
                                       GBytes                 *bytes,
                                       gpointer                user_data);

AskgEspeakHelper *askg_espeak_helper_start (const char             *program,
                                            AskgEspeakMessageFunc   message,
                                            gpointer                user_data,
                                            GError                **error);
void              askg_espeak_helper_end   (AskgEspeakHelper       *self);
void              askg_espeak_helper_send  (AskgEspeakHelper       *self,
                                            AskgEspeakMessage       kind,
                                            guint32                 first,
                                            GBytes                 *bytes);

G_END_DECLS
