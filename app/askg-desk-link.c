/* askg-desk-link.c: main thread. The one place where something an answer says can be opened. */
#include "app/askg-desk-link.h"

/* The overlay has shown the address and heard a yes. */
static void
link_activated_cb (AskgOverlay *overlay,
                   const char  *target,
                   gpointer     user_data)
{
  gtk_show_uri (GTK_WINDOW (overlay), target, GDK_CURRENT_TIME);
}

/* Opens what the person has agreed to in @overlay, and nothing else. */
void
askg_desk_link_connect (AskgOverlay *overlay)
{
  g_signal_connect (overlay, "link-activated", G_CALLBACK (link_activated_cb), NULL);
}
