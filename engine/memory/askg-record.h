/* askg-record.h: turns as plain values, so that they may cross to the store's thread and back.
 * Made and freed on the main thread or before it sees them; what they point to never changes. */
#pragma once

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

typedef struct
{
  AskgAttachmentKind  kind;
  AskgReading         reading;
  char               *title;  /* (nullable) */
  char               *app;    /* (nullable) */
  char               *text;   /* (nullable): exact text, or the words read */
  AskgFrame          *frame;  /* (nullable) */
  AskgPcm            *sound;  /* (nullable) */
  AskgPageText       *page;   /* (nullable) */
  GError             *error;  /* (nullable): why the picture could not be read */
} AskgAttachmentRecord;

typedef struct
{
  gint64           id;               /* 0 before it is saved */
  gint64           asked_at_us;      /* wall clock, microseconds since 1970 */
  char            *question;
  GPtrArray       *attachments;      /* of AskgAttachmentRecord */
  GPtrArray       *recalled;         /* (nullable), of AskgRecalled, never changed: what went along */
  char            *engine_id;
  char            *engine_name;
  AskgAnswerState  state;
  char            *answer;           /* from @answer_start on */
  gsize            answer_start;     /* bytes of the answer that are not repeated here */
  char            *reasoning;        /* from @reasoning_start on */
  gsize            reasoning_start;
  gint64           first_text_us;    /* after the start; -1 before */
  gint64           duration_us;      /* so far; -1 when not known */
  GError          *error;            /* (nullable) */
  GPtrArray       *pointers;         /* of AskgPointer */
  AskgAnswerParts *parts;            /* (nullable): when nothing of them changed. To be saved: without
                                      * reasoning and samples; as loaded: with */
  AskgPcm         *sound;            /* (nullable): the answer's, at its end, to be saved */
} AskgTurnRecord;

/* How much of an answer is on the disk. */
typedef struct
{
  gsize answer_bytes;
  gsize reasoning_bytes;
  guint revision;        /* of the parts */
} AskgSavedAnswer;

typedef struct
{
  gint64     id;
  char      *title;
  GPtrArray *turns; /* of AskgTurnRecord */
  AskgFold  *fold;  /* (nullable) */
} AskgConversationRecord;

AskgTurnRecord         *askg_turn_record_new          (void);
AskgTurnRecord         *askg_turn_record_take         (AskgTurn               *turn,
                                                       const AskgSavedAnswer  *saved);
AskgTurn               *askg_turn_record_to_turn      (const AskgTurnRecord   *self);
void                    askg_turn_record_make_savable (AskgTurnRecord         *self);
void                    askg_turn_record_free         (AskgTurnRecord         *self);
void                    askg_attachment_record_free   (AskgAttachmentRecord   *self);
AskgPointer            *askg_pointer_copy             (const AskgPointer      *pointer);
void                    askg_pointer_free             (AskgPointer            *pointer);
AskgConversationRecord *askg_conversation_record_new  (gint64                  id);
AskgConversation       *askg_conversation_record_to_conversation (const AskgConversationRecord *self);
void                    askg_conversation_record_free (AskgConversationRecord *self);
GError                 *askg_record_error             (const char             *id,
                                                       const char             *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTurnRecord, askg_turn_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgAttachmentRecord, askg_attachment_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgConversationRecord, askg_conversation_record_free)

G_END_DECLS
