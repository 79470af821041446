/* askg-parcel-picture.c: a picture of a parcel, masked and encoded. Any thread. */
#include "engine/privacy/askg-parcel-private.h"

#include "engine/base/askg-picture-encode.h"
#include "engine/privacy/askg-covered-private.h"
#include "engine/privacy/askg-page-secrets.h"
#include "engine/privacy/askg-picture-mask.h"

/* @ids: for each word of the page its secret. Returns: (transfer full): what may be seen of it */
static AskgFrame *
mask (AskgParcel            *self,
      const AskgParcelPiece *piece,
      GArray                *ids,
      AskgCovered           *covered)
{
  g_autofree gboolean *is_covered = g_new0 (gboolean, ids->len + 1);
  g_autoptr(GArray) boxes = NULL;

  askg_covered_note_picture (covered, self->cover, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      const guint id = g_array_index (ids, guint, i);

      is_covered[i] = id != ASKG_NO_SECRET && !askg_cover_is_shown (self->cover, id);
    }
  boxes = askg_picture_mask_boxes (piece->frame, piece->page, is_covered);

  return askg_picture_mask_paint_once (piece->frame, boxes);
}

static AskgFrame *
cover_frame (AskgParcel            *self,
             const AskgParcelPiece *piece,
             GArray                *ids,
             AskgCovered           *covered)
{
  gboolean is_shown;

  if (!covered->may_leave)
    return g_object_ref (piece->frame);
  if (piece->page != NULL)
    return mask (self, piece, ids, covered);

  is_shown = g_object_get_data (G_OBJECT (piece->frame), ASKG_UNREAD_SHOWN) != NULL;
  askg_covered_note_unread (covered, is_shown);

  return is_shown ? g_object_ref (piece->frame) : askg_picture_mask_all (piece->frame);
}

/* A picture is encoded once, however often it is asked about: the frame keeps its file. */
static GBytes *
encode (const AskgParcelPiece  *piece,
        AskgFrame              *frame,
        const char            **out_mime,
        GError                **error)
{
  g_autofree char *key = g_strdup_printf ("askg-file-%u-%d", piece->side_px, piece->takes_webp);
  g_autofree char *mime_key = g_strconcat (key, "-mime", NULL);
  GBytes *file = g_object_get_data (G_OBJECT (frame), key);

  if (file != NULL)
    {
      *out_mime = g_object_get_data (G_OBJECT (frame), mime_key);
      return g_bytes_ref (file);
    }

  file = askg_picture_encode (frame, piece->side_px, piece->takes_webp, out_mime, error);
  if (file != NULL)
    {
      g_object_set_data (G_OBJECT (frame), mime_key, (gpointer) *out_mime);
      g_object_set_data_full (G_OBJECT (frame), key, g_bytes_ref (file), (GDestroyNotify) g_bytes_unref);
    }

  return file;
}

/* @ids: (nullable) (element-type guint): for each word of its page the secret, as askg_page_secrets_find() tells;
 * %NULL when nobody read it or it stays here */
gboolean
askg_parcel_cover_picture (AskgParcel             *self,
                           const AskgParcelPiece  *piece,
                           GArray                 *ids,
                           AskgCovered            *covered,
                           GError                **error)
{
  g_autoptr(AskgFrame) frame = cover_frame (self, piece, ids, covered);
  AskgCoveredPiece done = {
    .kind = ASKG_CONTENT_PICTURE, .width_px = askg_frame_get_width_px (frame), .height_px = askg_frame_get_height_px (frame),
  };

  done.bytes = encode (piece, frame, &done.mime, error);
  if (done.bytes == NULL)
    return FALSE;
  askg_covered_take_piece (covered, &done);

  return TRUE;
}
