/* askg-snippet.h: where the words of a query stand in a text, and the line to show of it. Pure; any thread. */
#pragma once

#include "engine/memory/askg-hit.h"
#include "engine/memory/askg-query.h"

G_BEGIN_DECLS

#define ASKG_SNIPPET_MAX_CHARS 160

typedef struct
{
  char    *text;    /* one line; owned */
  GArray  *marks;   /* owned; of AskgMark: every hit in @text, in order, apart from each other */
  guint32  terms;   /* a bit for each of the query's terms that the whole text holds */
} AskgSnippet;

GArray *askg_query_mark    (const AskgQuery *query,
                            const char      *text,
                            guint32         *out_terms);
void    askg_query_find    (const AskgQuery *query,
                            const char      *text,
                            AskgSnippet     *out_snippet);
void    askg_snippet_clear (AskgSnippet     *snippet);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgSnippet, askg_snippet_clear)

G_END_DECLS
