/* askg-debug-host.h: the widget above a conversation that knows somebody who checks and applies patches, and who remembers
 * failures. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/debug/askg-failure.h"
#include "ui/debug/askg-offered-patch.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DEBUG_HOST (askg_debug_host_get_type ())
G_DECLARE_INTERFACE (AskgDebugHost, askg_debug_host, ASKG, DEBUG_HOST, GtkWidget)

struct _AskgDebugHostInterface
{
  GTypeInterface parent_iface;

  /* @card: where it is shown; the same patch may be told again, when it is shown again or has grown */
  void (* patch_shown)   (AskgDebugHost     *self,
                          GtkWidget         *card,
                          AskgOfferedPatch  *patch);

  /* @card: that shows @failure: once */
  void (* failure_shown) (AskgDebugHost     *self,
                          GtkWidget         *card,
                          const AskgFailure *failure);

  /* @card: of a failure: it is this one that is to be run again */
  void (* failure_meant) (AskgDebugHost     *self,
                          GtkWidget         *card);
};

void askg_debug_host_show_patch   (GtkWidget         *card,
                                   AskgOfferedPatch  *patch);
void askg_debug_host_show_failure (GtkWidget         *card,
                                   const AskgFailure *failure);
void askg_debug_host_mean_failure (GtkWidget         *card);

G_END_DECLS
