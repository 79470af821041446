/* askg-session-private.h: shared by the files of the session. */
#pragma once

#include "app/askg-catalogue-loader.h"
#include "app/askg-session.h"
#include "engine/memory/askg-owner-lock.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_SESSION_CLOSED,
  ASKG_SESSION_OPENING,
  ASKG_SESSION_OPEN,
} AskgSessionState;

struct _AskgSession
{
  GObject              parent_instance;

  /* Owned */
  char                *data_folder;
  AskgOwnerLock       *lock;
  AskgStore           *store;
  AskgFacts           *facts;
  GSettings           *settings; /* (nullable) */
  AskgRecogniser      *recogniser;
  AskgCatalogueLoader *loader;   /* (nullable): until the engines are wanted */
  AskgEngineRoom      *engine_room;
  GPtrArray           *waiting;  /* of GTask: who wants the history opened */
  GPtrArray           *answers;  /* of AskgAnswer: those being written */
  GPtrArray           *living;   /* of AskgConversation, borrowed: those in use that are written */
  GTask               *closing;  /* (nullable): closes the history when the last of them is in it */

  gint64               give_up_at_us; /* monotonic: until when an owner may still end */
  guint                patience_ms;
  guint                retry_source;
  AskgSessionState     state;
};

void askg_session_install_answer_signals (AskgSessionClass *klass);
void askg_session_close_when_idle        (AskgSession      *self);
void askg_session_forget_living          (AskgSession      *self);
void askg_session_follow_keep_sent       (AskgSession      *self);
void askg_session_load_facts             (AskgSession      *self,
                                          void            (*then) (AskgSession *self, const GError *error));

G_END_DECLS
