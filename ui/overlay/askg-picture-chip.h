/* askg-picture-chip.h: a picture that goes, or went, with a question. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PICTURE_CHIP (askg_picture_chip_get_type ())
G_DECLARE_FINAL_TYPE (AskgPictureChip, askg_picture_chip, ASKG, PICTURE_CHIP, GtkWidget)

GtkWidget *askg_picture_chip_new (AskgAttachment *attachment,
                                  gboolean        removable);

G_END_DECLS
