/* askg-query-private.h: the words of a query. For askg-query*.c and askg-snippet.c. */
#pragma once

#include "engine/memory/askg-query.h"

G_BEGIN_DECLS

typedef struct
{
  char    *folded; /* owned */
  gsize    n_bytes;
  gsize    start, end; /* bytes of the text it was found in */
  guint    place;
  gboolean is_script;  /* of a script without spaces: one or two characters */
} AskgQueryToken;

/* What stood between two spaces: words that must follow each other, the last one perhaps only
 * begun. Where it is an identifier, its lower case in one piece will do as well. */
typedef struct
{
  GArray *tokens; /* of AskgQueryToken */
  GArray *whole;  /* (nullable): of one AskgQueryToken */
  gboolean is_plain; /* it says nothing of what is looked for */
} AskgQueryTerm;

struct _AskgQuery
{
  GArray   *terms; /* of AskgQueryTerm */
  GArray   *app;   /* (nullable), of AskgQueryToken: words that must stand in a window's name besides */
  AskgWhen  day;
  gboolean  has_day;
  gboolean  is_day_only; /* nothing else is named */
  gboolean  with_error;  /* words of an error message must stand in it besides */
};

GArray   *askg_query_split         (const char           *text,
                                    gsize                 n_bytes,
                                    gboolean              as_query);
gboolean  askg_query_token_goes_on (const AskgQueryToken *token);

G_END_DECLS
