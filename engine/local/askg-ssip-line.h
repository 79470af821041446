/* askg-ssip-line.h: a line to speech-dispatcher, which is started where it does not run. Main thread. */
#pragma once

#include <gio/gio.h>

#include "engine/local/askg-ssip.h"

G_BEGIN_DECLS

typedef struct _AskgSsipLine AskgSsipLine;

/* @reply: (nullable): %NULL when the line is lost; then @why tells why, and askg_ssip_line_close() is to be called */
typedef void (*AskgSsipFunc) (const AskgSsipReply *reply,
                              const char          *why,
                              gpointer             user_data);

AskgSsipLine *askg_ssip_line_open  (const char   *path,
                                    AskgSsipFunc  func,
                                    gpointer      user_data);
void          askg_ssip_line_say   (AskgSsipLine *self,
                                    const char   *bytes);
void          askg_ssip_line_close (AskgSsipLine *self);

G_END_DECLS
