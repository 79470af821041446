/* askg-clipboard-no-wayland.c: stands in where Askglass was built without Wayland. */
#include "capture/clipboard/askg-clipboard-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

gboolean
askg_clipboard_wayland_works (void)
{
  return FALSE;
}

GBytes *
askg_clipboard_wayland_read (AskgClipboardPatience  *patience,
                             GCancellable           *cancellable,
                             GError                **error)
{
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                       _("This Askglass was built without Wayland. Build it with -Dwayland=enabled."));

  return NULL;
}
