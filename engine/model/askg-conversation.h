/* askg-conversation.h: turns in order, as a GListModel of AskgTurn. Main thread. */
#pragma once

#include "engine/model/askg-answer.h"
#include "engine/model/askg-fold.h"
#include "engine/model/askg-question.h"

G_BEGIN_DECLS

/* One question and the answer to it. The answer may be replaced when it is asked again. */
#define ASKG_TYPE_TURN (askg_turn_get_type ())
G_DECLARE_FINAL_TYPE (AskgTurn, askg_turn, ASKG, TURN, GObject)

AskgTurn     *askg_turn_new          (AskgQuestion *question,
                                      AskgAnswer   *answer);
AskgQuestion *askg_turn_get_question (AskgTurn     *self);
AskgAnswer   *askg_turn_get_answer   (AskgTurn     *self);
gint64        askg_turn_get_id       (AskgTurn     *self);
void          askg_turn_set_id       (AskgTurn     *self,
                                      gint64        id);

#define ASKG_TYPE_CONVERSATION (askg_conversation_get_type ())
G_DECLARE_FINAL_TYPE (AskgConversation, askg_conversation, ASKG, CONVERSATION, GObject)

AskgConversation *askg_conversation_new       (void);
AskgConversation *askg_conversation_new_off_record (void);
gboolean          askg_conversation_is_off_record (AskgConversation *self);
void              askg_conversation_append    (AskgConversation *self,
                                               AskgTurn         *turn);
void              askg_conversation_truncate  (AskgConversation *self,
                                               guint             n_turns);
guint             askg_conversation_get_n_turns (AskgConversation *self);
AskgTurn         *askg_conversation_get_turn  (AskgConversation *self,
                                               guint             index);
AskgAttachment   *askg_conversation_find_attachment (AskgConversation *self,
                                               AskgTurn         *turn,
                                               guint             index);
const char       *askg_conversation_get_title (AskgConversation *self);
void              askg_conversation_set_title (AskgConversation *self,
                                               const char       *title);
AskgFold         *askg_conversation_get_fold  (AskgConversation *self);
void              askg_conversation_set_fold  (AskgConversation *self,
                                               AskgFold         *fold);
guint             askg_conversation_get_n_folded (AskgConversation *self);
const char *const *askg_conversation_get_facts (AskgConversation *self);
void              askg_conversation_set_facts (AskgConversation *self,
                                               const char *const *facts);
gint64            askg_conversation_get_id    (AskgConversation *self);
void              askg_conversation_set_id    (AskgConversation *self,
                                               gint64            id);

G_END_DECLS
