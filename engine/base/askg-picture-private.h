/* askg-picture-private.h: for tests, which put a lying decoder in place of ours. */
#pragma once

#include "engine/base/askg-picture.h"
#include "engine/base/askg-picture-wire.h"

G_BEGIN_DECLS

void    askg_picture_use_helper   (const char              *path);
GError *askg_picture_report_error (const AskgPictureReport *report,
                                   const char              *name);

G_END_DECLS
