/* askg-failure-part.h: what goes along with a failing command beside the lines it names: where a name is declared, what was
 * changed lately. In the text of a failure each is a heading in brackets and lines that begin with none. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_FAILURE_PART_DECLARED,     /* in a file that is included */
  ASKG_FAILURE_PART_NOT_INCLUDED, /* in one that might have been */
  ASKG_FAILURE_PART_CHANGES,      /* since the last commit */
  ASKG_FAILURE_PART_COMMITTED,    /* with the last commit */
  ASKG_FAILURE_PART_OUTSIDE,      /* of the project; included by the person */
} AskgFailurePartKind;

typedef struct
{
  AskgFailurePartKind  kind;
  char                *place; /* owned: "src/harbor.h:12", or a file */
  char                *text;  /* owned: whole lines */
} AskgFailurePart;

AskgFailurePart *askg_failure_part_new    (AskgFailurePartKind    kind,
                                           const char            *place,
                                           const char            *text);
void             askg_failure_part_free   (AskgFailurePart       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgFailurePart, askg_failure_part_free)
void             askg_failure_part_append (const AskgFailurePart *self,
                                           GString               *text);
const char      *askg_failure_parts_find  (const char            *text);
GPtrArray       *askg_failure_parts_read  (const char            *text);
char            *askg_failure_parts_drop  (const char            *text,
                                           guint                  index);

G_END_DECLS
