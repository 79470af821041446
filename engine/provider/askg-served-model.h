/* askg-served-model.h: what a program of ours serves, and which program. Plain data; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgServerKind AskgServerKind;

typedef struct
{
  const AskgServerKind *kind;
  const char           *program;        /* (nullable): a path, or a name in PATH; NULL: the usual one of its kind */
  const char           *model_path;
  const char           *projector_path; /* (nullable) */
  gint64                context_tokens; /* 0: as much as is sensible */
  char                **arguments;      /* (nullable): the person's, for the program */
} AskgServedModel;

AskgServedModel *askg_served_model_copy  (const AskgServedModel *model);
gboolean         askg_served_model_equal (const AskgServedModel *a,
                                          const AskgServedModel *b);
void             askg_served_model_free  (AskgServedModel       *model);

G_END_DECLS
