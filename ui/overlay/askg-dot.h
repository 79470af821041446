/* askg-dot.h: the dot that says how an engine is; a word beside it says the same. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_DOT_READY,
  ASKG_DOT_STARTING,
  ASKG_DOT_FAILED,
  ASKG_DOT_IDLE, /* nobody has asked it yet */
} AskgDot;

void askg_dot_apply (GtkWidget *widget,
                     AskgDot    dot);

G_END_DECLS
