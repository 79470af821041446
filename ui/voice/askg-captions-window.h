/* askg-captions-window.h: captions of what the computer plays: a strip at the foot of the screen, two lines of each
 * language at most. Main thread. It is closed to stop them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_CAPTIONS_WINDOW (askg_captions_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgCaptionsWindow, askg_captions_window, ASKG, CAPTIONS_WINDOW, GtkWindow)

AskgCaptionsWindow *askg_captions_window_new        (GtkApplication     *application);
void                askg_captions_window_summon     (AskgCaptionsWindow *self);
void                askg_captions_window_set_words  (AskgCaptionsWindow *self,
                                                     const char         *original,
                                                     const char         *translation);
void                askg_captions_window_tell       (AskgCaptionsWindow *self,
                                                     const char         *sentence);
void                askg_captions_window_set_source (AskgCaptionsWindow *self,
                                                     const char         *words);

G_END_DECLS
