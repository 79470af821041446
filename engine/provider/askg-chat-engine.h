/* askg-chat-engine.h: a connected engine, as one that can be asked. Main thread. */
#pragma once

#include "engine/provider/askg-chat-job.h"
#include "engine/provider/askg-engine.h"

G_BEGIN_DECLS

#define ASKG_TYPE_CHAT_ENGINE (askg_chat_engine_get_type ())
G_DECLARE_FINAL_TYPE (AskgChatEngine, askg_chat_engine, ASKG, CHAT_ENGINE, GObject)

AskgChatEngine *askg_chat_engine_new         (AskgEngineLink   *link,
                                              AskgRecogniser   *recogniser,
                                              AskgEar          *ear);
void            askg_chat_engine_set_budget   (AskgChatEngine *self,
                                               AskgBudget     *budget);
AskgProfile    *askg_chat_engine_get_profile (AskgChatEngine   *self);
AskgEngineLink *askg_chat_engine_get_link    (AskgChatEngine   *self);
void            askg_chat_engine_warm_up     (AskgChatEngine   *self);
void            askg_chat_engine_rehearse_async
                                             (AskgChatEngine   *self,
                                              AskgConversation *earlier,
                                              AskgQuestion     *question,
                                              GCancellable     *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer          user_data);
AskgOutbound   *askg_chat_engine_rehearse_finish
                                             (AskgChatEngine   *self,
                                              GAsyncResult     *result,
                                              GError          **error);
void            askg_chat_engine_try         (AskgChatEngine   *self,
                                              AskgConversation *earlier,
                                              AskgQuestion     *question,
                                              AskgAnswer       *answer,
                                              GCancellable     *cancellable,
                                              AskgChatDone      done,
                                              gpointer          user_data);

G_END_DECLS
