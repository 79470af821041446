/* askg-failure.h: a command that failed, as it is shown and asked about: what ran, how it ended, the root of the trouble with its
 * lines, and what only follows from it. A value; any thread. */
#pragma once

#include "engine/debug/askg-command-record.h"
#include "engine/debug/askg-failure-part.h"

G_BEGIN_DECLS

typedef struct
{
  char      *command;    /* in one line, as askg_command_text_dup_line() */
  char      *folder;     /* absolute */
  int        status;     /* as a shell tells it */
  gint64     took_us;    /* 0: nobody knows any more */
  char      *message;    /* (nullable): no error was found in its output */
  char      *file;       /* (nullable): from the folder */
  guint      line;       /* 0: none */
  char      *function;   /* (nullable): that the line stands in */
  GPtrArray *source;     /* of AskgSourceLine: lines around it; may be empty */
  GPtrArray *parts;      /* of AskgFailurePart: what else of the project goes along */
  GPtrArray *others;     /* of char *: what else went wrong, in a line each */
  guint      n_more;     /* errors beyond those */
  char      *text;       /* all of it, to ask about */
  char      *signature;  /* (nullable): by which its error is known again, as askg_signature_of() */
  char      *words;      /* (nullable): to look for it, as askg_signature_words() */
} AskgFailure;

AskgFailure *askg_failure_new_for_record (const AskgCommandRecord *record);
AskgFailure *askg_failure_new_for_text   (const char              *text);
char        *askg_failure_without    (const AskgFailure       *self,
                                      guint                    part);
char        *askg_failure_with_outside (const char          *text,
                                        const char          *path,
                                        GPtrArray           *lines,
                                        guint                line);
const char  *askg_failure_find_parts (const char              *text);
void         askg_failure_free           (AskgFailure             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgFailure, askg_failure_free)

G_END_DECLS
