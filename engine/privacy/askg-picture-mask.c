/* askg-picture-mask.c: any thread. */
#include "engine/privacy/askg-picture-mask.h"

#include <string.h>

#include "engine/base/askg-rect.h"

/* Of a frame: how it was last covered. */
#define MASKED "askg-masked"

/* One colour for all, with nothing of what was below. */
#define FLAT_PIXEL 0xff000000u

/* A reading's box may end before the strokes do, and begin after them. Sideways nothing is lost by going one glyph
 * further; up and down the next lines begin, and they are what the question is about. */
static AskgRect
grow (const AskgRect *box,
      int             glyph_px)
{
  const int sideways_px = glyph_px;
  const int upwards_px = MAX (2, glyph_px / 5);

  return (AskgRect) { box->x - sideways_px, box->y - upwards_px, box->width + 2 * sideways_px, box->height + 2 * upwards_px };
}

static gboolean
clip (AskgRect  *box,
      AskgFrame *frame)
{
  const int right = MIN (box->x + box->width, (int) askg_frame_get_width_px (frame));
  const int bottom = MIN (box->y + box->height, (int) askg_frame_get_height_px (frame));

  box->x = MAX (box->x, 0);
  box->y = MAX (box->y, 0);
  box->width = right - box->x;
  box->height = bottom - box->y;

  return box->width > 0 && box->height > 0;
}

/* As high as its line, so that what of a word was not seen is under it, too. */
static AskgRect
box_of (const AskgTextLine *line,
        const AskgWord     *word,
        int                *out_glyph_px)
{
  AskgRect box = word->box;
  int top = box.y, bottom = box.y + box.height;

  /* The box of a line that is not level is higher than its words are. */
  if (line->box.height <= 2 * box.height)
    {
      top = MIN (top, line->box.y);
      bottom = MAX (bottom, line->box.y + line->box.height);
    }
  *out_glyph_px = bottom - top;

  return (AskgRect) { box.x, top, box.width, bottom - top };
}

/* Neighbours become one box: the gap between them would tell how long each is. */
static void
add_box (GArray         *boxes,
         const AskgRect *box,
         gboolean        continues)
{
  AskgRect *last = boxes->len > 0 ? &g_array_index (boxes, AskgRect, boxes->len - 1) : NULL;

  if (continues && last != NULL)
    askg_rect_unite (last, box);
  else
    g_array_append_vals (boxes, box, 1);
}

/**
 * askg_picture_mask_boxes:
 * @page: what was read in @frame
 * @is_covered: (array): for each word of @page
 *
 * Returns: (transfer full) (element-type AskgRect): what is to be painted over, in pixels of @frame, all inside it
 */
GArray *
askg_picture_mask_boxes (AskgFrame      *frame,
                         AskgPageText   *page,
                         const gboolean *is_covered)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (AskgRect));

  for (guint i = 0; i < askg_page_text_get_n_lines (page); i++)
    {
      const AskgTextLine *line = askg_page_text_get_line (page, i);
      gboolean continues = FALSE;

      for (guint j = line->first_word; j < line->first_word + line->n_words; j++)
        {
          int glyph_px;
          AskgRect box = box_of (line, askg_page_text_get_word (page, j), &glyph_px);

          box = grow (&box, glyph_px);
          if (is_covered[j] && clip (&box, frame))
            {
              add_box (boxes, &box, continues);
              continues = TRUE;
            }
          else
            continues = FALSE;
        }
    }

  return boxes;
}

/**
 * askg_picture_mask_paint:
 * @boxes: (element-type AskgRect): inside @frame
 *
 * Returns: (transfer full): @frame with every box flat and opaque; @frame itself where there is none
 */
AskgFrame *
askg_picture_mask_paint (AskgFrame *frame,
                         GArray    *boxes)
{
  const gsize stride_bytes = askg_frame_get_stride_bytes (frame);
  g_autoptr(GBytes) pixels = NULL;
  guint8 *copy;
  gsize n_bytes;

  if (boxes->len == 0)
    return g_object_ref (frame);

  copy = g_bytes_unref_to_data (g_bytes_new (g_bytes_get_data (askg_frame_get_pixels (frame), NULL),
                                             g_bytes_get_size (askg_frame_get_pixels (frame))), &n_bytes);
  for (guint i = 0; i < boxes->len; i++)
    {
      const AskgRect *box = &g_array_index (boxes, AskgRect, i);

      for (int y = box->y; y < box->y + box->height; y++)
        {
          guint32 *row = (guint32 *) (void *) (copy + (gsize) y * stride_bytes);

          for (int x = box->x; x < box->x + box->width; x++)
            row[x] = FLAT_PIXEL;
        }
    }
  pixels = g_bytes_new_take (copy, n_bytes);

  return askg_frame_new (pixels, askg_frame_get_width_px (frame), askg_frame_get_height_px (frame), stride_bytes,
                         askg_frame_is_opaque (frame), askg_frame_get_captured_at_us (frame));
}

/* Returns: (transfer full): as large as @frame, and nothing of it */
AskgFrame *
askg_picture_mask_all (AskgFrame *frame)
{
  const AskgRect all = { 0, 0, askg_frame_get_width_px (frame), askg_frame_get_height_px (frame) };
  g_autoptr(GArray) boxes = g_array_new (FALSE, FALSE, sizeof (AskgRect));

  g_array_append_val (boxes, all);

  return askg_picture_mask_paint (frame, boxes);
}

/* -- What was painted last ----------------------------------------------------- */

typedef struct
{
  GArray    *boxes;
  AskgFrame *frame;
} Masked;

static void
masked_free (gpointer data)
{
  Masked *masked = data;

  g_array_unref (masked->boxes);
  g_object_unref (masked->frame);
  g_free (masked);
}

/**
 * askg_picture_mask_paint_once:
 *
 * As askg_picture_mask_paint(); the same boxes give the same frame, which keeps its file: a question that goes on does
 * not encode it again.
 *
 * Returns: (transfer full)
 */
AskgFrame *
askg_picture_mask_paint_once (AskgFrame *frame,
                              GArray    *boxes)
{
  Masked *masked = g_object_get_data (G_OBJECT (frame), MASKED);

  if (boxes->len == 0)
    {
      g_object_set_data (G_OBJECT (frame), MASKED, NULL);
      return g_object_ref (frame);
    }
  if (masked == NULL || masked->boxes->len != boxes->len ||
      memcmp (masked->boxes->data, boxes->data, boxes->len * sizeof (AskgRect)) != 0)
    {
      masked = g_new0 (Masked, 1);
      masked->boxes = g_array_ref (boxes);
      masked->frame = askg_picture_mask_paint (frame, boxes);
      g_object_set_data_full (G_OBJECT (frame), MASKED, masked, masked_free);
    }

  return g_object_ref (masked->frame);
}

/* A GDuplicateFunc. */
static gpointer
dup_frame (gpointer data,
           gpointer user_data)
{
  return data != NULL ? g_object_ref (((Masked *) data)->frame) : NULL;
}

/**
 * askg_picture_mask_dup_last:
 *
 * Returns: (transfer full) (nullable): @frame as it was last covered; %NULL when nothing in it was
 */
AskgFrame *
askg_picture_mask_dup_last (AskgFrame *frame)
{
  return g_object_dup_data (G_OBJECT (frame), MASKED, dup_frame, NULL);
}
