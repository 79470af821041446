/* askg-doctor.h: what works here, what does not, and why: the same probes that make a control grey. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_FINDING_FINE,
  ASKG_FINDING_LIMITED, /* works, with something to know */
  ASKG_FINDING_MISSING, /* does not work here */
} AskgFindingState;

typedef struct
{
  const char       *part;  /* stable word: "display", "capture" … */
  char             *title; /* translated */
  AskgFindingState  state;
  char             *text;  /* one or more sentences, translated */
} AskgFinding;

void       askg_finding_free (AskgFinding *finding);
void       askg_findings_add (GPtrArray        *findings,
                              const char       *part,
                              const char       *title,
                              AskgFindingState  state,
                              char             *text);
GPtrArray *askg_doctor_probe (void);

G_END_DECLS
