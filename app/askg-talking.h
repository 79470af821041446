/* askg-talking.h: one spoken conversation of the owner of the history: said, asked, answered aloud, interrupted. Main thread.
 *
 * microphone -> AskgListening -> utterance -> an engine that hears, or words by a recogniser -> AskgAsking -> answer
 *   -> its own voice, or its clauses by a speaker -> loudspeaker; and what is said meanwhile silences it
 *
 * All who show it (the voice bar, `askglass talk`) show the one there is: see askg_service_get_talking(). Properties, all
 * read-only and notified: "state", "caption", "user-text", "reply-text", "level-dbfs", "lit-start", "lit-end". */
#pragma once

#include "app/askg-listening.h"
#include "app/askg-session.h"
#include "engine/voice/askg-talk-table.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TALKING (askg_talking_get_type ())
G_DECLARE_FINAL_TYPE (AskgTalking, askg_talking, ASKG, TALKING, GObject)

typedef struct
{
  const char *engine_id;   /* (nullable): of the engine that is asked; %NULL for the one that is asked first */
  const char *microphone;  /* (nullable): its name, see askg_microphone_list_async(); %NULL for the chosen one */
  gboolean    is_silent;   /* nothing sounds: captions only */
  gboolean    by_space;    /* whoever talks presses Space in a terminal, and holds no key */
  const char *interpret_a; /* (nullable): what is said in this language is told in the other, and is no question */
  const char *interpret_b;
} AskgTalkingOptions;

AskgTalking      *askg_talking_new              (AskgSession               *session);
gboolean          askg_talking_begin            (AskgTalking               *self,
                                                 AskgConversation          *conversation,
                                                 const AskgTalkingOptions  *options,
                                                 GError                   **error);
void              askg_talking_end              (AskgTalking               *self);
gboolean          askg_talking_is_begun         (AskgTalking               *self);
void              askg_talking_take             (AskgTalking               *self,
                                                 AskgTalkEvent              event);
void              askg_talking_set_attachments  (AskgTalking               *self,
                                                 GListModel                *attachments);

void              askg_talking_set_spoken       (AskgTalking               *self,
                                                 const char                *language);
gboolean          askg_talking_can_interpret    (AskgTalking               *self);

AskgTalkState     askg_talking_get_state        (AskgTalking               *self);
gboolean          askg_talking_is_hands_free    (AskgTalking               *self);
gboolean          askg_talking_is_light_on      (AskgTalking               *self);
const char       *askg_talking_get_caption      (AskgTalking               *self);
gboolean          askg_talking_is_too_long      (AskgTalking               *self);
const char       *askg_talking_get_user_text    (AskgTalking               *self);
const char       *askg_talking_get_reply_text   (AskgTalking               *self);
float             askg_talking_get_level_dbfs   (AskgTalking               *self);
void              askg_talking_get_lit          (AskgTalking               *self,
                                                 gsize                     *out_start,
                                                 gsize                     *out_end);
AskgTurn         *askg_talking_get_turn         (AskgTalking               *self);
AskgConversation *askg_talking_get_conversation (AskgTalking               *self);
const char       *askg_talking_get_live_id      (AskgTalking               *self);
const GError     *askg_talking_get_trouble      (AskgTalking               *self);

G_END_DECLS
