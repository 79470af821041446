/* askg-import-reader.h: what stands in an export, one thing after the other. Not the main thread; one at a time. */
#pragma once

#include "engine/memory/askg-transfer-sql.h"
#include "engine/model/askg-fact.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_IMPORT_FACTS,        /* @facts */
  ASKG_IMPORT_CONVERSATION, /* @head */
  ASKG_IMPORT_TURN,         /* @turn and @pictures */
  ASKG_IMPORT_END,          /* of the conversation, which had as many turns as it said */
  ASKG_IMPORT_DONE,         /* as many conversations as it said */
} AskgImportKind;

typedef struct
{
  AskgImportKind        kind;
  AskgConversationHead *head;     /* owned (nullable) */
  AskgTurnRecord       *turn;     /* owned (nullable) */
  GPtrArray            *facts;    /* owned (nullable), of AskgFact */
  GPtrArray            *pictures; /* owned (nullable), of AskgTurnPicture: still to be decoded */
} AskgImportItem;

typedef struct _AskgImportReader AskgImportReader;

AskgImportReader *askg_import_reader_new       (GInputStream      *input);
void              askg_import_reader_free      (AskgImportReader  *self);
AskgImportItem   *askg_import_reader_next      (AskgImportReader  *self,
                                                GCancellable      *cancellable,
                                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;
guint64           askg_import_reader_get_place (AskgImportReader  *self);
void              askg_import_item_free        (AskgImportItem    *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgImportReader, askg_import_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgImportItem, askg_import_item_free)

G_END_DECLS
