/* askg-reader-past.h: what a question refers to: its own attachments, those of the turn it follows,
 * the errors spoken of before, the questions of other days. Main thread. */
#pragma once

#include "engine/provider/askg-reader-matter.h"

G_BEGIN_DECLS

typedef struct _AskgReaderPast AskgReaderPast;

AskgReaderPast   *askg_reader_past_new             (AskgConversation *earlier,
                                                    AskgQuestion     *question);
void              askg_reader_past_free            (AskgReaderPast   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReaderPast, askg_reader_past_free)

GPtrArray        *askg_reader_past_get_attachments (AskgReaderPast   *self);
AskgReaderMatter *askg_reader_past_make_matter     (AskgReaderPast   *self);
GError           *askg_reader_past_fill            (AskgReaderPast   *self,
                                                    AskgReaderMatter *matter);

char             *askg_reader_past_make_query      (AskgReaderMatter *matter);
GPtrArray        *askg_reader_past_choose_hits     (GPtrArray        *hits,
                                                    gint64            conversation_id,
                                                    gint64            before_us);
GPtrArray        *askg_reader_past_hits_from_list  (GPtrArray        *summaries,
                                                    gint64            conversation_id);

G_END_DECLS
