/* askg-reader-source.h: one thing the reader speaks of: its lines, their places, the errors in them.
 * Made on the main thread, then handed from thread to thread; never two at a time. */
#pragma once

#include "engine/debug/askg-catalogue.h"
#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_SOURCE_PICTURE, /* words read in a picture */
  ASKG_SOURCE_TEXT,    /* exact text that was attached */
  ASKG_SOURCE_TYPED,   /* the question's own words */
} AskgSourceKind;

typedef struct _AskgReaderSource AskgReaderSource;

AskgReaderSource   *askg_reader_source_new_attachment (AskgAttachment    *attachment,
                                                       guint              index);
AskgReaderSource   *askg_reader_source_new_typed      (const char        *text);
void                askg_reader_source_free           (AskgReaderSource  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReaderSource, askg_reader_source_free)

void                askg_reader_source_look           (AskgReaderSource  *self,
                                                       AskgCatalogue     *catalogue,
                                                       GCancellable      *cancellable);

AskgSourceKind      askg_reader_source_get_kind       (AskgReaderSource  *self);
guint               askg_reader_source_get_index      (AskgReaderSource  *self);
const char         *askg_reader_source_get_title      (AskgReaderSource  *self);
const char         *askg_reader_source_get_text       (AskgReaderSource  *self);
const char *const  *askg_reader_source_get_lines      (AskgReaderSource  *self);
guint               askg_reader_source_get_n_lines    (AskgReaderSource  *self);
AskgPageText       *askg_reader_source_get_page       (AskgReaderSource  *self);
gboolean            askg_reader_source_is_cut         (AskgReaderSource  *self);
gboolean            askg_reader_source_is_empty       (AskgReaderSource  *self);
GPtrArray          *askg_reader_source_get_errors     (AskgReaderSource  *self);
GPtrArray          *askg_reader_source_get_followers  (AskgReaderSource  *self);
guint               askg_reader_source_guess_line     (AskgReaderSource  *self,
                                                       gboolean          *is_certain);
gboolean            askg_reader_source_is_message     (AskgReaderSource  *self);
gboolean            askg_reader_source_find_box       (AskgReaderSource  *self,
                                                       guint              line,
                                                       const char        *line_text,
                                                       AskgRect          *out_box);

G_END_DECLS
