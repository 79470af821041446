/* askg-patch-tool.h: git apply, or patch where there is no git, on exact patches. Any thread; waits for the tool. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_PATCH_CHECK      = 1 << 0, /* writes nothing */
  ASKG_PATCH_TAKE_BACK  = 1 << 1,
} AskgPatchToolFlags;

gboolean askg_patch_tool_run (const char          *project,
                              const char          *patch,
                              AskgPatchToolFlags   flags,
                              GCancellable        *cancellable,
                              GError             **error);

G_END_DECLS
