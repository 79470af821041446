/* askg-query.h: what a person typed into the search. Pure; any thread. */
#pragma once

#include "engine/memory/askg-search.h"
#include "engine/memory/askg-when.h"

G_BEGIN_DECLS

#define ASKG_QUERY_MAX_TERMS ASKG_SEARCH_MAX_TERMS

typedef struct _AskgQuery AskgQuery;

/* One of the phrases of the right side of a MATCH, in their order. */
typedef struct
{
  guint  term;
  double weight; /* of one hit; 0 for what is only there to find by */
} AskgQueryPhrase;

typedef struct
{
  char   *text;    /* owned */
  GArray *phrases; /* owned; of AskgQueryPhrase */
  guint   n_terms;
  char   *sieve;   /* owned (nullable): the right side of a MATCH that finds all that @text finds, sooner, and more */
} AskgQueryMatch;

AskgQuery      *askg_query_parse         (const char           *text,
                                          gint64                now_us);
void            askg_query_free          (AskgQuery            *self);
void            askg_query_set_app       (AskgQuery            *self,
                                          const char           *app);
gboolean        askg_query_is_empty      (const AskgQuery      *self);
guint           askg_query_get_n_terms   (const AskgQuery      *self);
void            askg_query_set_with_error (AskgQuery           *self);
gboolean        askg_query_term_is_plain (const AskgQuery      *self,
                                          guint                 term);
gboolean        askg_query_get_day       (const AskgQuery      *self,
                                          AskgWhen             *out_day);
gboolean        askg_query_is_day_only   (const AskgQuery      *self);
AskgQueryMatch *askg_query_match_all     (const AskgQuery      *self,
                                          guint32               rarest,
                                          AskgSearchKinds       kinds);
AskgQueryMatch *askg_query_match_one     (const AskgQuery      *self,
                                          guint                 term,
                                          AskgSearchKinds       kinds);
AskgQueryMatch *askg_query_match_most    (const AskgQuery      *self,
                                          guint32               anchors,
                                          guint32               counted,
                                          AskgSearchKinds       kinds);
void            askg_query_match_free    (AskgQueryMatch       *match);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgQuery, askg_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgQueryMatch, askg_query_match_free)

G_END_DECLS
