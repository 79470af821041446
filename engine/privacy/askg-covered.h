/* askg-covered.h: what of the person's may leave in one request, and the body that was made of it and of nothing else
 * of theirs. Only a parcel makes one (askg-parcel.h). Immutable; any thread. */
#pragma once

#include <gio/gio.h>

#include "engine/model/askg-ledger.h"
#include "engine/privacy/askg-cover.h"

G_BEGIN_DECLS

typedef struct _AskgCovered AskgCovered;

/* One thing of the person's in the body. */
typedef struct
{
  AskgContentKinds  kind;      /* one of them */
  const char       *mime;      /* "text/plain", "image/png", "audio/wav" */
  GBytes           *bytes;     /* the words, or the encoded picture or sound, as they leave, before base64 */
  GArray           *spans;     /* (nullable): of AskgCoveredSpan, in words */
  guint             width_px;  /* of a picture, before it is made smaller for the engine */
  guint             height_px;
  double            duration_s; /* of a sound */
} AskgCoveredPiece;

/* One secret, wherever it stands; or one picture in which nobody could look for any. */
typedef struct
{
  AskgSecretCategory  category;
  AskgSecretTier      tier;
  guint               id;         /* in the cover; of a picture that was not read, its piece */
  gboolean            is_unread;  /* a picture that was not read: it is covered whole */
  gboolean            is_shown;   /* the person uncovered it */
  const char         *name;       /* (nullable): what stands before its value: "HARBOR_KEY" */
  guint               line;       /* of the words, the first is 1; 0: it is in none */
  guint               n_pictures; /* in so many of them it was found */
} AskgFoundSecret;

AskgCovered            *askg_covered_ref            (AskgCovered          *self);
void                    askg_covered_unref          (AskgCovered          *self);
GBytes                 *askg_covered_get_body       (AskgCovered          *self);
const char             *askg_covered_get_content_type (AskgCovered        *self);
gboolean                askg_covered_may_leave      (AskgCovered          *self);
guint                   askg_covered_get_n_pieces   (AskgCovered          *self);
const AskgCoveredPiece *askg_covered_get_piece      (AskgCovered          *self,
                                                     guint                 index);
guint                   askg_covered_count_kind     (AskgCovered          *self,
                                                     AskgContentKinds      kind);
guint                   askg_covered_get_n_findings (AskgCovered          *self);
const AskgFoundSecret      *askg_covered_get_finding    (AskgCovered          *self,
                                                     guint                 index);
guint                   askg_covered_count_hidden   (AskgCovered          *self);
gboolean                askg_covered_has_news       (AskgCovered          *self);
gboolean                askg_covered_has_unread     (AskgCovered          *self);
void                    askg_covered_set_shown      (AskgCovered          *self,
                                                     guint                 index,
                                                     gboolean              is_shown);
void                    askg_covered_set_agreed     (AskgCovered          *self);
gboolean                askg_covered_is_agreed      (AskgCovered          *self);
void                    askg_covered_again_async    (AskgCovered          *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
AskgCovered            *askg_covered_again_finish   (GAsyncResult         *result,
                                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCovered, askg_covered_unref)

G_END_DECLS
