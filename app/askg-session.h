/* askg-session.h: makes every part once and hands them down. Main thread. */
#pragma once

#include "app/askg-engine-room.h"
#include "app/askg-facts.h"
#include "engine/local/askg-recogniser.h"
#include "engine/memory/askg-store.h"
#include "engine/provider/askg-engine.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SESSION (askg_session_get_type ())
G_DECLARE_FINAL_TYPE (AskgSession, askg_session, ASKG, SESSION, GObject)

AskgSession    *askg_session_new             (const char           *data_folder);
gboolean        askg_session_take_ownership  (AskgSession          *self,
                                              GError              **error);
void            askg_session_set_patience_ms (AskgSession          *self,
                                              guint                 patience_ms);
const char     *askg_session_get_data_folder (AskgSession          *self);
void            askg_session_open_async      (AskgSession          *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        askg_session_open_finish     (AskgSession          *self,
                                              GAsyncResult         *result,
                                              GError              **error);
void            askg_session_close_async     (AskgSession          *self,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean        askg_session_close_finish    (AskgSession          *self,
                                              GAsyncResult         *result,
                                              GError              **error);
AskgStore      *askg_session_get_store       (AskgSession          *self);
AskgFacts      *askg_session_get_facts       (AskgSession          *self);
AskgRecogniser *askg_session_get_recogniser  (AskgSession          *self);
AskgEngineRoom *askg_session_get_engine_room (AskgSession          *self,
                                              GError              **error);
AskgEngineRoom *askg_session_peek_engine_room (AskgSession         *self);
void            askg_session_warm_up_engine  (AskgSession          *self);
AskgEngine     *askg_session_find_engine     (AskgSession          *self,
                                              const char           *id,
                                              GError              **error);

void            askg_session_remember_answer (AskgSession          *self,
                                              AskgAnswer           *answer);
void            askg_session_forget_answer   (AskgSession          *self,
                                              AskgAnswer           *answer,
                                              const GError         *why_not_kept);
gboolean        askg_session_remembers       (AskgSession          *self,
                                              AskgAnswer           *answer);
void            askg_session_note_conversation (AskgSession        *self,
                                              AskgConversation     *conversation);
AskgConversation *askg_session_share_conversation (AskgSession     *self,
                                              AskgConversation     *loaded);
guint           askg_session_stop_all        (AskgSession          *self);
gboolean        askg_session_is_busy         (AskgSession          *self);
void            askg_session_note_history_changed (AskgSession     *self);
void            askg_session_report          (AskgSession          *self,
                                              const GError         *error);

G_END_DECLS
