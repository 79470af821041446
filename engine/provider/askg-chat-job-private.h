/* askg-chat-job-private.h: a question on its way, for the files that a job is made of. */
#pragma once

#include "engine/provider/askg-chat-body.h"
#include "engine/provider/askg-chat-job.h"
#include "engine/provider/askg-chat-mend.h"
#include "engine/provider/askg-chat-reply.h"
#include "engine/provider/askg-chat-turns.h"
#include "engine/provider/askg-token-rates.h"

G_BEGIN_DECLS

typedef struct
{
  /* Owned */
  AskgEngineLink   *link;
  AskgRecogniser   *recogniser;
  AskgEar          *ear;         /* (nullable) */
  AskgBudget       *budget;       /* (nullable) */
  AskgConversation *earlier;
  AskgQuestion     *question;
  AskgAnswer       *answer;
  GCancellable     *cancellable;
  char             *model;       /* (nullable) */
  AskgChatBody     *body;        /* (nullable): as it was last sent */
  AskgChatReply    *reply;       /* (nullable): to the request under way */
  AskgModelServer  *server;      /* (nullable): of ours, held until the end */

  AskgChatDone      done;
  gpointer          done_data;

  AskgDialect       dialect;
  AskgChatForms     forms;
  AskgChatForms     withheld;    /* what was refused for this question */
  AskgMendCase      so_far;
  AskgPrice         price;
  double            expected_usd; /* as the month's limit was asked about; NAN: nobody knows */
  gboolean          has_passed;  /* the month's limit, and is to be settled with it */
  gint64            asked_us;    /* monotonic */
  gint64            step_us;     /* monotonic: what is waited for began */
  guint             n_revivals;  /* how often @server was started again for it */
  AskgUsage         folding_usage; /* what summing up earlier turns took */
  gboolean          is_trial;
  gboolean          is_summary;
  AskgCapabilities  tried;       /* for this question */
  guint             wait_source; /* set while it waits to try again */
  AskgExchange     *lingering;     /* (nullable): borrowed, while @linger_source is set */
  gint64            final_us;      /* monotonic: the last of the answer came */
  guint             linger_source; /* set while the answer is whole and its connection still open */
  gulong            cancelled_handler;
  gboolean          is_over;     /* it was told */
  gboolean          is_starting; /* askg_chat_job_start() has not returned */
  GError           *early_error; /* (nullable): how it ended in it */
} AskgChatJob;

void askg_chat_job_get_to_know (AskgChatJob *self);
GPtrArray *askg_chat_job_list_attachments (AskgChatJob *self);
void askg_chat_job_prepare (AskgChatJob  *self);
void askg_chat_job_fold    (AskgChatJob  *self);
void askg_chat_job_add_folding (AskgChatJob *self);
void askg_chat_job_encode  (AskgChatJob  *self);
void askg_chat_job_weigh   (AskgChatJob  *self);
void askg_chat_job_read_rates (AskgChatJob *self,
                               AskgTokenRates *out_rates);
void askg_chat_job_settle  (AskgChatJob  *self,
                            gboolean      is_billed);
void askg_chat_job_send    (AskgChatJob  *self);
void askg_chat_job_end_dead (AskgChatJob *self);
void askg_chat_job_note_forms (AskgChatJob *self);
void askg_chat_job_tell    (AskgChatJob  *self,
                            const GError *error);
void askg_chat_job_end     (AskgChatJob  *self,
                            const GError *error);

G_END_DECLS
