/* askg-ink.c: one thread per picture.
 *
 * Screens write in any colour on any other, often several on one picture. What matters is how far
 * a pixel is from the paper it stands on, in the channel where it is farthest: red on purple is
 * then as black as black on white, and a dark panel needs no inverting. The paper is the colour
 * that most pixels nearby have. */
#include "engine/local/askg-ink.h"

#include <string.h>

#define TILE_PX       32u
#define N_BINS        4096u /* four bits a channel */
#define FAINT         28u   /* nearer to the paper than this is no ink */
#define MIN_FULL_INK  40u   /* the faintest writing that is made black */

typedef struct
{
  guint32 colour;
  guint   share; /* pixels that have about this colour */
} Paper;

static AskgGrey *
grey_new (guint width_px,
          guint height_px)
{
  AskgGrey *grey = g_new (AskgGrey, 1);

  *grey = (AskgGrey) { g_malloc (MAX (1, (gsize) width_px * height_px)), width_px, height_px };

  return grey;
}

void
askg_grey_free (AskgGrey *grey)
{
  if (grey != NULL)
    g_free (grey->pixels);
  g_free (grey);
}

static guint
bin_of (guint32 pixel)
{
  return (pixel >> 12 & 0xf00) | (pixel >> 8 & 0xf0) | (pixel >> 4 & 0xf);
}

static guint
distance (guint32 a,
          guint32 b)
{
  const int r = (int) (a >> 16 & 0xff) - (int) (b >> 16 & 0xff);
  const int g = (int) (a >> 8 & 0xff) - (int) (b >> 8 & 0xff);
  const int blue = (int) (a & 0xff) - (int) (b & 0xff);

  return MAX (MAX (ABS (r), ABS (g)), ABS (blue));
}

/* The commonest colour in a part of the picture: the mean of the fullest bin. */
static Paper
find_paper (const AskgPixels *picture,
            guint             x0,
            guint             y0,
            guint             x1,
            guint             y1)
{
  guint16 counts[N_BINS] = { 0 };
  guint64 r = 0, g = 0, b = 0;
  guint best = 0, n = 0;

  for (guint y = y0; y < y1; y++)
    for (guint x = x0; x < x1; x++)
      {
        const guint bin = bin_of (picture->pixels[(gsize) y * picture->width_px + x]);

        if (counts[bin] < G_MAXUINT16)
          counts[bin]++;
      }
  for (guint bin = 1; bin < N_BINS; bin++)
    if (counts[bin] > counts[best])
      best = bin;
  for (guint y = y0; y < y1; y++)
    for (guint x = x0; x < x1; x++)
      {
        const guint32 pixel = picture->pixels[(gsize) y * picture->width_px + x];

        if (bin_of (pixel) != best)
          continue;
        r += pixel >> 16 & 0xff;
        g += pixel >> 8 & 0xff;
        b += pixel & 0xff;
        n++;
      }
  if (n == 0)
    return (Paper) { 0xffffff, 0 };

  return (Paper) { (guint32) (r / n) << 16 | (guint32) (g / n) << 8 | (guint32) (b / n), n };
}

/**
 * askg_ink_find:
 *
 * A first look at a whole picture, good enough to find lines in: paper is judged tile by tile,
 * and where two kinds of paper meet in a tile, by the tiles beside it too.
 *
 * Returns: (transfer full): of the picture's size; ink is not made equally black
 */
AskgGrey *
askg_ink_find (const AskgPixels *picture)
{
  const guint n_across = (picture->width_px + TILE_PX - 1) / TILE_PX;
  const guint n_down = (picture->height_px + TILE_PX - 1) / TILE_PX;
  g_autofree guint32 *papers = g_new (guint32, (gsize) n_across * n_down);
  AskgGrey *ink = grey_new (picture->width_px, picture->height_px);

  for (guint row = 0; row < n_down; row++)
    for (guint column = 0; column < n_across; column++)
      papers[row * n_across + column] =
        find_paper (picture, column * TILE_PX, row * TILE_PX, MIN ((column + 1) * TILE_PX, picture->width_px),
                    MIN ((row + 1) * TILE_PX, picture->height_px)).colour;

  for (guint y = 0; y < picture->height_px; y++)
    for (guint x = 0; x < picture->width_px; x++)
      {
        const guint row = y / TILE_PX, column = x / TILE_PX;
        const guint32 *own = &papers[row * n_across + column];
        const guint32 pixel = picture->pixels[(gsize) y * picture->width_px + x];
        guint far = distance (pixel, *own);

        if (far >= FAINT && row > 0 && own[-(int) n_across] != *own)
          far = MIN (far, distance (pixel, own[-(int) n_across]));
        if (far >= FAINT && row + 1 < n_down && own[n_across] != *own)
          far = MIN (far, distance (pixel, own[n_across]));
        if (far >= FAINT && column > 0 && own[-1] != *own)
          far = MIN (far, distance (pixel, own[-1]));
        if (far >= FAINT && column + 1 < n_across && own[1] != *own)
          far = MIN (far, distance (pixel, own[1]));
        ink->pixels[(gsize) y * ink->width_px + x] = far < FAINT ? 255 : 255 - far;
      }

  return ink;
}

/* What counts as fully black on a line: the distance that one in twenty of its ink pixels passes. */
static guint
find_full_ink (const AskgGrey *far)
{
  guint counts[256] = { 0 };
  guint n_ink = 0, n_seen = 0;

  for (gsize i = 0; i < (gsize) far->width_px * far->height_px; i++)
    counts[far->pixels[i]]++;
  for (guint value = FAINT; value < 256; value++)
    n_ink += counts[value];
  for (guint value = 255; value > MIN_FULL_INK; value--)
    if ((n_seen += counts[value]) * 20 > n_ink)
      return value;

  return MIN_FULL_INK;
}

/**
 * askg_ink_cut:
 * @line: the part to cut out, inside the picture
 *
 * A line of writing made black on white. The paper is judged again along the line, in pieces some
 * letters wide, so that a highlighted word on it is read as well as the words beside it.
 *
 * Returns: (transfer full): of the line's size
 */
AskgGrey *
askg_ink_cut (const AskgPixels *picture,
              const AskgRect   *line)
{
  const guint width = line->width, height = line->height, piece = MAX (TILE_PX, 4 * height);
  const Paper whole = find_paper (picture, line->x, line->y, line->x + width, line->y + height);
  AskgGrey *grey = grey_new (width, height);
  guint full;

  for (guint x0 = 0; x0 < width; x0 += piece)
    {
      const guint x1 = MIN (x0 + piece, width);
      const Paper here = find_paper (picture, line->x + x0, line->y, line->x + x1, line->y + height);
      /* A piece full of bold letters is not another paper. */
      const gboolean is_other = distance (here.colour, whole.colour) > FAINT && here.share * 2 > (x1 - x0) * height;
      const guint32 paper = is_other ? here.colour : whole.colour;

      for (guint y = 0; y < height; y++)
        for (guint x = x0; x < x1; x++)
          grey->pixels[(gsize) y * width + x] =
            distance (picture->pixels[(gsize) (line->y + y) * picture->width_px + line->x + x], paper);
    }

  full = find_full_ink (grey);
  for (gsize i = 0; i < (gsize) width * height; i++)
    grey->pixels[i] = 255 - MIN (255, grey->pixels[i] * 255u / full);

  return grey;
}

/* A quarter of the way from the second of four samples to the third (Catmull-Rom), of 128. */
static int
between (int a,
         int b,
         int c,
         int d)
{
  const int value = (-9 * a + 111 * b + 29 * c - 3 * d + 64) / 128;

  return CLAMP (value, 0, 255);
}

/* Doubles one row or column of @n samples, @step apart, into samples @to_step apart. */
static void
double_samples (const guint8 *from,
                gsize         step,
                guint         n,
                guint8       *to,
                gsize         to_step)
{
  for (guint i = 0; i < n; i++)
    {
      const int before = from[(i > 1 ? i - 2 : 0) * step], left = from[(i > 0 ? i - 1 : 0) * step];
      const int here = from[i * step];
      const int right = from[MIN (i + 1, n - 1) * step], after = from[MIN (i + 2, n - 1) * step];

      to[2 * i * to_step] = (guint8) between (right, here, left, before);
      to[(2 * i + 1) * to_step] = (guint8) between (left, here, right, after);
    }
}

/**
 * askg_grey_double:
 *
 * Returns: (transfer full): twice as wide and high, smooth
 */
AskgGrey *
askg_grey_double (const AskgGrey *grey)
{
  const guint width = grey->width_px, height = grey->height_px;
  g_autoptr(AskgGrey) wide = grey_new (2 * width, height);
  AskgGrey *doubled = grey_new (2 * width, 2 * height);

  for (guint y = 0; y < height; y++)
    double_samples (grey->pixels + (gsize) y * width, 1, width, wide->pixels + (gsize) y * 2 * width, 1);
  for (guint x = 0; x < 2 * width; x++)
    double_samples (wide->pixels + x, 2 * width, height, doubled->pixels + x, 2 * width);

  return doubled;
}

/**
 * askg_grey_halve:
 *
 * Returns: (transfer full): half as wide and high, each pixel the mean of four
 */
AskgGrey *
askg_grey_halve (const AskgGrey *grey)
{
  AskgGrey *half = grey_new (MAX (1, grey->width_px / 2), MAX (1, grey->height_px / 2));

  for (guint y = 0; y < half->height_px; y++)
    for (guint x = 0; x < half->width_px; x++)
      {
        const guint x1 = MIN (2 * x + 1, grey->width_px - 1), y1 = MIN (2 * y + 1, grey->height_px - 1);
        const guint8 *upper = grey->pixels + (gsize) 2 * y * grey->width_px;
        const guint8 *lower = grey->pixels + (gsize) y1 * grey->width_px;

        half->pixels[(gsize) y * half->width_px + x] = (upper[2 * x] + upper[x1] + lower[2 * x] + lower[x1] + 2) / 4;
      }

  return half;
}

/**
 * askg_grey_cut:
 *
 * Returns: (transfer full): the columns from @x on, in all their height
 */
AskgGrey *
askg_grey_cut (const AskgGrey *grey,
               guint           x,
               guint           width_px)
{
  AskgGrey *part = grey_new (width_px, grey->height_px);

  for (guint y = 0; y < grey->height_px; y++)
    memcpy (part->pixels + (gsize) y * width_px, grey->pixels + (gsize) y * grey->width_px + x, width_px);

  return part;
}

/**
 * askg_grey_pad:
 *
 * Returns: (transfer full): with paper all round
 */
AskgGrey *
askg_grey_pad (const AskgGrey *grey,
               guint           margin_px)
{
  AskgGrey *padded = grey_new (grey->width_px + 2 * margin_px, grey->height_px + 2 * margin_px);

  memset (padded->pixels, 255, (gsize) padded->width_px * padded->height_px);
  for (guint y = 0; y < grey->height_px; y++)
    memcpy (padded->pixels + (gsize) (y + margin_px) * padded->width_px + margin_px,
            grey->pixels + (gsize) y * grey->width_px, grey->width_px);

  return padded;
}
