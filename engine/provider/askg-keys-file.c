/* askg-keys-file.c: any thread. */
#include "engine/provider/askg-keys-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/provider/askg-keys.h"

#define MAX_ORIGIN_BYTES 2048

static gboolean
fail (const char  *path,
      GError     **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
               _("The key’s file %s could not be read or written (%s). Make its folder writable, or give the key again."),
               path, g_strerror (errno));

  return FALSE;
}

/**
 * askg_keys_file_store:
 * @folder: made if need be, for this person alone
 *
 * Errors: %ASKG_ERROR_STORAGE
 */
gboolean
askg_keys_file_store (const char  *folder,
                      const char  *engine_id,
                      const char  *origin,
                      const char  *secret,
                      GError     **error)
{
  g_autofree char *path = g_build_filename (folder, engine_id, NULL);
  char *lines;
  gboolean is_written;

  if (!askg_program_make_private (folder, error))
    return FALSE;

  lines = g_strconcat (origin, "\n", secret, "\n", NULL);
  is_written = g_file_set_contents_full (path, lines, -1,
                                         G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, NULL);
  askg_keys_wipe (lines);

  return is_written || fail (path, error);
}

static gssize
read_small (const char *path,
            char       *buffer,
            gsize       n_bytes)
{
  const int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, 0);
  gssize n;

  if (fd < 0)
    return -1;
  n = read (fd, buffer, n_bytes);
  (void) g_close (fd, NULL);

  return n;
}

/**
 * askg_keys_file_lookup:
 *
 * Errors: %ASKG_ERROR_STORAGE when there is no such file, or it cannot be read.
 *
 * Returns: (transfer full): the key, to be given to askg_keys_wipe(); "" when the file holds one for
 *   another origin; %NULL with @error set
 */
char *
askg_keys_file_lookup (const char  *folder,
                       const char  *engine_id,
                       const char  *origin,
                       GError     **error)
{
  g_autofree char *path = g_build_filename (folder, engine_id, NULL);
  char lines[MAX_ORIGIN_BYTES + ASKG_KEYS_MAX_BYTES + 3];
  const gssize n = read_small (path, lines, sizeof lines - 1);
  char *secret;

  if (n < 0)
    {
      fail (path, error);
      return NULL;
    }

  lines[n] = '\0';
  secret = strchr (lines, '\n');
  if (secret != NULL)
    {
      *secret++ = '\0';
      secret[strcspn (secret, "\r\n")] = '\0';
    }
  secret = g_strdup (secret != NULL && g_str_equal (lines, origin) ? secret : "");
  explicit_bzero (lines, sizeof lines);

  return secret;
}

gboolean
askg_keys_file_remove (const char  *folder,
                       const char  *engine_id,
                       GError     **error)
{
  g_autofree char *path = g_build_filename (folder, engine_id, NULL);

  return g_unlink (path) == 0 || errno == ENOENT || fail (path, error);
}
