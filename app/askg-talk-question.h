/* askg-talk-question.h: what was said becomes a question: the voice itself for an engine that hears, its words for one
 * that does not. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "engine/base/askg-pcm.h"

G_BEGIN_DECLS

/* All borrowed. */
typedef struct
{
  GPtrArray  *sounds;        /* of AskgPcm: what was said, in its order; at least one */
  GListModel *attachments;   /* (nullable): what goes with it besides */
  const char *engine_id;     /* (nullable): of the engine that will be asked */
  const char *interpret_a;   /* (nullable): what is said in this language is to be told in the other: it is no question */
  const char *interpret_b;
  const char *spoken;        /* (nullable): which of these it is in, where that is known */
  gboolean    is_off_record; /* the ledger keeps no more of it than that it was sent */
} AskgTalkSaid;

void          askg_talk_question_async  (AskgSession          *session,
                                         const AskgTalkSaid   *said,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
char         *askg_talk_question_dup_wish (const char        *interpret_a,
                                         const char          *interpret_b,
                                         const char          *spoken);
AskgQuestion *askg_talk_question_new_voice (const AskgTalkSaid *said);
AskgQuestion *askg_talk_question_finish (AskgSession          *session,
                                         GAsyncResult         *result,
                                         char                **out_words,
                                         char                **out_note,
                                         GError              **error);

G_END_DECLS
