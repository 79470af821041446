/* askg-line-reader.h: reads one line of a picture in the languages that are there. Each belongs
 * to one thread. */
#pragma once

#include "engine/local/askg-line-finder.h"
#include "engine/local/askg-tesseract.h"

G_BEGIN_DECLS

typedef struct _AskgLineReader AskgLineReader;

AskgLineReader *askg_line_reader_new  (void);
void            askg_line_reader_free (AskgLineReader      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLineReader, askg_line_reader_free)

GArray         *askg_line_reader_read (AskgLineReader      *self,
                                       const AskgPixels    *picture,
                                       const AskgFoundLine *line);

G_END_DECLS
