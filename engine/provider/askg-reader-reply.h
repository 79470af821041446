/* askg-reader-reply.h: an answer of the reader while it is put together: Markdown and the places
 * it speaks of, or why there is none. Any thread, one at a time. */
#pragma once

#include "engine/provider/askg-reader-source.h"

G_BEGIN_DECLS

typedef struct
{
  guint     attachment; /* index, as AskgPointer has it */
  AskgRect  box;        /* pixels of its frame */
  char     *label;
} AskgReaderPoint;

typedef struct _AskgReaderReply AskgReaderReply;

AskgReaderReply *askg_reader_reply_new           (void);
void             askg_reader_reply_free          (AskgReaderReply  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReaderReply, askg_reader_reply_free)

void             askg_reader_reply_add_paragraph (AskgReaderReply  *self,
                                                  const char       *markdown);
void             askg_reader_reply_add_item      (AskgReaderReply  *self,
                                                  guint             number,
                                                  const char       *markdown);
void             askg_reader_reply_add_code      (AskgReaderReply  *self,
                                                  const char       *language,
                                                  const char       *text);
guint            askg_reader_reply_point         (AskgReaderReply  *self,
                                                  AskgReaderSource *source,
                                                  guint             line,
                                                  const char       *line_text);
void             askg_reader_reply_fail          (AskgReaderReply  *self,
                                                  GError           *error);

const char      *askg_reader_reply_get_text      (AskgReaderReply  *self);
GPtrArray       *askg_reader_reply_get_points    (AskgReaderReply  *self);
const GError    *askg_reader_reply_get_error     (AskgReaderReply  *self);

G_END_DECLS
