/* askg-query.h: what a person typed into the search. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_QUERY_MAX_TERMS 16

typedef struct _AskgQuery AskgQuery;

AskgQuery *askg_query_parse         (const char      *text);
void       askg_query_free          (AskgQuery       *self);
gboolean   askg_query_is_empty      (const AskgQuery *self);
guint      askg_query_get_n_terms   (const AskgQuery *self);
char      *askg_query_to_match      (const AskgQuery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgQuery, askg_query_free)

G_END_DECLS
