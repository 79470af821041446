/* askg-service-private.h: one request, for the files that askg_service_handle() is made of. */
#pragma once

#include "app/askg-service.h"

G_BEGIN_DECLS

struct _AskgService
{
  GObject                parent_instance;

  /* Owned */
  AskgSession           *session;
  GPtrArray             *calls;     /* of AskgServiceCall, borrowed: those on their way */
  AskgGate              *gate;      /* (nullable): while its questions are asked by commands */
  AskgBudget            *budget;    /* (nullable): the same */
  AskgTalking           *talking;   /* (nullable): until somebody wants it */

  /* Borrowed; NULL in a process without windows */
  const AskgServiceDesk *desk;
  gpointer               desk_data;
};

/* One request on its way to its one end. */
typedef struct
{
  /* Owned */
  AskgService      *service;
  json_t           *request;
  GCancellable     *cancellable;
  AskgConversation *conversation;
  GListStore       *attachments;
  AskgTurn         *turn;
  char             *engine_id; /* (nullable): that is asked without a turn */
  gpointer          reply_data;
  GDestroyNotify    reply_data_free;

  AskgServiceReply  reply;
  gulong            cancelled_handler;
  gulong            kept_handler;
  guint             n_decoded;   /* attachments of the request that are in @attachments */
  gboolean          is_decoding; /* stopped by cancelling: there is no answer yet to be stopped */
  gboolean          is_preview;  /* it is not asked, only made ready */
  gboolean          is_talk;     /* a spoken conversation: whatever is asked meanwhile is asked for it */
  gboolean          is_region;   /* the person chooses a region besides */
} AskgServiceCall;

typedef void (*AskgServiceCallNext)   (AskgServiceCall *call);

void askg_service_call_find_conversation (AskgServiceCall *call,
                                       AskgServiceCallNext next);
/* @what: (nullable): is to be done. Returns FALSE for what is not understood. */
typedef gboolean (*AskgServiceCallStart) (AskgServiceCall *call,
                                          const char      *what);

void askg_service_call_open           (AskgServiceCall *call,
                                       AskgServiceCallStart start);
void askg_service_call_fail_unknown   (AskgServiceCall *call);
void askg_service_call_facts          (AskgServiceCall *call);
void askg_service_call_reply          (AskgServiceCall *call,
                                       json_t          *event);
void askg_service_call_end            (AskgServiceCall *call,
                                       json_t          *event);
void askg_service_call_fail           (AskgServiceCall *call,
                                       const GError    *error);
void askg_service_call_speak          (AskgServiceCall *call);
void askg_service_call_end_turn       (AskgServiceCall *call,
                                       const GError    *error);
void askg_service_call_follow_answer  (AskgServiceCall *call);
void askg_service_call_fail_question  (AskgServiceCall *call,
                                       const GError    *why);
gboolean askg_service_call_wants_memory (AskgServiceCall *call);
void askg_service_call_decide_memory  (AskgServiceCall *call,
                                       AskgQuestion    *question);
void askg_service_call_preview        (AskgServiceCall *call);
void askg_service_call_ask            (AskgServiceCall *call);
void askg_service_call_decode         (AskgServiceCall *call);
void askg_service_call_choose_region  (AskgServiceCall *call);
void askg_service_call_search         (AskgServiceCall *call);
void askg_service_call_met            (AskgServiceCall *call);
void askg_service_call_engines        (AskgServiceCall *call);
void askg_service_call_encryption     (AskgServiceCall *call);
void askg_service_call_hear           (AskgServiceCall *call);
void askg_service_call_say            (AskgServiceCall *call);
void askg_service_call_talk           (AskgServiceCall *call);
void askg_service_call_talk_key       (AskgServiceCall *call);
void askg_service_call_history        (AskgServiceCall *call);
void askg_service_call_agree          (AskgServiceCall *call);
void askg_service_call_ledger         (AskgServiceCall *call);
void askg_service_take_gate           (AskgService     *self);
void askg_service_leave_gate          (AskgService     *self);

G_END_DECLS
