/* askg-remember-window.h: the one way a sentence is remembered: the person sees it, changes it, and saves it. Main
 * thread.
 *
 * Signal: "save" (const char *sentence). */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_REMEMBER_WINDOW (askg_remember_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgRememberWindow, askg_remember_window, ASKG, REMEMBER_WINDOW, AdwWindow)

AskgRememberWindow *askg_remember_window_new (GtkWindow  *over,
                                              const char *text);

G_END_DECLS
