/* bench-read: how long until the words of a picture are told to the program that asked for them.
 *
 *   bench-read [--fresh] RUNS PICTURE
 *
 * The resident program's way: pixels to the caged helper process, lines back as they are read. --fresh
 * begins each run without a helper. A line a run: milliseconds to the first words, and to the last. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/askg-picture-decode.h"
#include "engine/base/askg-program.h"
#include "engine/local/askg-reading-process.h"

typedef struct
{
  gint64   started_at_us;
  gint64   first_at_us; /* 0: no word yet */
  gboolean is_over;
} Run;

static void
so_far_cb (AskgPageText *so_far,
           gpointer      user_data)
{
  Run *run = user_data;

  if (run->first_at_us == 0 && *askg_page_text_get_text (so_far) != '\0')
    run->first_at_us = g_get_monotonic_time ();
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPageText) page = askg_recogniser_read_finish (ASKG_RECOGNISER (object), result, &error);

  if (page == NULL)
    g_error ("%s", error->message);
  so_far_cb (page, run);
  run->is_over = TRUE;
}

static AskgFrame *
load (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(GError) error = NULL;
  AskgDecoded decoded;
  gsize n_bytes;

  if (!g_file_get_contents (path, &data, &n_bytes, &error))
    g_error ("%s", error->message);
  decoded = askg_picture_decode ((const guint8 *) data, n_bytes);
  if (decoded.pixels == NULL)
    g_error ("%s is no picture", path);
  pixels = g_bytes_new_with_free_func (decoded.pixels, (gsize) decoded.report.width_px * decoded.report.height_px * 4, free,
                                       decoded.pixels);

  return askg_frame_new (pixels, decoded.report.width_px, decoded.report.height_px, (gsize) decoded.report.width_px * 4, TRUE,
                         0);
}

static AskgRecogniser *
new_reader (void)
{
  g_autofree char *helper = askg_program_find_helper ("askglass-read");

  return ASKG_RECOGNISER (askg_reading_process_new (helper));
}

static void
read_once (AskgRecogniser *recogniser,
           AskgFrame      *frame,
           gboolean        is_told)
{
  Run run = { .started_at_us = g_get_monotonic_time () };

  askg_recogniser_read_async (recogniser, frame, so_far_cb, &run, NULL, read_cb, &run);
  while (!run.is_over)
    g_main_context_iteration (NULL, TRUE);
  if (is_told)
    printf ("%.1f %.1f\n", (run.first_at_us - run.started_at_us) / 1000.0,
            (g_get_monotonic_time () - run.started_at_us) / 1000.0);
}

int
main (int    argc,
      char **argv)
{
  const gboolean is_fresh = argc == 4 && strcmp (argv[1], "--fresh") == 0;
  g_autoptr(AskgRecogniser) kept = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  if (argc != 3 + is_fresh)
    return EXIT_FAILURE;
  frame = load (argv[argc - 1]);
  if (!is_fresh)
    {
      kept = new_reader ();
      read_once (kept, frame, FALSE);
    }
  for (int i = 0; i < atoi (argv[argc - 2]); i++)
    {
      g_autoptr(AskgRecogniser) fresh = is_fresh ? new_reader () : NULL;

      read_once (is_fresh ? fresh : kept, frame, TRUE);
    }

  return EXIT_SUCCESS;
}
