/* askg-intake.h: what is pasted or dropped, as text, files or the undecoded bytes of a picture.
 * Main thread. GTK's own readers would decode a stranger's picture in this process. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_INTAKE_MOST_PICTURE_BYTES (64u * 1024 * 1024)

typedef enum
{
  ASKG_INTAKE_NOTHING,
  ASKG_INTAKE_FILES,
  ASKG_INTAKE_TEXT,
  ASKG_INTAKE_PICTURE,
} AskgIntakeKind;

#define ASKG_TYPE_INTAKE (askg_intake_get_type ())
G_DECLARE_FINAL_TYPE (AskgIntake, askg_intake, ASKG, INTAKE, GObject)

AskgIntake     *askg_intake_new             (void);
void            askg_intake_paste           (AskgIntake        *self,
                                             GdkClipboard      *clipboard);
void            askg_intake_accept_drops    (AskgIntake        *self,
                                             GtkWidget         *widget);
AskgIntakeKind  askg_intake_choose          (GdkContentFormats *formats);
gboolean        askg_intake_is_long         (const char        *text);

G_END_DECLS
