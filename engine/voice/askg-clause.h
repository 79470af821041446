/* askg-clause.h: what is spoken at a time: the words as a voice is given them, and where they stand in what is shown.
 * Immutable; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Some of a clause's words and what they stand for. Sorted, without overlap. Offsets are bytes. */
typedef struct
{
  guint    spoken;   /* where it begins in the clause's text */
  guint    n_spoken;
  guint    shown;    /* where it begins in the transcript */
  guint    n_shown;
  gboolean is_same;  /* byte for byte: a word of it can be told from the next */
} AskgClausePart;

typedef struct
{
  char           *text;       /* UTF-8, one line, nothing hidden, ends with a mark */
  char           *plain;      /* the same as it is written: for an engine, from which secrets are covered by how they look */
  const char     *language;   /* "en", "ko", ...: two letters, static */
  gsize           start_byte; /* in the transcript of the answer: askg_markdown_to_transcript() */
  gsize           end_byte;
  AskgClausePart *parts;
  guint           n_parts;
} AskgClause;

AskgClause *askg_clause_new        (const char       *text,
                                    const char       *plain,
                                    const char       *language);
AskgClause *askg_clause_ref        (const AskgClause *self);
void        askg_clause_unref      (AskgClause       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgClause, askg_clause_unref)

gboolean    askg_clause_find_shown (const AskgClause *self,
                                    gsize             spoken_start,
                                    gsize             spoken_end,
                                    gsize            *start_byte,
                                    gsize            *end_byte);

G_END_DECLS
