/* askg-shot.c: any thread.
 * Regions are in logical desktop coordinates, which all outputs share; pixels are not. A region on one
 * output keeps that output's own pixels. One that spans outputs gets the finest scale among them:
 * what was finer stays as it was, what was coarser repeats its pixels, and no text is blurred. */
#include "capture/screen/askg-shot.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* Far beyond any desktop, and sums of two still fit an int. */
#define MAX_COORDINATE 1000000

/* One step of parsing: a whole number within bounds. */
static gboolean
read_number (const char **at,
             int         *out_number)
{
  char *end;
  gint64 number;

  if (!g_ascii_isdigit (**at) && **at != '-' && **at != '+')
    return FALSE;
  number = g_ascii_strtoll (*at, &end, 10);
  if (end == *at || ABS (number) > MAX_COORDINATE)
    return FALSE;
  *at = end;
  *out_number = number;

  return TRUE;
}

static gboolean
read_mark (const char **at,
           const char  *marks)
{
  if (**at == '\0' || strchr (marks, **at) == NULL)
    return FALSE;
  (*at)++;

  return TRUE;
}

/**
 * askg_shot_parse_region:
 * @text: "X,Y,WxH"; a space may stand before the size, as slurp(1) prints it
 * @out_region: (out): set on success only
 *
 * Errors: %ASKG_ERROR_USAGE for anything else; %ASKG_ERROR_EMPTY_REGION when it has no size.
 */
gboolean
askg_shot_parse_region (const char  *text,
                        AskgRect    *out_region,
                        GError     **error)
{
  AskgRect region;
  const char *at = text;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!read_number (&at, &region.x) || !read_mark (&at, ",") ||
      !read_number (&at, &region.y) || !read_mark (&at, ", ") ||
      !read_number (&at, &region.width) || !read_mark (&at, "xX") ||
      !read_number (&at, &region.height) || *at != '\0')
    {
      g_autofree char *shown = g_utf8_make_valid (text, strnlen (text, 60));

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                   _("“%s” is not a region. Write X,Y,WxH with whole numbers, such as 100,50,640x360."), shown);
      return FALSE;
    }
  if (region.width <= 0 || region.height <= 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION,
                   _("The region %d×%d is empty. Give it a width and a height of at least 1."),
                   region.width, region.height);
      return FALSE;
    }
  *out_region = region;

  return TRUE;
}

static AskgRect
intersect (const AskgRect *a,
           const AskgRect *b)
{
  const int x = MAX (a->x, b->x);
  const int y = MAX (a->y, b->y);
  const gint64 right = MIN ((gint64) a->x + a->width, (gint64) b->x + b->width);
  const gint64 bottom = MIN ((gint64) a->y + a->height, (gint64) b->y + b->height);

  return (AskgRect) { x, y, MAX (0, right - x), MAX (0, bottom - y) };
}

static gboolean
is_empty (const AskgRect *rect)
{
  return rect->width <= 0 || rect->height <= 0;
}

static AskgRect
unite (const AskgRect *a,
       const AskgRect *b)
{
  const int x = MIN (a->x, b->x);
  const int y = MIN (a->y, b->y);

  if (is_empty (a))
    return *b;

  return (AskgRect) { x, y, MAX (a->x + a->width, b->x + b->width) - x, MAX (a->y + a->height, b->y + b->height) - y };
}

/* The smallest rectangle that holds them all. */
static AskgRect
extent_of (GPtrArray *frames)
{
  AskgRect extent = { 0, 0, 0, 0 };

  for (guint i = 0; i < frames->len; i++)
    extent = unite (&extent, askg_frame_get_place (g_ptr_array_index (frames, i)));

  return extent;
}

/**
 * askg_shot_of_output:
 * @frames: (element-type AskgFrame): one an output
 * @name: of an output, such as "DP-1"
 *
 * Errors: %ASKG_ERROR_NO_SUCH_OUTPUT, naming those there are.
 *
 * Returns: (transfer full): the frame of that output, or %NULL with @error set
 */
AskgFrame *
askg_shot_of_output (GPtrArray   *frames,
                     const char  *name,
                     GError     **error)
{
  g_autoptr(GString) known = g_string_new (NULL);
  g_autofree char *shown = NULL;

  g_return_val_if_fail (frames != NULL && name != NULL, NULL);

  for (guint i = 0; i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);
      const char *output = askg_frame_get_output (frame);

      if (g_strcmp0 (output, name) == 0)
        return g_object_ref (frame);
      if (output != NULL && known->len + strlen (output) < 200)
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", output);
    }

  shown = g_utf8_make_valid (name, strnlen (name, 60));
  if (known->len == 0)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_OUTPUT,
                 _("There is no output called “%s”: this desktop shows its outputs as one picture. "
                   "Leave out --output."), shown);
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_OUTPUT,
                 _("There is no output called “%s”. There is: %s."), shown, known->str);

  return NULL;
}

/* Where the part of a frame comes to lie in a composed picture, along one axis. */
typedef struct
{
  guint  to;     /* first pixel of the composed picture */
  guint  length; /* pixels of the composed picture */
  guint *from;   /* owned; for each of them, the pixel of the frame */
} Span;

static Span
plan_span (int    region_start,
           double scale,
           guint  region_length_px,
           int    part_start,
           int    part_length,
           int    frame_start,
           int    frame_length,
           guint  frame_length_px)
{
  const double frame_scale = (double) frame_length_px / frame_length;
  const guint first = (guint) lround ((part_start - frame_start) * frame_scale);
  const guint end = MIN (region_length_px, (guint) lround ((part_start + part_length - region_start) * scale));
  Span span = { .to = lround ((part_start - region_start) * scale) };

  span.length = end > span.to ? end - span.to : 0;
  span.from = g_new (guint, span.length + 1);
  for (guint i = 0; i < span.length; i++)
    span.from[i] = MIN (frame_length_px - 1, first + (guint) ((i + 0.5) * frame_scale / scale));

  return span;
}

static void
paint_part (AskgFrame      *frame,
            const AskgRect *region,
            const AskgRect *part,
            double          scale,
            guint32        *words,
            guint           width_px,
            guint           height_px)
{
  const AskgRect *place = askg_frame_get_place (frame);
  const guint8 *data = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  const gsize stride = askg_frame_get_stride_bytes (frame);
  const guint32 fill = askg_frame_is_opaque (frame) ? 0xff000000 : 0;
  const Span across = plan_span (region->x, scale, width_px, part->x, part->width, place->x, place->width,
                                 askg_frame_get_width_px (frame));
  const Span down = plan_span (region->y, scale, height_px, part->y, part->height, place->y, place->height,
                               askg_frame_get_height_px (frame));

  for (guint y = 0; y < down.length; y++)
    {
      const guint8 *row = data + down.from[y] * stride;
      guint32 *to = words + (gsize) (down.to + y) * width_px + across.to;

      for (guint x = 0; x < across.length; x++)
        {
          memcpy (&to[x], row + (gsize) across.from[x] * 4, 4);
          to[x] |= fill;
        }
    }
  g_free (across.from);
  g_free (down.from);
}

static AskgFrame *
compose (GPtrArray       *frames,
         const AskgRect  *region,
         double           scale,
         GError         **error)
{
  const gint64 width = llround (region->width * scale);
  const gint64 height = llround (region->height * scale);
  const gboolean is_too_large = width > ASKG_FRAME_MAX_SIDE_PX || height > ASKG_FRAME_MAX_SIDE_PX ||
                                width * height > ASKG_FRAME_MAX_PIXELS;
  guint32 *words = is_too_large ? NULL : g_try_new (guint32, width * height);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) composed = NULL;

  if (words == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                   _("A picture of %" PRId64 "×%" PRId64 " pixels is too large. "
                     "Choose one output or a smaller region."), width, height);
      return NULL;
    }

  for (gint64 i = 0; i < width * height; i++)
    words[i] = 0xff000000; /* what no output shows is black */
  for (guint i = 0; i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);
      const AskgRect part = intersect (region, askg_frame_get_place (frame));

      if (!is_empty (&part))
        paint_part (frame, region, &part, scale, words, width, height);
    }
  pixels = g_bytes_new_take (words, width * height * 4);
  composed = askg_frame_new (pixels, width, height, width * 4, TRUE,
                             askg_frame_get_captured_at_us (g_ptr_array_index (frames, 0)));

  return askg_frame_place (composed, NULL, region);
}

/* All within one frame: its own pixels, rounded outwards. */
static AskgFrame *
crop (AskgFrame       *frame,
      const AskgRect  *part,
      GError         **error)
{
  const AskgRect *place = askg_frame_get_place (frame);
  const double across = (double) askg_frame_get_width_px (frame) / place->width;
  const double down = (double) askg_frame_get_height_px (frame) / place->height;
  const int left = floor ((part->x - place->x) * across);
  const int top = floor ((part->y - place->y) * down);
  const int right = ceil ((part->x + part->width - place->x) * across);
  const int bottom = ceil ((part->y + part->height - place->y) * down);

  if (part->width == place->width && part->height == place->height)
    return g_object_ref (frame);

  return askg_frame_crop (frame, &(AskgRect) { left, top, right - left, bottom - top }, error);
}

/**
 * askg_shot_of_region:
 * @frames: (element-type AskgFrame): one an output, placed
 * @region: in logical desktop coordinates; what of it no output shows is left out, or black between outputs
 *
 * Takes about 2 ms per 4 megapixels.
 *
 * Errors: %ASKG_ERROR_EMPTY_REGION when no output shows anything of it; %ASKG_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full): one frame, placed, at the finest scale of the outputs it touches; or
 *   %NULL with @error set
 */
AskgFrame *
askg_shot_of_region (GPtrArray       *frames,
                     const AskgRect  *region,
                     GError         **error)
{
  AskgRect shown = { 0, 0, 0, 0 };
  AskgFrame *only = NULL;
  double scale = 0;
  guint n_touched = 0;

  g_return_val_if_fail (frames != NULL && frames->len > 0, NULL);
  g_return_val_if_fail (region != NULL, NULL);

  for (guint i = 0; i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);
      const AskgRect part = intersect (region, askg_frame_get_place (frame));

      if (is_empty (&part))
        continue;
      shown = unite (&shown, &part);
      scale = MAX (scale, askg_frame_get_scale (frame));
      only = frame;
      n_touched++;
    }

  if (n_touched == 0)
    {
      const AskgRect extent = extent_of (frames);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION,
                   _("The region %d,%d,%dx%d lies outside the desktop, which is %d,%d,%dx%d. Choose a region inside it."),
                   region->x, region->y, region->width, region->height,
                   extent.x, extent.y, extent.width, extent.height);
      return NULL;
    }

  return n_touched == 1 ? crop (only, &shown, error) : compose (frames, &shown, scale, error);
}

/**
 * askg_shot_of_screen:
 * @frames: (element-type AskgFrame): one an output, placed
 *
 * Errors: %ASKG_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full): the whole desktop as one frame, or %NULL with @error set
 */
AskgFrame *
askg_shot_of_screen (GPtrArray  *frames,
                     GError    **error)
{
  const AskgRect extent = extent_of (frames);

  return askg_shot_of_region (frames, &extent, error);
}
