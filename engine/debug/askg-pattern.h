/* askg-pattern.h: literal pieces and named captures, found in a skeleton in linear time.
 * What a pattern may hold is told in data/catalogue/README.md. Immutable; any thread. */
#pragma once

#include "engine/debug/askg-skeleton.h"

G_BEGIN_DECLS

#define ASKG_PATTERN_MAX_PIECES 24
#define ASKG_PATTERN_MAX_CAPTURES 8

typedef struct _AskgPattern AskgPattern;

/* How much of what OCR does to a text is forgiven. */
typedef enum
{
  ASKG_MATCH_STRICT,
  ASKG_MATCH_TOLERANT, /* lost quotes, spaces round punctuation, one wrong letter in ten */
} AskgMatchMode;

/* Places in the skeleton. */
typedef struct
{
  gsize start;
  gsize end;
} AskgSpan;

typedef struct
{
  AskgSpan whole;
  AskgSpan captures[ASKG_PATTERN_MAX_CAPTURES]; /* in the order of askg_pattern_get_name() */
} AskgPatternMatch;

/* Memory for matching, used again from one attempt to the next; one a thread. */
typedef struct
{
  GArray *bits; /* of guint64 */
} AskgPatternScratch;

AskgPatternScratch *askg_pattern_scratch_new  (void);
void                askg_pattern_scratch_free (AskgPatternScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPatternScratch, askg_pattern_scratch_free)

gboolean     askg_pattern_compile      (const char          *source,
                                        GPtrArray           *patterns,
                                        GError             **error);
void         askg_pattern_free         (AskgPattern         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPattern, askg_pattern_free)

guint        askg_pattern_get_n_names  (const AskgPattern   *self);
const char  *askg_pattern_get_name     (const AskgPattern   *self,
                                        guint                index);
gboolean     askg_pattern_keeps_spaces (const AskgPattern   *self,
                                        guint                index);
guint        askg_pattern_get_weight   (const AskgPattern   *self);
void         askg_pattern_add_anchors  (const AskgPattern   *self,
                                        GPtrArray           *anchors);
gboolean     askg_pattern_match        (const AskgPattern   *self,
                                        const AskgSkeleton  *skeleton,
                                        AskgSpan             window,
                                        gsize                from,
                                        AskgMatchMode        mode,
                                        AskgPatternScratch  *scratch,
                                        AskgPatternMatch    *out_match);

G_END_DECLS
