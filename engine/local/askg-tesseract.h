/* askg-tesseract.h: one Tesseract for one language. Linked into the reading helper alone. */
#pragma once

#include "engine/local/askg-ink.h"

G_BEGIN_DECLS

/* A letter as it was read. */
typedef struct
{
  char     text[8];     /* UTF-8 */
  AskgRect box;         /* pixels of the grey picture it was read from */
  guint    confidence;  /* 0 to 100 */
  guint    word_confidence;
  gboolean starts_word;
  gboolean starts_line;
  gboolean is_run;      /* the letter again and again, as often as its box has room */
} AskgGlyph;

typedef struct _AskgTesseract AskgTesseract;

AskgTesseract *askg_tesseract_new  (const char     *language);
void           askg_tesseract_free (AskgTesseract  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTesseract, askg_tesseract_free)

GArray        *askg_tesseract_read (AskgTesseract  *self,
                                    const AskgGrey *line,
                                    gboolean        is_block);

G_END_DECLS
