/* askg-chat-job.h: one question to a connected engine, from its pictures to the end of its answer. Main thread. */
#pragma once

#include "engine/local/askg-recogniser.h"
#include "engine/model/askg-conversation.h"
#include "engine/provider/askg-ear.h"
#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-budget.h"

G_BEGIN_DECLS

/* All outlive nothing: what is needed is referenced. */
typedef struct
{
  AskgEngineLink   *link;
  AskgRecogniser   *recogniser;
  AskgEar          *ear;         /* (nullable): hears for an engine that cannot */
  AskgBudget       *budget;       /* (nullable): tells what it costs, and keeps to the month's limit */
  AskgConversation *earlier;
  AskgQuestion     *question;
  AskgAnswer       *answer;
  GCancellable     *cancellable; /* (nullable) */
  gboolean          is_trial;    /* of our own making, to see what the engine can: everything goes as it is */
  gboolean          is_summary;  /* of the turns before another question: words are wanted, and nothing else */
} AskgChatAsk;

/* The only and last call. @answer is not finished: with @error it may have text of which the end is missing, or
 * none, and then somebody else may answer. */
typedef void (*AskgChatDone) (const GError *error,
                              gboolean      has_output,
                              gpointer      user_data);

void askg_chat_job_start (const AskgChatAsk *ask,
                          AskgChatDone       done,
                          gpointer           user_data);

G_END_DECLS
