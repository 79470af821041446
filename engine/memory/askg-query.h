/* askg-query.h: what a person typed into the search, and where it stands in a text. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_SNIPPET_MAX_CHARS 160

typedef struct _AskgQuery AskgQuery;

typedef struct
{
  char  *text;       /* one line; owned */
  gsize  hit_start;  /* bytes into @text */
  gsize  hit_length;
  guint  n_terms;    /* how many of the words searched for the whole text holds */
} AskgSnippet;

AskgQuery *askg_query_parse         (const char      *text);
void       askg_query_free          (AskgQuery       *self);
gboolean   askg_query_is_empty      (const AskgQuery *self);
char      *askg_query_to_match      (const AskgQuery *self);
void       askg_query_find          (const AskgQuery *self,
                                     const char      *text,
                                     AskgSnippet     *out_snippet);
void       askg_snippet_clear       (AskgSnippet     *snippet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgQuery, askg_query_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgSnippet, askg_snippet_clear)

G_END_DECLS
