/* askg-patch-fit.h: where a file's hunks belong in its text as it is now, or which line is in the way. Pure; any thread. */
#pragma once

#include "engine/debug/askg-patch.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_PATCH_FITS,      /* numbers and lines are as the file has them */
  ASKG_PATCH_IS_IN,     /* the file is as it would make it */
  ASKG_PATCH_CHANGED,   /* a line is otherwise than it expects */
  ASKG_PATCH_AMBIGUOUS, /* its lines are in several places, and none is the one it names */
  ASKG_PATCH_PLACELESS, /* it shows no line of the file */
} AskgPatchFitState;

typedef struct
{
  AskgPatchFitState  state;
  guint              line;     /* of the file: where it changed; 0 where none of the lines is there */
  guint              n_places; /* of an ambiguous hunk */
} AskgPatchFit;

AskgPatchFit askg_patch_fit (AskgPatchFile *file,
                             const char    *text);

G_END_DECLS
