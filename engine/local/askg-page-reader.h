/* askg-page-reader.h: reads the words of a picture on all processors. Lives in the reading helper. */
#pragma once

#include "engine/local/askg-ink.h"
#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

typedef struct _AskgPageReader AskgPageReader;

/* Hears of lines that were not told before, in reading order, while the reading goes on. */
typedef void (*AskgFreshLinesFunc) (AskgPageText *fresh,
                                    gpointer      user_data);

AskgPageReader *askg_page_reader_new  (void);
void            askg_page_reader_free (AskgPageReader     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPageReader, askg_page_reader_free)

AskgPageText   *askg_page_reader_read (AskgPageReader     *self,
                                       const AskgPixels   *picture,
                                       AskgFreshLinesFunc  fresh,
                                       gpointer            user_data);

G_END_DECLS
