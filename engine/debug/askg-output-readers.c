/* askg-output-readers.c: any thread. */
#include "engine/debug/askg-output-reader.h"

/* In the order in which a line is offered to them: the surest first, the guess last. */
static const AskgOutputReader *const readers[] = {
  &askg_make_reader,
  &askg_cmake_reader,
  &askg_python_reader,
  &askg_pytest_reader,
  &askg_ctest_reader,
  &askg_sanitizer_reader,
  &askg_program_reader,
  &askg_deploy_reader,
  &askg_js_test_reader,
  &askg_jvm_build_reader,
  &askg_linker_reader,
  &askg_lint_reader,
  &askg_rust_reader,
  &askg_compiler_reader,
  &askg_go_reader,
  &askg_trace_reader,
  &askg_git_reader,
  &askg_sql_reader,
  &askg_script_reader,
  &askg_shell_reader,
  &askg_command_reader,
  &askg_system_reader,
  &askg_guess_reader,
};

const AskgOutputReader *const *
askg_output_readers_list (gsize *n_readers)
{
  *n_readers = G_N_ELEMENTS (readers);

  return readers;
}
