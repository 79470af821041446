/* askg-talk-question.h: what was said becomes a question: the voice itself for an engine that hears, its words for one
 * that does not. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "engine/base/askg-pcm.h"

G_BEGIN_DECLS

void          askg_talk_question_async  (AskgSession          *session,
                                         GPtrArray            *sounds,
                                         GListModel           *attachments,
                                         const char           *engine_id,
                                         gboolean              is_off_record,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
AskgQuestion *askg_talk_question_finish (AskgSession          *session,
                                         GAsyncResult         *result,
                                         char                **out_heard_by,
                                         GError              **error);

G_END_DECLS
