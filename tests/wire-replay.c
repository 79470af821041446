/* wire-replay.c: what the real parser makes of recorded replies.
 *
 *     wire-replay FILE...
 *
 * prints one JSON value a file, in the words of tests/conformance/README.md. NAME.meta.json beside a file tells
 * its HTTP status and headers. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/conformance/replay.h"

static gboolean
replay_file (const char *path)
{
  static const gsize whole[] = { G_MAXSIZE };
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  json_t *meta, *told;
  char *text;

  if ((file = g_mapped_file_new (path, FALSE, &error)) == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  bytes = g_mapped_file_get_bytes (file);
  meta = replay_load_meta (path);
  told = replay_run (&(Replay) { name, bytes, meta, whole, 1 });
  text = json_dumps (told, JSON_INDENT (1) | JSON_ENCODE_ANY);
  puts (text);
  free (text);
  json_decref (told);
  json_decref (meta);

  return TRUE;
}

int
main (int argc, char **argv)
{
  gboolean is_well = argc > 1;

  if (argc < 2)
    g_printerr ("Usage: wire-replay FILE...\n");
  for (int i = 1; i < argc; i++)
    is_well = replay_file (argv[i]) && is_well;

  return is_well ? 0 : 1;
}
