/* askg-clauses.h: an answer in Markdown, as it streams in, becomes clauses that can be spoken at once. Pure; any one
 * thread. However the stream is cut into pieces, the clauses are the same. */
#pragma once

#include "engine/model/askg-markdown.h"
#include "engine/voice/askg-clause.h"

G_BEGIN_DECLS

typedef struct _AskgClauses AskgClauses;

AskgClauses  *askg_clauses_new            (const char   *language);
void          askg_clauses_free           (AskgClauses  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgClauses, askg_clauses_free)

void          askg_clauses_set_language   (AskgClauses  *self,
                                           const char   *language);
void          askg_clauses_feed           (AskgClauses  *self,
                                           const char   *bytes,
                                           gsize         n_bytes);
void          askg_clauses_end            (AskgClauses  *self);
AskgClause   *askg_clauses_pop            (AskgClauses  *self);
AskgMarkdown *askg_clauses_get_markdown   (AskgClauses  *self);

G_END_DECLS
