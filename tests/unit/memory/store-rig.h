/* store-rig.h: a store in a folder of its own, and its calls made plain. For the tests of the memory. */
#pragma once

#include "engine/memory/askg-owner-lock.h"
#include "engine/memory/askg-store-sealing.h"
#include "tests/unit/memory/store-keyring.h"

G_BEGIN_DECLS

typedef struct
{
  char          *folder;
  char          *path;  /* of the database */
  AskgOwnerLock *lock;
  AskgStore     *store;
  StoreKeyring  *keyring;
} StoreRig;

void              store_rig_set_up    (StoreRig         *rig,
                                       gconstpointer     unused);
void              store_rig_tear_down (StoreRig         *rig,
                                       gconstpointer     unused);
gboolean          store_rig_open      (StoreRig         *rig,
                                       GError          **error);
gboolean          store_rig_close     (StoreRig         *rig,
                                       GError          **error);
gboolean          store_rig_encrypt   (StoreRig         *rig,
                                       GError          **error);
gboolean          store_rig_decrypt   (StoreRig         *rig,
                                       GError          **error);
void              store_rig_reopen    (StoreRig         *rig);

gboolean          store_rig_begin     (StoreRig         *rig,
                                       AskgConversation *conversation,
                                       AskgTurn         *turn,
                                       GError          **error);
gboolean          store_rig_end       (StoreRig         *rig,
                                       AskgTurn         *turn,
                                       GError          **error);
AskgTurn         *store_rig_ask       (StoreRig         *rig,
                                       AskgConversation *conversation,
                                       AskgQuestion     *question,
                                       const char       *reply);
AskgTurn         *store_rig_ask_words (StoreRig         *rig,
                                       AskgConversation *conversation,
                                       const char       *words,
                                       const char       *reply);
GPtrArray        *store_rig_list      (StoreRig         *rig);
AskgConversation *store_rig_load      (StoreRig         *rig,
                                       gint64            id,
                                       GError          **error);
GPtrArray        *store_rig_search    (StoreRig         *rig,
                                       const char       *text);
gboolean          store_rig_delete    (StoreRig         *rig,
                                       gint64            id,
                                       GError          **error);
gboolean          store_rig_undelete  (StoreRig         *rig,
                                       gint64            id,
                                       GError          **error);

void              store_rig_give_parts (AskgAnswer       *answer);
void              store_rig_check_parts (const AskgAnswerParts *parts);
AskgQuestion     *store_rig_question  (const char       *words,
                                       AskgAttachment   *attachment);
AskgFrame        *store_rig_frame     (guint32           colour);
GBytes           *store_rig_read_file (const char       *path);
gint64            store_rig_count     (StoreRig         *rig,
                                       const char       *sql);
void              store_rig_exec      (StoreRig         *rig,
                                       const char       *sql);

G_END_DECLS
