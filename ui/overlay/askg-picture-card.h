/* askg-picture-card.h: a picture that came or goes as bytes, decoded in the cage. Main thread.
 *
 * Signal: "enlarge" (AskgAttachment *): it was pressed. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PICTURE_CARD (askg_picture_card_get_type ())
G_DECLARE_FINAL_TYPE (AskgPictureCard, askg_picture_card, ASKG, PICTURE_CARD, GtkWidget)

GtkWidget *askg_picture_card_new       (gboolean         with_actions);
void       askg_picture_card_set_bytes (AskgPictureCard *self,
                                        GBytes          *bytes);

G_END_DECLS
