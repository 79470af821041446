/* askg-cli-microphones.c: `askglass listen --microphone ?`. */
#include "app/askg-cli.h"

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "capture/audio/askg-microphone.h"
#include "engine/base/askg-error.h"
#include "engine/model/askg-inert-text.h"

/* A line each: the name that --microphone takes, a tab, what people call it. */
int
askg_cli_list_microphones (void)
{
  g_auto(AskgWait) wait;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) devices = NULL;

  askg_wait_init (&wait);
  askg_microphone_list_async (askg_cli_get_cancellable (), askg_wait_cb, &wait);
  devices = askg_microphone_list_finish (askg_wait_for (&wait), &error);
  if (devices != NULL && devices->len == 0)
    g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                         _("There is no microphone, or no sound server that knows one. Plug one in, or start PipeWire or "
                           "PulseAudio."));
  if (error != NULL)
    return askg_exit_with_error (error);

  for (guint i = 0; i < devices->len; i++)
    {
      const AskgMicrophoneDevice *device = g_ptr_array_index (devices, i);
      g_autofree char *name = askg_text_make_inert (device->name, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
      g_autofree char *description = askg_text_make_inert (device->description, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);

      askg_exit_print (name);
      askg_exit_print ("\t");
      askg_exit_print (description);
      askg_exit_print ("\n");
    }

  return ASKG_EXIT_OK;
}
