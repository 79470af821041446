/* askg-debug-host.c: main thread. */
#include "ui/debug/askg-debug-host.h"

G_DEFINE_INTERFACE (AskgDebugHost, askg_debug_host, GTK_TYPE_WIDGET)

static void
askg_debug_host_default_init (AskgDebugHostInterface *iface)
{
}

/* Tells the nearest one above @card, if there is one. */
void
askg_debug_host_show_patch (GtkWidget        *card,
                            AskgOfferedPatch *patch)
{
  GtkWidget *host = gtk_widget_get_ancestor (card, ASKG_TYPE_DEBUG_HOST);

  if (host != NULL)
    ASKG_DEBUG_HOST_GET_IFACE (host)->patch_shown (ASKG_DEBUG_HOST (host), card, patch);
}

/* The same of a failure. */
void
askg_debug_host_show_failure (GtkWidget         *card,
                              const AskgFailure *failure)
{
  GtkWidget *host = gtk_widget_get_ancestor (card, ASKG_TYPE_DEBUG_HOST);

  if (host != NULL)
    ASKG_DEBUG_HOST_GET_IFACE (host)->failure_shown (ASKG_DEBUG_HOST (host), card, failure);
}

void
askg_debug_host_mean_failure (GtkWidget *card)
{
  GtkWidget *host = gtk_widget_get_ancestor (card, ASKG_TYPE_DEBUG_HOST);

  if (host != NULL)
    ASKG_DEBUG_HOST_GET_IFACE (host)->failure_meant (ASKG_DEBUG_HOST (host), card);
}
