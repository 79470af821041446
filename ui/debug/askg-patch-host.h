/* askg-patch-host.h: the widget above an answer that knows somebody who checks and applies patches. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "ui/debug/askg-offered-patch.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PATCH_HOST (askg_patch_host_get_type ())
G_DECLARE_INTERFACE (AskgPatchHost, askg_patch_host, ASKG, PATCH_HOST, GtkWidget)

struct _AskgPatchHostInterface
{
  GTypeInterface parent_iface;

  /* @card: where it is shown; the same patch may be told again, when it is shown again or has grown */
  void (* tell) (AskgPatchHost    *self,
                 GtkWidget        *card,
                 AskgOfferedPatch *patch);
};

void askg_patch_host_tell (GtkWidget        *card,
                           AskgOfferedPatch *patch);

G_END_DECLS
