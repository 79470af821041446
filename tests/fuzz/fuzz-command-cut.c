/* fuzz-command-cut.c: whatever stands in a terminal, what is cut out of it are whole lines of it. */
#include <string.h>

#include "engine/debug/askg-command-cut.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check_cut (const char *screen,
           const char *command,
           guint       n_columns)
{
  g_autofree char *cut = askg_command_cut (screen, command, n_columns);

  if (cut == NULL)
    return;
  g_assert_cmpuint (strlen (cut), <=, strlen (screen) + 1);
  g_assert_true (g_str_has_suffix (cut, "\n"));
  cut[strlen (cut) - 1] = '\0';
  g_assert_nonnull (strstr (screen, cut));
}

/* A command, a line's end, a screen; of a terminal of unknown width, and of 20 columns. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  const gsize n_command = end != NULL ? (gsize) (end - data) : 0;
  g_autofree char *command = g_strndup ((const char *) data, n_command);
  g_autofree char *screen = g_strndup ((const char *) data + (end != NULL ? n_command + 1 : 0), size - (end != NULL ? n_command + 1 : 0));

  check_cut (screen, command, 0);
  check_cut (screen, command, 20);

  return 0;
}
