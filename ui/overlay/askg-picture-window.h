/* askg-picture-window.h: the picture of a chip, as the engine gets it, with what was read in it.
 * Main thread. */
#pragma once

#include <adwaita.h>

#include "engine/model/askg-answer.h"
#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PICTURE_WINDOW (askg_picture_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgPictureWindow, askg_picture_window, ASKG, PICTURE_WINDOW, AdwWindow)

AskgPictureWindow *askg_picture_window_new         (GtkWindow         *over,
                                                    AskgAttachment    *attachment);
void               askg_picture_window_show_places (AskgPictureWindow *self,
                                                    AskgAnswer        *answer,
                                                    guint              attachment);
void               askg_picture_window_show_found  (AskgPictureWindow *self,
                                                    GArray            *boxes);

G_END_DECLS
