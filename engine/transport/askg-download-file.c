/* askg-download-file.c: on a worker thread, one call at a time.
 *
 * NAME.part grows; NAME.part.from says what it is the beginning of. It becomes NAME when it is whole
 * and its hash is right, and not before. */
#include "engine/transport/askg-download-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"

#define GROUP            "download"
#define HASH_BLOCK_BYTES (1u << 20)
#define RESERVE_BYTES    (64u << 20) /* left free for everything else */
#define MAX_NAME_BYTES   200u

struct _AskgDownloadFile
{
  char      *folder;
  char      *name;
  char      *part;    /* its name while it grows */
  char      *from;    /* the name of what is known about it */
  char      *url;
  char      *sha256;  /* (nullable) */
  char      *magic;   /* (nullable) */
  char      *etag;    /* (nullable) */
  guint64    n_total; /* 0: not known */
  guint64    size;
  GChecksum *hash;
  int        dir;
  int        fd;
  gboolean   is_whole; /* it was there already */
};

static void
set_disk_error (AskgDownloadFile  *self,
                int                code,
                GError           **error)
{
  if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL,
                 _("%s was not fetched to its end: the disk is full. What came so far is kept; free some space and start it again."),
                 self->name);
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                 _("%s could not be written in %s (%s). Look at the rights of that folder, then start it again."),
                 self->name, self->folder, g_strerror (code));
}

/**
 * askg_download_check_name:
 *
 * Errors: %ASKG_ERROR_USAGE
 *
 * Returns: whether @name is one plain file name, which cannot lead out of its folder
 */
gboolean
askg_download_check_name (const char  *name,
                          GError     **error)
{
  gboolean is_fine = *name != '\0' && *name != '.' && *name != '-' && strlen (name) <= MAX_NAME_BYTES &&
                     g_utf8_validate (name, -1, NULL) && !g_str_has_suffix (name, ".part") &&
                     !g_str_has_suffix (name, ".from");

  for (const char *p = name; is_fine && *p != '\0'; p = g_utf8_next_char (p))
    is_fine = g_unichar_isprint (g_utf8_get_char (p)) && strchr ("/\\:", *p) == NULL;
  if (!is_fine)
    {
      g_autofree char *quoted = askg_error_quote (name);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                   _("“%s” was not fetched: that is no plain file name, and it could lead out of its folder. Give the file another name."),
                   quoted);
    }

  return is_fine;
}

void
askg_download_file_free (AskgDownloadFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->dir >= 0)
    close (self->dir);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->part);
  g_free (self->from);
  g_free (self->url);
  g_free (self->sha256);
  g_free (self->magic);
  g_free (self->etag);
  g_checksum_free (self->hash);
  g_free (self);
}

/* Reads all of @fd into the hash and counts it. */
static gboolean
hash_file (AskgDownloadFile  *self,
           int                fd,
           GError           **error)
{
  g_autofree guint8 *block = g_malloc (HASH_BLOCK_BYTES);
  ssize_t n;

  g_checksum_reset (self->hash);
  self->size = 0;
  while ((n = pread (fd, block, HASH_BLOCK_BYTES, self->size)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_disk_error (self, errno, error);
          return FALSE;
        }
      g_checksum_update (self->hash, block, n);
      self->size += n;
    }

  return TRUE;
}

static gboolean
has_right_hash (AskgDownloadFile *self)
{
  g_autoptr(GChecksum) hash = g_checksum_copy (self->hash);

  return self->sha256 == NULL || g_ascii_strcasecmp (g_checksum_get_string (hash), self->sha256) == 0;
}

static gboolean
has_right_size (AskgDownloadFile *self)
{
  return self->n_total == 0 || self->size == self->n_total;
}

/* The finished file of an earlier time, when it can be told that it is this one. */
static gboolean
look_for_whole (AskgDownloadFile  *self,
                GError           **error)
{
  const int fd = openat (self->dir, self->name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  gboolean is_read;

  if (fd < 0 || self->sha256 == NULL)
    {
      if (fd >= 0)
        close (fd);
      return TRUE;
    }
  is_read = hash_file (self, fd, error);
  close (fd);
  self->is_whole = is_read && has_right_hash (self) && has_right_size (self);

  return is_read;
}

/* Whether the part is of the same thing; then its etag is known. */
static gboolean
read_from (AskgDownloadFile *self)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (self->folder, self->from, NULL);
  g_autofree char *url = NULL;
  g_autofree char *sha256 = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  url = g_key_file_get_string (file, GROUP, "url", NULL);
  sha256 = g_key_file_get_string (file, GROUP, "sha256", NULL);
  self->etag = g_key_file_get_string (file, GROUP, "etag", NULL);

  /* The hash is the thing itself, wherever it is from; without one the same address must give the same etag. */
  return self->sha256 != NULL ? g_strcmp0 (sha256, self->sha256) == 0
                              : self->etag != NULL && g_strcmp0 (url, self->url) == 0;
}

static gboolean
write_from (AskgDownloadFile *self)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (self->folder, self->from, NULL);

  g_key_file_set_string (file, GROUP, "url", self->url);
  if (self->sha256 != NULL)
    g_key_file_set_string (file, GROUP, "sha256", self->sha256);
  if (self->etag != NULL)
    g_key_file_set_string (file, GROUP, "etag", self->etag);

  return g_key_file_save_to_file (file, path, NULL);
}

static gboolean
restart (AskgDownloadFile  *self,
         GError           **error)
{
  g_checksum_reset (self->hash);
  self->size = 0;
  if (ftruncate (self->fd, 0) == 0)
    return TRUE;
  set_disk_error (self, errno, error);

  return FALSE;
}

static gboolean
open_part (AskgDownloadFile  *self,
           GError           **error)
{
  struct stat status;

  self->fd = openat (self->dir, self->part, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (self->fd < 0 || fstat (self->fd, &status) != 0 || !S_ISREG (status.st_mode))
    {
      set_disk_error (self, errno != 0 ? errno : EINVAL, error);
      return FALSE;
    }
  if (status.st_size == 0 || !read_from (self) || (self->n_total != 0 && (guint64) status.st_size > self->n_total))
    {
      g_clear_pointer (&self->etag, g_free);
      return restart (self, error);
    }

  return hash_file (self, self->fd, error);
}

/**
 * askg_download_file_open:
 *
 * Finds what is there from an earlier time, and hashes it: about three seconds a gigabyte.
 *
 * Errors: %ASKG_ERROR_USAGE for a name that is none; %ASKG_ERROR_STORAGE; %ASKG_ERROR_STORAGE_FULL.
 */
AskgDownloadFile *
askg_download_file_open (const AskgDownloadManifest  *manifest,
                         GError                     **error)
{
  AskgDownloadFile *self;

  if (!askg_download_check_name (manifest->name, error))
    return NULL;

  self = g_new0 (AskgDownloadFile, 1);
  self->folder = g_strdup (manifest->folder);
  self->name = g_strdup (manifest->name);
  self->part = g_strconcat (manifest->name, ".part", NULL);
  self->from = g_strconcat (manifest->name, ".part.from", NULL);
  self->url = g_strdup (manifest->url);
  self->sha256 = g_strdup (manifest->sha256);
  self->magic = g_strdup (manifest->magic);
  self->n_total = manifest->n_bytes;
  self->hash = g_checksum_new (G_CHECKSUM_SHA256);
  self->fd = -1;
  self->dir = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (self->dir < 0)
    set_disk_error (self, errno, error);
  if (self->dir < 0 || !look_for_whole (self, error) || (!self->is_whole && !open_part (self, error)))
    {
      askg_download_file_free (self);
      return NULL;
    }

  return self;
}

gboolean
askg_download_file_is_whole (AskgDownloadFile *self)
{
  return self->is_whole;
}

guint64
askg_download_file_get_size (AskgDownloadFile *self)
{
  return self->size;
}

const char *
askg_download_file_get_etag (AskgDownloadFile *self)
{
  return self->etag;
}

static gboolean
check_space (AskgDownloadFile  *self,
             GError           **error)
{
  const guint64 n_left = self->n_total > self->size ? self->n_total - self->size : 0;
  g_autofree char *needed = g_format_size (n_left + RESERVE_BYTES);
  struct statvfs disk;

  if (fstatvfs (self->dir, &disk) != 0 || (guint64) disk.f_bavail * disk.f_frsize >= n_left + RESERVE_BYTES)
    return TRUE;
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL,
               _("%s was not fetched: it needs %s of free space in %s, and there is less. Free some space and start it again."),
               self->name, needed, self->folder);

  return FALSE;
}

/**
 * askg_download_file_begin:
 * @from_start: what is there is not what comes: throw it away
 * @etag: (nullable): of what comes
 * @n_total: of the whole file; 0: not known
 *
 * Errors: %ASKG_ERROR_DAMAGED_DOWNLOAD when the server has another size than was to be expected;
 *   %ASKG_ERROR_STORAGE_FULL; %ASKG_ERROR_STORAGE.
 */
gboolean
askg_download_file_begin (AskgDownloadFile  *self,
                          gboolean           from_start,
                          const char        *etag,
                          guint64            n_total,
                          GError           **error)
{
  if (from_start && !restart (self, error))
    return FALSE;
  if (self->n_total != 0 && n_total != 0 && n_total != self->n_total)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_DAMAGED_DOWNLOAD,
                   _("%s was not fetched: the server has it with another size than its list says. Look whether there is a newer version."),
                   self->name);
      return FALSE;
    }
  if (n_total != 0)
    self->n_total = n_total;
  if (etag != NULL)
    {
      g_free (self->etag);
      self->etag = g_strdup (etag);
    }
  write_from (self); /* without it a later start begins anew, and no harm is done */

  return check_space (self, error);
}

static gboolean
check_magic (AskgDownloadFile  *self,
             const guint8      *bytes,
             gsize              n_bytes,
             GError           **error)
{
  if (self->magic == NULL || self->size != 0 || n_bytes < strlen (self->magic) ||
      memcmp (bytes, self->magic, strlen (self->magic)) == 0)
    return TRUE;
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_DAMAGED_DOWNLOAD,
               _("%s was not fetched: what the server sends is no %s file, perhaps a page that asks for a login. Open the address in a browser and look."),
               self->name, self->magic);

  return FALSE;
}

gboolean
askg_download_file_write (AskgDownloadFile  *self,
                          const guint8      *bytes,
                          gsize              n_bytes,
                          GError           **error)
{
  if (!check_magic (self, bytes, n_bytes, error))
    return FALSE;
  while (n_bytes > 0)
    {
      const ssize_t n = pwrite (self->fd, bytes, n_bytes, self->size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_disk_error (self, n < 0 ? errno : ENOSPC, error);
          return FALSE;
        }
      g_checksum_update (self->hash, bytes, n);
      self->size += n;
      bytes += n;
      n_bytes -= n;
    }

  return TRUE;
}

/**
 * askg_download_file_finish:
 *
 * Errors: %ASKG_ERROR_DAMAGED_DOWNLOAD when the size or the hash is wrong; what came is then deleted.
 *
 * Returns: (transfer full): the path of the finished file, or %NULL with @error set
 */
char *
askg_download_file_finish (AskgDownloadFile  *self,
                           GError           **error)
{
  if (!self->is_whole && (!has_right_size (self) || !has_right_hash (self)))
    {
      unlinkat (self->dir, self->part, 0);
      unlinkat (self->dir, self->from, 0);
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_DAMAGED_DOWNLOAD,
                   _("%s arrived damaged: its size or its SHA-256 is not what it has to be. It was deleted; fetch it again, perhaps from elsewhere."),
                   self->name);
      return NULL;
    }
  if (!self->is_whole)
    {
      if (fsync (self->fd) != 0 || renameat (self->dir, self->part, self->dir, self->name) != 0)
        {
          set_disk_error (self, errno, error);
          return NULL;
        }
      unlinkat (self->dir, self->from, 0);
      fsync (self->dir);
    }

  return g_build_filename (self->folder, self->name, NULL);
}
