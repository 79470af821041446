/* askg-picture-exif.c: reads one number out of a JPEG's notes; every offset in them is a claim. */
#include "engine/base/askg-picture-exif.h"

#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT      3
#define ENTRY_BYTES     12u

/* The notes: a TIFF file in miniature, in the byte order it names. */
typedef struct
{
  const guint8 *bytes;
  gsize         n_bytes;
  gboolean      big_endian;
} Notes;

static guint
read_16 (const Notes *notes,
         gsize        at)
{
  if (at + 2 > notes->n_bytes)
    return 0;

  return notes->big_endian ? notes->bytes[at] << 8 | notes->bytes[at + 1]
                           : notes->bytes[at + 1] << 8 | notes->bytes[at];
}

static gsize
read_32 (const Notes *notes,
         gsize        at)
{
  const gsize first = read_16 (notes, at), second = read_16 (notes, at + 2);

  return notes->big_endian ? first << 16 | second : second << 16 | first;
}

static guint
orientation_in (const Notes *notes)
{
  const gsize folder = read_32 (notes, 4);
  const guint n_entries = read_16 (notes, folder);

  for (guint i = 0; i < n_entries; i++)
    {
      const gsize entry = folder + 2 + i * ENTRY_BYTES;
      const guint value = read_16 (notes, entry + 8);

      if (entry + ENTRY_BYTES > notes->n_bytes)
        break;
      if (read_16 (notes, entry) == TAG_ORIENTATION && read_16 (notes, entry + 2) == TYPE_SHORT)
        return value >= 1 && value <= 8 ? value : 1;
    }

  return 1;
}

/**
 * askg_picture_find_orientation:
 * @jpeg: (array length=n_bytes): a JPEG file, whole or not
 *
 * Returns: EXIF's orientation, 1 to 8; 1 (upright) where none is told
 */
guint
askg_picture_find_orientation (const guint8 *jpeg,
                               gsize         n_bytes)
{
  gsize at = 2;

  while (at + 4 <= n_bytes && jpeg[at] == 0xff)
    {
      const guint8 marker = jpeg[at + 1];
      const gsize length = (gsize) jpeg[at + 2] << 8 | jpeg[at + 3];
      const guint8 *body = jpeg + at + 4;

      if (marker == 0xda || length < 2 || at + 2 + length > n_bytes) /* the pixels begin, or the file ends */
        break;
      if (marker == 0xe1 && length >= 16 && memcmp (body, "Exif\0\0", 6) == 0)
        {
          const Notes notes = { body + 6, length - 8, body[6] == 'M' };

          return orientation_in (&notes);
        }
      at += 2 + length;
    }

  return 1;
}
