/* askg-hear-helper.h: a helper process that hears or plays, seen by whoever started it. Main thread. */
#pragma once

#include <gio/gio.h>

#include "capture/audio/askg-hear-wire.h"

G_BEGIN_DECLS

typedef struct _AskgHearHelper AskgHearHelper;

/* It ended, or tells what is no message: nothing more comes. */
typedef void (*AskgHearEndFunc) (gpointer user_data);

AskgHearHelper *askg_hear_helper_start (const char *const *words,
                                        AskgHearFunc       on_message,
                                        AskgHearEndFunc    on_end,
                                        gpointer           user_data,
                                        GError           **error);
void            askg_hear_helper_say   (AskgHearHelper    *self,
                                        AskgHearKind       kind,
                                        gint64             position,
                                        gconstpointer      bytes,
                                        gsize              n_bytes);
gint64          askg_hear_helper_get_told_us (AskgHearHelper *self);
void            askg_hear_helper_kill  (AskgHearHelper    *self);

G_END_DECLS
