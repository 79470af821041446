/* askg-patch-trial.h: a patch held against the files it is for: whether it applies, is in already, or why it does not; then
 * applied or taken back, by git or patch, which look once more before they write. Reads and writes files of one project and no
 * others; any thread, one at a time. */
#pragma once

#include <gio/gio.h>

#include "engine/debug/askg-patch.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_PATCH_TRIAL_FITS,
  ASKG_PATCH_TRIAL_IS_IN,  /* as if it had been applied: it can be taken back */
  ASKG_PATCH_TRIAL_FAILS,
} AskgPatchTrialState;

/* A file that the patch is for, as it is now. */
typedef struct
{
  char *path; /* from the project's folder */
  char *text;
} AskgPatchedFile;

typedef struct
{
  AskgPatchTrialState  state;
  char                *project; /* whose files they are */
  AskgPatch           *patch;   /* (nullable): paths from the project's folder; numbers and lines as the files have them */
  GPtrArray           *files;   /* of AskgPatchedFile: those that were found, as far as it got */
  GError              *why;     /* (nullable): of one that fails: a sentence for people */
} AskgPatchTrial;

AskgPatchTrial *askg_patch_trial_new   (const char            *text,
                                        const char            *folder,
                                        GCancellable          *cancellable);
void            askg_patch_trial_free  (AskgPatchTrial        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPatchTrial, askg_patch_trial_free)
gboolean        askg_patch_trial_apply (const AskgPatchTrial  *self,
                                        gboolean               is_undo,
                                        GCancellable          *cancellable,
                                        GError               **error);

G_END_DECLS
