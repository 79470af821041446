/* askg-turn-text.h: everything of a turn that it can be found by, and what each text is. The index
 * is made from it and hits are shown from it, so that both always mean the same words. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-search.h"

G_BEGIN_DECLS

typedef struct
{
  AskgSearchKinds  kind;
  int              attachment; /* its position; -1: none */
  char            *text;       /* owned */
  GBytes          *page;       /* owned (nullable): where its words stand on a picture */
} AskgTurnPart;

typedef struct
{
  gint64     conversation_id;
  gint64     asked_at_us;
  char      *conversation_title; /* owned */
  char      *question;           /* owned */
  char      *app;                /* owned (nullable): the first application asked about */
  GPtrArray *parts;              /* owned; of AskgTurnPart; the question is the first */
} AskgTurnText;

AskgTurnText *askg_turn_text_read       (AskgDb         *db,
                                         gint64          turn_id,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void          askg_turn_text_free       (AskgTurnText   *self);
void          askg_turn_text_split_answer (const char   *answer,
                                         char          **out_prose,
                                         char          **out_code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgTurnText, askg_turn_text_free)

G_END_DECLS
