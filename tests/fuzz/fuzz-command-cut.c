/* fuzz-command-cut.c: whatever stands in a terminal, what is cut out of it are whole lines of it. */
#include <string.h>

#include "engine/debug/askg-command-cut.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* A command, a line's end, a screen. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  const gsize n_command = end != NULL ? (gsize) (end - data) : 0;
  g_autofree char *command = g_strndup ((const char *) data, n_command);
  g_autofree char *screen = g_strndup ((const char *) data + (end != NULL ? n_command + 1 : 0), size - (end != NULL ? n_command + 1 : 0));
  g_autofree char *cut = askg_command_cut (screen, command);

  if (cut == NULL)
    return 0;
  g_assert_cmpuint (strlen (cut), <=, strlen (screen) + 1);
  g_assert_true (g_str_has_suffix (cut, "\n"));
  cut[strlen (cut) - 1] = '\0';
  g_assert_nonnull (strstr (screen, cut));

  return 0;
}
