/* askg-covered-private.h: how a parcel fills one. */
#pragma once

#include "engine/privacy/askg-covered.h"
#include "engine/privacy/askg-parcel.h"

G_BEGIN_DECLS

struct _AskgCovered
{
  /* Owned */
  AskgParcel *parcel;
  GBytes     *body;
  char       *content_type;
  GArray     *pieces;   /* of AskgCoveredPiece */
  GArray     *findings; /* of AskgFoundSecret */

  guint       n_lines;   /* of all words so far */
  gboolean    may_leave; /* its secrets were looked for */
  gint        is_agreed; /* atomic */
};

AskgCovered *askg_covered_new          (AskgParcel             *parcel,
                                        gboolean                may_leave);
void         askg_covered_take_piece   (AskgCovered            *self,
                                        const AskgCoveredPiece *piece);
void         askg_covered_note_spans   (AskgCovered            *self,
                                        const char             *text,
                                        GArray                 *spans);
void         askg_covered_note_picture (AskgCovered            *self,
                                        AskgCover              *cover,
                                        GArray                 *ids);
void         askg_covered_note_unread  (AskgCovered            *self,
                                        gboolean                is_shown);

G_END_DECLS
