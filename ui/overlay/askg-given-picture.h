/* askg-given-picture.h: a picture that came or goes as bytes, decoded in the cage. Main thread.
 *
 * Signal: "enlarge" (AskgAttachment *): it was pressed. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

#define ASKG_TYPE_GIVEN_PICTURE (askg_given_picture_get_type ())
G_DECLARE_FINAL_TYPE (AskgGivenPicture, askg_given_picture, ASKG, GIVEN_PICTURE, GtkWidget)

GtkWidget *askg_given_picture_new       (gboolean          with_actions);
void       askg_given_picture_set_bytes (AskgGivenPicture *self,
                                         GBytes           *bytes);

G_END_DECLS
