/* askg-screencast-token.c: a worker thread.
 * A token serves once; each cast gives the next one. It is worth a question and no more, so a file that
 * cannot be read or written only means that the desktop asks again. */
#include "capture/screen/askg-screencast-token.h"

#include <glib/gstdio.h>

#include "engine/base/askg-program.h"

#define FILE_NAME "screencast.ini"
#define GROUP "ScreenCast"
#define KEY "RestoreToken"
#define MAX_FILE_BYTES 4096

static char *
file_path (void)
{
  g_autofree char *folder = askg_program_data_folder (NULL);

  return folder != NULL ? g_build_filename (folder, FILE_NAME, NULL) : NULL;
}

/**
 * askg_screencast_token_load:
 *
 * Returns: (transfer full) (nullable): the token of the last cast
 */
char *
askg_screencast_token_load (void)
{
  g_autofree char *path = file_path ();
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *token = NULL;
  GStatBuf info;

  if (path == NULL || g_stat (path, &info) != 0 || info.st_size > MAX_FILE_BYTES ||
      !g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  token = g_key_file_get_string (file, GROUP, KEY, NULL);

  return token != NULL && token[0] != '\0' ? g_steal_pointer (&token) : NULL;
}

/**
 * askg_screencast_token_store:
 * @token: (nullable): the next one; %NULL when there is none
 */
void
askg_screencast_token_store (const char *token)
{
  g_autofree char *path = file_path ();
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize n_bytes;

  if (path == NULL)
    return;
  if (token == NULL || token[0] == '\0')
    {
      (void) g_unlink (path);
      return;
    }

  g_key_file_set_string (file, GROUP, KEY, token);
  text = g_key_file_to_data (file, &n_bytes, NULL);
  (void) g_file_set_contents_full (path, text, n_bytes, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
