/* askg-thoughts.h: what an engine thought before it answered, folded. Main thread.
 *
 * Nothing is laid out before it is unfolded; then it follows what is written. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

#define ASKG_TYPE_THOUGHTS (askg_thoughts_get_type ())
G_DECLARE_FINAL_TYPE (AskgThoughts, askg_thoughts, ASKG, THOUGHTS, GtkWidget)

void askg_thoughts_set_answer (AskgThoughts *self,
                               AskgAnswer   *answer);

G_END_DECLS
