/* askg-text-chip.h: exact text that goes, or went, with a question. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TEXT_CHIP (askg_text_chip_get_type ())
G_DECLARE_FINAL_TYPE (AskgTextChip, askg_text_chip, ASKG, TEXT_CHIP, GtkWidget)

GtkWidget *askg_text_chip_new (AskgAttachment *attachment,
                               gboolean        removable);

G_END_DECLS
