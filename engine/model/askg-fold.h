/* askg-fold.h: the first turns of a conversation, summed up: what an engine is told instead of them. Never
 * changes once made. Any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_FOLD_EDITED    = 1 << 0, /* the person wrote in it */
  ASKG_FOLD_EXTRACTED = 1 << 1, /* picked from the turns, not written by an engine */
  ASKG_FOLD_STALE     = 1 << 2, /* a turn that it covers is another now, or gone */
  ASKG_FOLD_OFF       = 1 << 3, /* the person wants the turns sent whole */
} AskgFoldFlags;

#define ASKG_TYPE_FOLD (askg_fold_get_type ())
G_DECLARE_FINAL_TYPE (AskgFold, askg_fold, ASKG, FOLD, GObject)

AskgFold      *askg_fold_new         (const char    *text,
                                      guint          n_turns,
                                      AskgFoldFlags  flags);
AskgFold      *askg_fold_with_text   (AskgFold      *self,
                                      const char    *text);
AskgFold      *askg_fold_with_flags  (AskgFold      *self,
                                      AskgFoldFlags  mask,
                                      AskgFoldFlags  flags);
const char    *askg_fold_get_text    (AskgFold      *self);
guint          askg_fold_get_n_turns (AskgFold      *self);
AskgFoldFlags  askg_fold_get_flags   (AskgFold      *self);
gboolean       askg_fold_is_in_use   (AskgFold      *self);

G_END_DECLS
