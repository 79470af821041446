/* askg-secret-mark.c: any thread. What carries such a mark is not even asked for. */
#include "engine/base/askg-secret-mark.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* The first is what KeePassXC, Bitwarden and others say on Linux; the rest come along from programs of other systems
 * that run here. */
static const char *const marks[] = {
  "x-kde-passwordManagerHint", "application/x-nspasteboard-concealed-type", "org.nspasteboard.ConcealedType",
  "Clipboard Viewer Ignore", "ExcludeClipboardContentFromMonitorProcessing", NULL
};

/* @type: one of those that the clipboard is offered as */
gboolean
askg_secret_mark_is_one (const char *type)
{
  for (gsize i = 0; marks[i] != NULL; i++)
    if (g_ascii_strcasecmp (marks[i], type) == 0)
      return TRUE;

  return FALSE;
}

/* (transfer full): %ASKG_ERROR_NOTHING_THERE */
GError *
askg_secret_mark_new_error (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                              _("A password manager marked the clipboard as secret, so it was not read. "
                                "Copy something else, then try again."));
}
