/* askg-spoken.h: what is written as it is said: no marks, identifiers in words, addresses by what one would call them.
 * Pure; any thread. */
#pragma once

#include "engine/model/askg-markdown.h"
#include "engine/voice/askg-clause.h"

G_BEGIN_DECLS

/* A clause being made. Starts as all zeros but for the language. */
typedef struct
{
  const char *language;  /* interned */
  GString    *text;      /* owned */
  GString    *plain;     /* owned; as it is written */
  GArray     *parts;     /* owned; of AskgClausePart */
  gboolean    after_number;
} AskgSpoken;

void        askg_spoken_add_text (AskgSpoken             *self,
                                  const AskgMarkdownText *text,
                                  gsize                   start,
                                  gsize                   end,
                                  gsize                   shown_base);
void        askg_spoken_add_told (AskgSpoken             *self,
                                  const char             *words);
AskgClause *askg_spoken_finish   (AskgSpoken             *self,
                                  gsize                   start_byte,
                                  gsize                   end_byte);

G_END_DECLS
