/* askg-clause-end.h: where somebody who reads aloud draws breath. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is known of what follows a text. */
typedef enum
{
  ASKG_CLAUSE_MAY_GO_ON,   /* the next byte may belong to the last word */
  ASKG_CLAUSE_SPACE_AFTER, /* the last word is whole */
  ASKG_CLAUSE_NOTHING_MORE,
} AskgClauseAfter;

gsize askg_clause_find_end (const char      *text,
                            AskgClauseAfter  after,
                            gboolean         is_first);

G_END_DECLS
