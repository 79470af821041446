/* askg-db-header.c: any thread. */
#include "engine/memory/askg-db-header.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-schema.h"

#define MAGIC "SQLite format 3" /* and its NUL */
#define USER_VERSION_OFFSET 60
#define APPLICATION_ID_OFFSET 68
#define MAX_WRONG_BITS 8 /* a byte of its mark may be damaged: then it is ours, and not whole */

static guint32
read_be32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/**
 * askg_db_header_parse:
 * @bytes: (array length=n_bytes): the beginning of a file
 * @out_version: (out): the version of its schema; 0 unless the file is ours
 */
AskgDbKind
askg_db_header_parse (const guint8 *bytes,
                      gsize         n_bytes,
                      guint        *out_version)
{
  int n_wrong_bits;

  *out_version = 0;
  if (n_bytes == 0)
    return ASKG_DB_EMPTY;
  if (n_bytes < ASKG_DB_HEADER_BYTES || memcmp (bytes, MAGIC, sizeof MAGIC) != 0)
    return ASKG_DB_UNKNOWN;
  n_wrong_bits = __builtin_popcount (read_be32 (bytes + APPLICATION_ID_OFFSET) ^ ASKG_SCHEMA_APPLICATION_ID);
  if (n_wrong_bits > 0)
    return n_wrong_bits <= MAX_WRONG_BITS ? ASKG_DB_UNKNOWN : ASKG_DB_FOREIGN;

  *out_version = read_be32 (bytes + USER_VERSION_OFFSET);
  return ASKG_DB_OURS;
}

/**
 * askg_db_header_look:
 *
 * Errors: %ASKG_ERROR_STORAGE when @path is a link, no file, somebody else's, or cannot be read
 */
gboolean
askg_db_header_look (const char  *path,
                     AskgDbKind  *out_kind,
                     guint       *out_version,
                     GError     **error)
{
  guint8 bytes[ASKG_DB_HEADER_BYTES];
  struct stat info;
  ssize_t n;
  int fd;

  *out_version = 0;
  if (g_lstat (path, &info) != 0 && errno == ENOENT)
    {
      *out_kind = ASKG_DB_MISSING;
      return TRUE;
    }
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode) || info.st_uid != geteuid ())
    {
      if (fd >= 0)
        (void) g_close (fd, NULL);
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("%s is not a file of yours that can be read. Move it away, then start Askglass again."), path);
      return FALSE;
    }
  if ((info.st_mode & 0077) != 0)
    (void) fchmod (fd, 0600); /* on a read-only file system it stays as it is */

  n = pread (fd, bytes, sizeof bytes, 0);
  (void) g_close (fd, NULL);
  *out_kind = askg_db_header_parse (bytes, MAX (n, 0), out_version);

  return TRUE;
}
