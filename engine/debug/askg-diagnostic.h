/* askg-diagnostic.h: one thing a tool said was wrong, and where. A value; any thread. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_SEVERITY_NOTE,
  ASKG_SEVERITY_WARNING,
  ASKG_SEVERITY_ERROR,
} AskgSeverity;

/* What kind of work went wrong. The order is that of nothing; the names are told in JSON. */
typedef enum
{
  ASKG_DIAGNOSTIC_COMPILE,
  ASKG_DIAGNOSTIC_LINK,
  ASKG_DIAGNOSTIC_TEST,
  ASKG_DIAGNOSTIC_RUNTIME,
  ASKG_DIAGNOSTIC_CONFIG,
  ASKG_DIAGNOSTIC_DEPENDENCY,
  ASKG_DIAGNOSTIC_SANITIZER,
  ASKG_DIAGNOSTIC_SHELL,
  ASKG_DIAGNOSTIC_SQL,
  ASKG_DIAGNOSTIC_GIT,
  ASKG_DIAGNOSTIC_IO,
  ASKG_DIAGNOSTIC_N_KINDS
} AskgDiagnosticKind;

/* How much it may lead. Of those that stand highest the first in the output does. */
typedef enum
{
  ASKG_STANDING_CONSEQUENCE, /* reports that something before it failed */
  ASKG_STANDING_GUESS,       /* a line that only sounds like an error, of a tool nobody knows */
  ASKG_STANDING_CAUSE,
} AskgStanding;

typedef struct
{
  char               *file;   /* (nullable): as the tool printed it, then as it was resolved */
  char               *folder; /* (nullable): the one its path starts from, where the output told */
  guint               line;   /* from 1; 0 when none was told */
  guint               column; /* the same */
  AskgSeverity        severity;
  AskgDiagnosticKind  kind;
  AskgStanding        standing;
  const char         *tool;   /* static */
  char               *message;
  guint               at;     /* line of the output, from 0 */
} AskgDiagnostic;

AskgDiagnostic *askg_diagnostic_new       (const char           *tool,
                                           AskgDiagnosticKind    kind,
                                           AskgSeverity          severity,
                                           const char           *message,
                                           gssize                n_bytes);
AskgDiagnostic *askg_diagnostic_copy      (const AskgDiagnostic *self);
void            askg_diagnostic_free      (AskgDiagnostic       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgDiagnostic, askg_diagnostic_free)
void            askg_diagnostic_set_place (AskgDiagnostic       *self,
                                           const char           *file,
                                           gssize                n_bytes,
                                           guint                 line,
                                           guint                 column);

const char     *askg_diagnostic_kind_name (AskgDiagnosticKind    kind);
const char     *askg_severity_name        (AskgSeverity          severity);

G_END_DECLS
