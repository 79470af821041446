/* askg-wire-text.h: a text that arrives in pieces, also when a character was cut in two. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString *piece; /* owned; made when first needed */
  guint16  half;  /* the high surrogate the last piece ended with; 0 none */
} AskgWireText;

const char *askg_wire_text_add   (AskgWireText *self,
                                  const char   *piece,
                                  gboolean      has_halves);
const char *askg_wire_text_end   (AskgWireText *self);
void        askg_wire_text_clear (AskgWireText *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgWireText, askg_wire_text_clear)

G_END_DECLS
