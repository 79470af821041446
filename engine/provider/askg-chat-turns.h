/* askg-chat-turns.h: a conversation as an engine is told it: who said what, with which pictures and sounds. Main thread. */
#pragma once

#include "engine/model/askg-conversation.h"
#include "engine/provider/askg-profile.h"
#include "engine/provider/askg-token-rates.h"

G_BEGIN_DECLS

/* In what form pictures and sounds go; chosen from what the engine can. */
typedef enum
{
  ASKG_SEND_PICTURES = 1 << 0, /* themselves */
  ASKG_SEND_WORDS    = 1 << 1, /* what was read in them */
  ASKG_SEND_SOUNDS   = 1 << 2, /* themselves; else what was heard in them */
} AskgChatForms;

/* What was read in it goes along, so that secrets on it can be covered. */
typedef struct
{
  AskgFrame    *frame;
  AskgPageText *page; /* (nullable): nobody could read it */
} AskgChatPicture;

typedef struct
{
  gboolean   is_answer; /* the engine said it; else the person */
  char      *text;
  GPtrArray *pictures;  /* of AskgChatPicture */
  GPtrArray *sounds;    /* of AskgPcm */
} AskgChatTurn;

GPtrArray  *askg_chat_turns_new        (AskgConversation *earlier,
                                        AskgQuestion     *question,
                                        AskgChatForms     forms);
AskgChatForms askg_chat_turns_choose_forms (AskgProfile   *profile);
char       *askg_chat_turns_dup_facts  (AskgConversation *earlier);
GArray     *askg_chat_turns_weigh      (AskgConversation     *earlier,
                                        AskgQuestion         *question,
                                        AskgChatForms         forms,
                                        const AskgTokenRates *rates,
                                        const char           *model,
                                        guint                 side_px,
                                        double               *out_question);
const char *askg_chat_turns_get_system (gboolean          is_covered);

G_END_DECLS
