/* askg-output-reader.h: the seam between what tools print and what is understood of it: one reader a family of tools, each
 * in a file of its own, listed in askg-output-readers.c. Pure. */
#pragma once

#include "engine/debug/askg-diagnostic-list.h"

G_BEGIN_DECLS

/* One line as it stood in the terminal. */
typedef struct
{
  const char *text; /* ends with NUL; valid UTF-8, no controls */
  gsize       n_bytes;
  gsize       n_indent; /* spaces before it */
  guint       at;       /* from 0 */
} AskgOutputLine;

typedef struct
{
  const char *name;
  gsize       n_state;  /* bytes it keeps between lines, cleared with zeros before the first. All functions but @take may be NULL. */

  /* Returns: whether the line was its own: no other reader sees it. One that holds on to a message that goes over several
   * lines is asked before all others. */
  gboolean (*take)  (gpointer              state,
                     const AskgOutputLine *line,
                     AskgDiagnosticList         *findings);
  gboolean (*holds) (gpointer              state);
  void     (*end)   (gpointer              state,     /* nothing more comes */
                     AskgDiagnosticList         *findings);
  void     (*clear) (gpointer              state);
} AskgOutputReader;

const AskgOutputReader *const *askg_output_readers_list (gsize *n_readers);

extern const AskgOutputReader askg_cmake_reader;
extern const AskgOutputReader askg_program_reader;
extern const AskgOutputReader askg_ctest_reader;
extern const AskgOutputReader askg_script_reader;
extern const AskgOutputReader askg_rust_reader;
extern const AskgOutputReader askg_go_reader;
extern const AskgOutputReader askg_trace_reader;
extern const AskgOutputReader askg_shell_reader;
extern const AskgOutputReader askg_sanitizer_reader;
extern const AskgOutputReader askg_git_reader;
extern const AskgOutputReader askg_pytest_reader;
extern const AskgOutputReader askg_sql_reader;
extern const AskgOutputReader askg_compiler_reader;
extern const AskgOutputReader askg_linker_reader;
extern const AskgOutputReader askg_make_reader;
extern const AskgOutputReader askg_python_reader;
extern const AskgOutputReader askg_command_reader;
extern const AskgOutputReader askg_deploy_reader;
extern const AskgOutputReader askg_js_test_reader;
extern const AskgOutputReader askg_jvm_build_reader;
extern const AskgOutputReader askg_lint_reader;
extern const AskgOutputReader askg_system_reader;
extern const AskgOutputReader askg_guess_reader;

G_END_DECLS
