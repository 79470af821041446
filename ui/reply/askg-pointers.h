/* askg-pointers.h: the places an answer speaks of, numbered on the frozen picture. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"
#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

/* Signals:
 *   pointed (guint number): the focus came to a place.
 *   enlarge (guint number): Enter or a click on it. */
#define ASKG_TYPE_POINTERS (askg_pointers_get_type ())
G_DECLARE_FINAL_TYPE (AskgPointers, askg_pointers, ASKG, POINTERS, GtkWidget)

GtkWidget *askg_pointers_new         (void);
void       askg_pointers_set_answer  (AskgPointers *self,
                                      AskgAnswer   *answer,
                                      AskgFrame    *frame,
                                      guint         attachment);
guint      askg_pointers_get_current (AskgPointers *self);
void       askg_pointers_set_current (AskgPointers *self,
                                      guint         number);

G_END_DECLS
