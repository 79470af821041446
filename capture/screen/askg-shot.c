/* askg-shot.c: pure; any thread. */
#include "capture/screen/askg-shot.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_COORDINATE 1000000

/* Reads one number of a region and the character after it. */
static gboolean
take_number (const char **text,
             char         after,
             int         *out_number)
{
  char *end;
  gint64 number;

  if (!g_ascii_isdigit (**text) && **text != '-' && **text != '+')
    return FALSE;
  errno = 0;
  number = g_ascii_strtoll (*text, &end, 10);
  if (errno != 0 || end == *text || *end != after || ABS (number) > MAX_COORDINATE)
    return FALSE;

  *out_number = number;
  *text = after != '\0' ? end + 1 : end;

  return TRUE;
}

/**
 * askg_shot_parse_region:
 * @text: "X,Y,WxH" in logical desktop coordinates; X and Y may be negative
 *
 * Errors: %ASKG_ERROR_USAGE when it is not written so; %ASKG_ERROR_EMPTY_REGION when it has no area
 */
gboolean
askg_shot_parse_region (const char  *text,
                        AskgRect    *out_region,
                        GError     **error)
{
  const char *rest = text;

  if (!take_number (&rest, ',', &out_region->x) || !take_number (&rest, ',', &out_region->y) ||
      !take_number (&rest, 'x', &out_region->width) || !take_number (&rest, '\0', &out_region->height))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                   _("“%.60s” is not a region. Write it as X,Y,WxH, for example 100,50,800x400."), text);
      return FALSE;
    }
  if (out_region->width <= 0 || out_region->height <= 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION,
                   _("The region %d×%d has no area. Give a width and a height of at least 1."),
                   out_region->width, out_region->height);
      return FALSE;
    }

  return TRUE;
}

static AskgRect
extent_of (GPtrArray *frames)
{
  const AskgRect *first = askg_frame_get_place (g_ptr_array_index (frames, 0));
  int left = first->x, top = first->y, right = first->x + first->width, bottom = first->y + first->height;

  for (guint i = 1; i < frames->len; i++)
    {
      const AskgRect *place = askg_frame_get_place (g_ptr_array_index (frames, i));

      left = MIN (left, place->x);
      top = MIN (top, place->y);
      right = MAX (right, place->x + place->width);
      bottom = MAX (bottom, place->y + place->height);
    }

  return (AskgRect) { left, top, right - left, bottom - top };
}

static gboolean
intersect (const AskgRect *a,
           const AskgRect *b,
           AskgRect       *out)
{
  const int left = MAX (a->x, b->x), top = MAX (a->y, b->y);
  const int right = MIN (a->x + a->width, b->x + b->width), bottom = MIN (a->y + a->height, b->y + b->height);

  *out = (AskgRect) { left, top, right - left, bottom - top };

  return out->width > 0 && out->height > 0;
}

/* The part of one frame, in its own pixels; rounded outwards, so that nothing that was marked is lost. */
static AskgFrame *
cut (AskgFrame       *frame,
     const AskgRect  *part,
     GError         **error)
{
  const AskgRect *place = askg_frame_get_place (frame);
  const double scale_x = (double) askg_frame_get_width_px (frame) / place->width;
  const double scale_y = (double) askg_frame_get_height_px (frame) / place->height;
  const int left = floor ((part->x - place->x) * scale_x), top = floor ((part->y - place->y) * scale_y);
  const AskgRect pixels = {
    left, top,
    (int) ceil ((part->x + part->width - place->x) * scale_x) - left,
    (int) ceil ((part->y + part->height - place->y) * scale_y) - top,
  };

  return askg_frame_crop (frame, &pixels, error);
}

/* Paints what of @frame lies in @part onto the canvas. An output of lower scale is enlarged by its
 * nearest pixels: letters stay as sharp as they were. */
static void
paint (guint32        *canvas,
       int             canvas_width,
       int             canvas_height,
       const AskgRect *region,
       double          scale,
       AskgFrame      *frame,
       const AskgRect *part)
{
  const AskgRect *place = askg_frame_get_place (frame);
  const guint8 *pixels = g_bytes_get_data (askg_frame_get_pixels (frame), NULL);
  const gsize stride = askg_frame_get_stride_bytes (frame);
  const int width = askg_frame_get_width_px (frame), height = askg_frame_get_height_px (frame);
  const double ratio_x = (double) width / place->width / scale, ratio_y = (double) height / place->height / scale;
  const int left = lround ((part->x - region->x) * scale), top = lround ((part->y - region->y) * scale);
  const int right = MIN (canvas_width, lround ((part->x + part->width - region->x) * scale));
  const int bottom = MIN (canvas_height, lround ((part->y + part->height - region->y) * scale));
  const double origin_x = (place->x - region->x) * scale, origin_y = (place->y - region->y) * scale;

  for (int y = top; y < bottom; y++)
    {
      const int from_y = CLAMP ((int) ((y + 0.5 - origin_y) * ratio_y), 0, height - 1);
      const guint8 *row = pixels + (gsize) from_y * stride;

      for (int x = left; x < right; x++)
        {
          const int from_x = CLAMP ((int) ((x + 0.5 - origin_x) * ratio_x), 0, width - 1);
          guint32 word;

          memcpy (&word, row + (gsize) from_x * 4, 4);
          canvas[(gsize) y * canvas_width + x] = word | (askg_frame_is_opaque (frame) ? 0xff000000u : 0);
        }
    }
}

static AskgFrame *
compose (GPtrArray       *frames,
         const AskgRect  *region,
         double           scale,
         GError         **error)
{
  const double width = ceil (region->width * scale), height = ceil (region->height * scale);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) whole = NULL;
  guint32 *canvas;

  if (width > ASKG_FRAME_MAX_SIDE_PX || height > ASKG_FRAME_MAX_SIDE_PX || width * height > ASKG_FRAME_MAX_PIXELS)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                   _("The region is %.0f×%.0f pixels, more than Askglass takes. Choose a smaller one."), width, height);
      return NULL;
    }

  canvas = g_new (guint32, (gsize) width * (gsize) height);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    canvas[i] = 0xff000000u; /* where no output is */
  for (guint i = 0; i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);
      AskgRect part;

      if (intersect (region, askg_frame_get_place (frame), &part))
        paint (canvas, width, height, region, scale, frame, &part);
    }
  pixels = g_bytes_new_take (canvas, (gsize) width * (gsize) height * 4);
  whole = askg_frame_new (pixels, width, height, (gsize) width * 4, TRUE,
                          askg_frame_get_captured_at_us (g_ptr_array_index (frames, 0)));

  return askg_frame_place (whole, NULL, region);
}

/**
 * askg_shot_of_region:
 * @frames: (element-type AskgFrame): one an output, at least one
 * @region: in logical desktop coordinates; what lies outside every output is dropped at the desktop's edge
 *
 * A region on one output keeps its pixels as they are. One over several outputs is composed at the
 * highest scale among them, black where no output is.
 *
 * Errors: %ASKG_ERROR_EMPTY_REGION when no output shows any of it; %ASKG_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): the picture
 */
AskgFrame *
askg_shot_of_region (GPtrArray       *frames,
                     const AskgRect  *region,
                     GError         **error)
{
  const AskgRect extent = extent_of (frames);
  AskgFrame *only = NULL;
  AskgRect part, wanted;
  double scale = 0;
  guint n_touched = 0;

  for (guint i = 0; i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);

      if (!intersect (region, askg_frame_get_place (frame), &part))
        continue;
      only = frame;
      scale = MAX (scale, askg_frame_get_scale (frame));
      n_touched++;
    }
  if (n_touched == 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_EMPTY_REGION,
                   _("The region %d,%d,%dx%d is not on the screen, which reaches from %d,%d to %d,%d. Choose one inside it."),
                   region->x, region->y, region->width, region->height,
                   extent.x, extent.y, extent.x + extent.width, extent.y + extent.height);
      return NULL;
    }
  if (n_touched == 1)
    {
      intersect (region, askg_frame_get_place (only), &part);
      return cut (only, &part, error);
    }

  intersect (region, &extent, &wanted);

  return compose (frames, &wanted, scale, error);
}

/**
 * askg_shot_of_output:
 * @output: its name, such as "DP-1"
 *
 * Errors: %ASKG_ERROR_NO_SUCH_OUTPUT, naming those there are
 */
AskgFrame *
askg_shot_of_output (GPtrArray   *frames,
                     const char  *output,
                     GError     **error)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < frames->len; i++)
    {
      AskgFrame *frame = g_ptr_array_index (frames, i);
      const char *name = askg_frame_get_output (frame);

      if (g_strcmp0 (name, output) == 0)
        return g_object_ref (frame);
      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (names->len > 0)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_OUTPUT, _("There is no output “%.60s”. There are: %s."),
                 output, names->str);
  else
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_OUTPUT,
                         _("This desktop gives one picture of all outputs and does not name them. Use --region or --screen."));

  return NULL;
}

/**
 * askg_shot_of_screen:
 *
 * Everything there is, as it is laid out.
 *
 * Errors: %ASKG_ERROR_TOO_LARGE
 */
AskgFrame *
askg_shot_of_screen (GPtrArray  *frames,
                     GError    **error)
{
  const AskgRect extent = extent_of (frames);
  double scale = 0;

  if (frames->len == 1)
    return g_object_ref (g_ptr_array_index (frames, 0));

  for (guint i = 0; i < frames->len; i++)
    scale = MAX (scale, askg_frame_get_scale (g_ptr_array_index (frames, i)));

  return compose (frames, &extent, scale, error);
}
