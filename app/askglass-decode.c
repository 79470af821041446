/* askglass-decode: a stranger's picture on standard input, its pixels on standard output.
 *
 * It is started in a cage and closes its own inside before it reads: what it may do after that is
 * compute and answer. It says what it found in numbers (engine/base/askg-picture-wire.h). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/base/askg-cage.h"
#include "engine/base/askg-picture-decode.h"

#define EXIT_NO_CAGE 3

/* The pixels of the biggest picture (256 MB) and the longest file (64 MiB) fit beside each other. */
static const AskgCage cage = { .memory_bytes = 512u * 1024 * 1024, .cpu_s = 2 };

/* Grows with what comes, so that a small picture needs little. One byte over the limit is kept,
 * to be refused. NULL when memory ends. */
static guint8 *
read_all (gsize *n_bytes)
{
  gsize n_room = 256 * 1024;
  guint8 *bytes = malloc (n_room);

  *n_bytes = 0;
  while (bytes != NULL && *n_bytes <= ASKG_PICTURE_MAX_INPUT_BYTES)
    {
      ssize_t n_read;

      if (*n_bytes == n_room)
        {
          guint8 *grown = realloc (bytes, n_room *= 2);

          if (grown == NULL)
            break;
          bytes = grown;
        }
      n_read = read (STDIN_FILENO, bytes + *n_bytes, n_room - *n_bytes);
      if (n_read == 0)
        return bytes;
      if (n_read < 0 && errno != EINTR)
        break;
      *n_bytes += MAX (n_read, 0);
    }
  if (*n_bytes > ASKG_PICTURE_MAX_INPUT_BYTES)
    return bytes;
  free (bytes);

  return NULL;
}

static gboolean
write_all (const void *data,
           gsize       n_bytes)
{
  const guint8 *bytes = data;

  while (n_bytes > 0)
    {
      const ssize_t n_written = write (STDOUT_FILENO, bytes, n_bytes);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n_written, 0);
      n_bytes -= MAX (n_written, 0);
    }

  return TRUE;
}

static gboolean
write_decoded (const AskgDecoded *decoded)
{
  const AskgPictureReport *report = &decoded->report;
  guint8 packed[ASKG_PICTURE_REPORT_BYTES];
  g_autofree guint32 *row = NULL;

  askg_picture_report_pack (report, packed);
  if (!write_all (packed, sizeof packed))
    return FALSE;
  if (report->verdict != ASKG_PICTURE_WHOLE)
    return TRUE;
  if (decoded->orientation == 1)
    return write_all (decoded->pixels, (gsize) report->width_px * report->height_px * sizeof *decoded->pixels);

  row = g_new (guint32, report->width_px);
  for (guint y = 0; y < report->height_px; y++)
    {
      askg_picture_copy_row (decoded, y, row);
      if (!write_all (row, report->width_px * sizeof *row))
        return FALSE;
    }

  return TRUE;
}

int
main (void)
{
  AskgDecoded decoded = { .report.verdict = ASKG_PICTURE_TOO_HEAVY };
  g_autofree guint8 *bytes = NULL;
  gsize n_bytes = 0;
  gboolean told;

  if (!askg_cage_follow_parent () || !askg_cage_limit (&cage) || !askg_cage_lock (&cage))
    return EXIT_NO_CAGE;

  bytes = read_all (&n_bytes);
  if (bytes != NULL)
    decoded = askg_picture_decode (bytes, n_bytes);

  told = write_decoded (&decoded);
  free (decoded.pixels);

  return told ? EXIT_SUCCESS : EXIT_FAILURE;
}
