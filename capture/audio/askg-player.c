/* askg-player.c: the helper process askglass-play, and nothing else.
 *
 *   askglass-play --replies     messages of askg-hear-wire.h on standard input and output, until that ends
 *   askglass-play --list        the loudspeakers: a line each, name and description with a tab between
 *
 * GStreamer costs 30 ms and 20 MB, so it lives in a process that is gone when all is said. */
#include "capture/audio/askg-player.h"

#include <gst/gst.h>

#include "capture/audio/askg-replier.h"
#include "capture/audio/askg-sound-list.h"

/* Returns: the status of the process */
int
askg_player_main (int    argc,
                  char **argv)
{
  const char *what = argc == 2 ? argv[1] : "";
  g_autoptr(GError) error = NULL;

  if (g_str_equal (what, "--list") && gst_init_check (NULL, NULL, &error))
    return askg_sound_list_print (TRUE);
  if (g_str_equal (what, "--replies") && gst_init_check (NULL, NULL, &error))
    askg_replier_run (askg_replier_new (askg_reply_sink_new (0), TRUE));
  g_printerr ("%s\n", error != NULL ? error->message : "Use: askglass-play --replies | --list");

  return 1;
}
