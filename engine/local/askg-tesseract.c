/* askg-tesseract.c: each instance belongs to one thread. */
#include "engine/local/askg-tesseract.h"

#include <string.h>

#include <tesseract/capi.h>

#define DPI 150 /* of no consequence for the letters, but it must be told */

struct _AskgTesseract
{
  TessBaseAPI *api;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TessResultIterator, TessResultIteratorDelete)

/**
 * askg_tesseract_new:
 * @language: "eng" or "kor"
 *
 * Loads the reading data, some 70 ms.
 *
 * Returns: (transfer full) (nullable): %NULL when the data is not installed
 */
AskgTesseract *
askg_tesseract_new (const char *language)
{
  g_autoptr(AskgTesseract) self = g_new0 (AskgTesseract, 1);

  self->api = TessBaseAPICreate ();
  if (TessBaseAPIInit2 (self->api, NULL, language, OEM_LSTM_ONLY) != 0)
    return NULL;
  return g_steal_pointer (&self);
}

void
askg_tesseract_free (AskgTesseract *self)
{
  if (self == NULL)
    return;

  TessBaseAPIEnd (self->api);
  TessBaseAPIDelete (self->api);
  g_free (self);
}

static gboolean
take_glyph (const TessResultIterator *at,
            AskgGlyph                *glyph)
{
  const TessPageIterator *place = TessResultIteratorGetPageIteratorConst ((TessResultIterator *) at);
  char *text = TessResultIteratorGetUTF8Text (at, RIL_SYMBOL);
  int left, top, right, bottom;
  gboolean taken = FALSE;

  if (text != NULL && *text != '\0' && *text != ' ' && strlen (text) < sizeof glyph->text &&
      TessPageIteratorBoundingBox (place, RIL_SYMBOL, &left, &top, &right, &bottom))
    {
      *glyph = (AskgGlyph) {
        .box = { left, top, right - left, bottom - top },
        .confidence = (guint) CLAMP (TessResultIteratorConfidence (at, RIL_SYMBOL), 0, 100),
        .word_confidence = (guint) CLAMP (TessResultIteratorConfidence (at, RIL_WORD), 0, 100),
        .starts_word = TessPageIteratorIsAtBeginningOf (place, RIL_WORD),
        .starts_line = TessPageIteratorIsAtBeginningOf (place, RIL_TEXTLINE),
      };
      strcpy (glyph->text, text);
      taken = TRUE;
    }
  if (text != NULL)
    TessDeleteText (text);

  return taken;
}

static void
read_as (AskgTesseract   *self,
         const AskgGrey  *line,
         TessPageSegMode  mode,
         GArray          *glyphs)
{
  g_autoptr(TessResultIterator) at = NULL;

  TessBaseAPISetPageSegMode (self->api, mode);
  TessBaseAPISetImage (self->api, line->pixels, (int) line->width_px, (int) line->height_px, 1, (int) line->width_px);
  TessBaseAPISetSourceResolution (self->api, DPI);
  if (TessBaseAPIRecognize (self->api, NULL) == 0 && (at = TessBaseAPIGetIterator (self->api)) != NULL)
    do
      {
        AskgGlyph glyph;

        if (take_glyph (at, &glyph))
          g_array_append_val (glyphs, glyph);
      }
    while (TessResultIteratorNext (at, RIL_SYMBOL));
  TessBaseAPIClear (self->api);
}

/* Where a letter begins is told well; where it ends is sometimes told as the end of its word. */
static void
clip_boxes (GArray *glyphs)
{
  for (guint i = 1; i < glyphs->len; i++)
    {
      AskgGlyph *before = &g_array_index (glyphs, AskgGlyph, i - 1), *glyph = before + 1;

      if (!glyph->starts_line && glyph->box.x > before->box.x)
        before->box.width = MIN (before->box.width, glyph->box.x - before->box.x);
    }
}

/**
 * askg_tesseract_read:
 * @line: dark on light, with a margin
 * @is_block: whether it may be a few lines that touch
 *
 * Returns: (transfer full) (element-type AskgGlyph): what was read, from left to right and line by
 *   line; empty when there is nothing
 */
GArray *
askg_tesseract_read (AskgTesseract  *self,
                     const AskgGrey *line,
                     gboolean        is_block)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (AskgGlyph));

  read_as (self, line, is_block ? PSM_SINGLE_BLOCK : PSM_SINGLE_LINE, glyphs);
  /* A lone brace is taken for dirt, unless it is called a line in so many words. */
  if (glyphs->len == 0)
    read_as (self, line, PSM_RAW_LINE, glyphs);
  clip_boxes (glyphs);

  return glyphs;
}
