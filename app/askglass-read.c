/* askglass-read: pictures on standard input, their words on standard output.
 *
 * Stays for the next picture as long as pictures come, and ends by itself when none did for a
 * while, because the reading data takes tens of megabytes. It loads that data first, then closes
 * its cage, and only then reads what was on somebody's screen. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/base/askg-cage.h"
#include "engine/base/askg-caged-pipe.h"
#include "engine/local/askg-page-reader.h"
#include "engine/local/askg-reading-wire.h"

#define IDLE_MS 20000

/* The biggest picture (256 MB), what is made of it, and the data of four threads. */
static const AskgCage cage = {
  .memory_bytes = (guint64) 3 * 1024 * 1024 * 1024, .cpu_s = 900, .may_use_threads = TRUE, .readable = "/usr"
};

static void
tell (AskgReadingMessage  kind,
      AskgPageText       *page)
{
  g_autoptr(GBytes) lines = page != NULL ? askg_reading_page_pack (page) : g_bytes_new (NULL, 0);
  const AskgCagedHeader header = { kind, (guint32) g_bytes_get_size (lines), 0 };
  guint8 packed[ASKG_CAGED_HEADER_BYTES];

  askg_caged_header_pack (&header, packed);
  askg_caged_pipe_write (packed, sizeof packed);
  askg_caged_pipe_write (g_bytes_get_data (lines, NULL), g_bytes_get_size (lines));
}

static void
fresh_cb (AskgPageText *fresh,
          gpointer      user_data)
{
  tell (ASKG_READING_FRESH_LINES, fresh);
}

static gboolean
wait_for_request (void)
{
  struct pollfd input = { STDIN_FILENO, POLLIN, 0 };

  return poll (&input, 1, IDLE_MS) > 0;
}

/* Returns FALSE when there was none, or none that makes sense: time to end. */
static gboolean
serve_one (AskgPageReader *reader)
{
  guint8 packed[ASKG_CAGED_HEADER_BYTES];
  AskgCagedHeader request;
  g_autofree guint32 *pixels = NULL;
  g_autoptr(AskgPageText) page = NULL;
  gsize n_pixels;

  if (!wait_for_request () || !askg_caged_pipe_read (packed, sizeof packed) || !askg_caged_header_parse (packed, &request) ||
      request.kind != ASKG_READING_REQUEST || request.first == 0 || request.second == 0 ||
      (guint64) request.first * request.second > ASKG_READING_MAX_PIXELS)
    return FALSE;

  n_pixels = (gsize) request.first * request.second;
  pixels = g_try_new (guint32, n_pixels);
  if (pixels == NULL || !askg_caged_pipe_read (pixels, n_pixels * sizeof *pixels))
    return FALSE;
  page = askg_page_reader_read (reader, &(AskgPixels) { pixels, request.first, request.second }, fresh_cb, NULL);
  tell (ASKG_READING_WHOLE_PAGE, page);

  return TRUE;
}

int
main (void)
{
  g_autoptr(AskgPageReader) reader = NULL;

  if (!askg_cage_follow_parent () || !askg_cage_limit (&cage))
    {
      tell (ASKG_READING_NO_CAGE, NULL);
      return EXIT_FAILURE;
    }
  reader = askg_page_reader_new ();
  if (reader == NULL)
    {
      tell (ASKG_READING_NO_DATA, NULL);
      return EXIT_FAILURE;
    }
  if (!askg_cage_lock (&cage))
    {
      tell (ASKG_READING_NO_CAGE, NULL);
      return EXIT_FAILURE;
    }

  tell (ASKG_READING_READY, NULL);
  while (serve_one (reader))
    ;

  return EXIT_SUCCESS;
}
