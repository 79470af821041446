/* askg-anchors.h: many short byte strings looked for in one pass (Aho and Corasick). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgAnchors AskgAnchors;

/* @owner is what the anchor was added with; @end is behind its last byte. */
typedef void (*AskgAnchorFunc) (guint    owner,
                                gsize    start,
                                gsize    end,
                                gpointer user_data);

AskgAnchors *askg_anchors_new   (void);
void         askg_anchors_free  (AskgAnchors    *self);
void         askg_anchors_add   (AskgAnchors    *self,
                                 GBytes         *anchor,
                                 guint           owner);
void         askg_anchors_seal  (AskgAnchors    *self);
guint        askg_anchors_feed  (AskgAnchors    *self,
                                 guint           state,
                                 const guint8   *bytes,
                                 gsize           start,
                                 gsize           end,
                                 AskgAnchorFunc  found,
                                 gpointer        user_data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgAnchors, askg_anchors_free)

G_END_DECLS
