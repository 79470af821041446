/* askg-cli-sound.h: an answer that was spoken, into a file: as it comes, since hours of it need not fit into memory. One thread. */
#pragma once

#include "app/askg-json.h"

G_BEGIN_DECLS

typedef struct _AskgCliSound AskgCliSound;

AskgCliSound *askg_cli_sound_new    (const char    *path);
void          askg_cli_sound_free   (AskgCliSound  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCliSound, askg_cli_sound_free)

void          askg_cli_sound_take   (AskgCliSound  *self,
                                     json_t        *event);
void          askg_cli_sound_add    (AskgCliSound  *self,
                                     guint          rate_hz,
                                     GBytes        *samples);
gboolean      askg_cli_sound_finish (AskgCliSound  *self,
                                     GError       **error);

G_END_DECLS
