/* askg-parcel-private.h: what a parcel is made of; for its own files. */
#pragma once

#include "engine/privacy/askg-parcel.h"

G_BEGIN_DECLS

/* Of a frame: the person said that it may go though nobody could look for secrets in it. */
#define ASKG_UNREAD_SHOWN "askg-unread-shown"

typedef struct
{
  AskgContentKinds  kind;
  char             *text;
  AskgFrame        *frame;
  AskgPageText     *page;     /* (nullable): nobody could read it */
  guint             side_px;
  gboolean          takes_webp;
  AskgPcm          *sound;
  guint             rate_hz;  /* 0: its own */
} AskgParcelPiece;

struct _AskgParcel
{
  /* Owned */
  AskgRedactor   *redactor;
  AskgCover      *cover;
  GArray         *pieces; /* of AskgParcelPiece */
  GPtrArray      *context; /* of char * */
  gpointer        data;
  GDestroyNotify  data_free; /* (nullable) */

  AskgParcelMake  make;
  gboolean        is_ours;
};

gboolean askg_parcel_cover_picture (AskgParcel             *self,
                                    const AskgParcelPiece  *piece,
                                    GArray                 *ids,
                                    AskgCovered            *covered,
                                    GError                **error);

G_END_DECLS
