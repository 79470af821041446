/* askg-patch-host.c: main thread. */
#include "ui/debug/askg-patch-host.h"

G_DEFINE_INTERFACE (AskgPatchHost, askg_patch_host, GTK_TYPE_WIDGET)

static void
askg_patch_host_default_init (AskgPatchHostInterface *iface)
{
}

/* Tells the nearest one above @card, if there is one. */
void
askg_patch_host_tell (GtkWidget        *card,
                      AskgOfferedPatch *patch)
{
  GtkWidget *host = gtk_widget_get_ancestor (card, ASKG_TYPE_PATCH_HOST);

  if (host != NULL)
    ASKG_PATCH_HOST_GET_IFACE (host)->tell (ASKG_PATCH_HOST (host), card, patch);
}
