/* askg-server-plan.h: all that is found out before a program that serves models is started: where it is, what it
 * understands, whether the model is one and fits into memory. It reads the disk and starts programs. */
#pragma once

#include <gio/gio.h>

#include "engine/provider/askg-served-model.h"

G_BEGIN_DECLS

/* Owned by whoever got it. */
typedef struct
{
  const AskgServerKind *kind;
  char                 *program;        /* absolute */
  char                 *help;           /* what it understands */
  char                 *model_path;
  char                 *model_name;     /* the file's, without its ending */
  char                 *projector_path; /* (nullable) */
  gint64                context_tokens;
  char                **arguments;      /* (nullable) */
  gboolean              has_walls;      /* bubblewrap works here */
} AskgServerPlan;

void            askg_server_plan_make_async  (const AskgServedModel  *model,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
AskgServerPlan *askg_server_plan_make_finish (GAsyncResult           *result,
                                              GError                **error);
void            askg_server_plan_free        (AskgServerPlan         *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgServerPlan, askg_server_plan_free)

G_END_DECLS
