/* askg-caged-helper.h: one run of a helper program in its cage: requests in, messages out. Main thread. */
#pragma once

#include "engine/local/askg-caged-wire.h"

G_BEGIN_DECLS

typedef struct _AskgCagedHelper AskgCagedHelper;

/* @message: (nullable): %NULL when the helper ended, or said what no helper of ours says
 * @body: (nullable): what came with the message
 * @error: (nullable): why it could not be started; @message is %NULL then */
typedef void (*AskgCagedMessageFunc) (const AskgCagedHeader *message,
                                      GBytes                *body,
                                      const GError          *error,
                                      gpointer               user_data);

AskgCagedHelper *askg_caged_helper_start      (const char           *program,
                                               const char *const    *arguments,
                                               AskgCagedMessageFunc  message,
                                               gpointer              user_data);
void             askg_caged_helper_end        (AskgCagedHelper      *self);
gboolean         askg_caged_helper_is_ready   (AskgCagedHelper      *self);
gboolean         askg_caged_helper_is_sending (AskgCagedHelper      *self);
void             askg_caged_helper_send       (AskgCagedHelper      *self,
                                               guint                 kind,
                                               guint                 first,
                                               guint                 second,
                                               GBytes               *body);

G_END_DECLS
