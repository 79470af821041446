/* askg-server-kind.h: what is particular about a program that serves a model file; how it is started, watched and ended is
 * alike for all of them. Any thread. */
#pragma once

#include "engine/provider/askg-server-place.h"
#include "engine/provider/askg-server-plan.h"

G_BEGIN_DECLS

struct _AskgServerKind
{
  const char        *program;   /* its name: in PATH, in sentences, on its log */
  const char        *project;   /* what is installed to have it */
  const char *const *variables; /* how those of the environment begin that would change what it does */

  /* Whether the files are what they must be; notes in @plan what it found. */
  gboolean          (*look_at)         (const AskgServedModel  *model,
                                        AskgServerPlan         *plan,
                                        GError                **error);
  /* (nullable): whether the person's options may be passed on to the program that says @help of itself */
  gboolean          (*check_arguments) (const char *const      *arguments,
                                        const char             *help,
                                        GError                **error);
  AskgServerGuard   (*get_guard)       (const char             *help);
  char            **(*new_argv)        (const AskgServerPlan   *plan,
                                        const AskgServerPlace  *place);
  /* (nullable): why it ended and what to do; NULL when its last words say nothing known */
  char             *(*explain)         (const char             *last_words,
                                        const char             *model_name);
};

extern const AskgServerKind askg_llama_kind;   /* answers questions */
extern const AskgServerKind askg_whisper_kind; /* turns speech into words */

G_END_DECLS
