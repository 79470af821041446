/* askg-compile-commands.h: what a build system tells of how each file is compiled (compile_commands.json). Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_COMPILE_COMMANDS_NAME "compile_commands.json"

typedef struct _AskgCompileCommands AskgCompileCommands;

AskgCompileCommands *askg_compile_commands_load    (const char                *folder);
void                 askg_compile_commands_free    (AskgCompileCommands       *self);
GPtrArray           *askg_compile_commands_get_files (const AskgCompileCommands *self);
GPtrArray           *askg_compile_commands_get_folders (const AskgCompileCommands *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCompileCommands, askg_compile_commands_free)

G_END_DECLS
