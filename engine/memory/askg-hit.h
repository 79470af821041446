/* askg-hit.h: one turn of the history in which the words searched for were found. A plain value; any thread. */
#pragma once

#include "engine/base/askg-types.h"
#include "engine/memory/askg-search.h"

G_BEGIN_DECLS

/* Bytes of a text. */
typedef struct
{
  gsize start;
  gsize length;
} AskgMark;

typedef struct
{
  gint64           conversation_id;
  gint64           turn_id;
  gint64           asked_at_us;        /* wall clock, microseconds since 1970 */
  char            *conversation_title;
  char            *question;           /* the question's words */
  AskgSearchKinds  kind;               /* where most of the words stand: one kind */
  const char      *where;              /* its name, as askg_search_kind_get_name() */
  char            *snippet;            /* one line around the first hit, at most 160 characters */
  gsize            hit_start;          /* bytes into @snippet: the first of the marks */
  gsize            hit_length;
  GArray          *marks;              /* (nullable), of AskgMark: every hit in @snippet, in order */
  int              attachment;         /* its position among those of the question; -1: none of them */
  GArray          *boxes;              /* (nullable), of AskgRect: the words on the picture, in its pixels */
  char            *app;                /* (nullable): the application asked about */
  guint32          found;              /* which of them the turn holds: a bit a word, in their order */
  guint            n_found;            /* how many of the words searched for the turn holds */
  guint            n_wanted;           /* how many there were */
  double           score;              /* how good it is; to be compared within one search */
} AskgHit;

AskgHit *askg_hit_new  (void);
AskgHit *askg_hit_copy (const AskgHit *self);
void     askg_hit_free (AskgHit       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgHit, askg_hit_free)

G_END_DECLS
