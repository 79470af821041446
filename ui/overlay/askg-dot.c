/* askg-dot.c: main thread. */
#include "ui/overlay/askg-dot.h"

/* @widget: of the class "askg-dot" */
void
askg_dot_apply (GtkWidget *widget,
                AskgDot    dot)
{
  static const char *const classes[] = {
    [ASKG_DOT_READY] = "ready",
    [ASKG_DOT_STARTING] = "starting",
    [ASKG_DOT_FAILED] = "failed",
    [ASKG_DOT_IDLE] = "idle",
  };

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (dot < G_N_ELEMENTS (classes));

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (widget, classes[i]);
  gtk_widget_add_css_class (widget, classes[dot]);
}
