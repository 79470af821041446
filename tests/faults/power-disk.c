/* power-disk.c: what SQLite does to its files is seen by a file system of our own over the default
 * one; what happens to names, by standing in front of four calls of the C library. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "tests/faults/power-disk-private.h"

static GMutex mutex;
static PowerDisk *recording; /* (nullable) */
static gboolean weak;
static sqlite3_vfs *real_vfs;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step->name);
  g_free (step->to_name);
  g_free (step);
}

/* The name of a file of the disk; NULL for others. With the mutex. */
static const char *
name_in (const char *path)
{
  const gsize length = recording != NULL ? strlen (recording->folder) : 0;

  return recording != NULL && path != NULL && strncmp (path, recording->folder, length) == 0 && path[length] == '/'
         ? path + length + 1 : NULL;
}

static Step *
note (StepKind kind,
      guint    file)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->file = file;
  g_ptr_array_add (recording->steps, step);
  recording->n_syncs += kind == SYNC || kind == SYNC_NAMES;

  return step;
}

/* -- Names ------------------------------------------------------------------------------------------------------- */


int
rename (const char *from,
        const char *to)
{
  int (*real) (const char *, const char *) = (int (*) (const char *, const char *)) dlsym (RTLD_NEXT, "rename");
  const int result = real (from, to);

  g_mutex_lock (&mutex);
  if (result == 0 && name_in (from) != NULL && name_in (to) != NULL)
    {
      Step *step = note (RENAME, 0);

      step->name = g_strdup (name_in (from));
      step->to_name = g_strdup (name_in (to));
      g_hash_table_replace (recording->live, g_strdup (step->to_name), g_hash_table_lookup (recording->live, step->name));
      g_hash_table_remove (recording->live, step->name);
    }
  g_mutex_unlock (&mutex);

  return result;
}

int
unlink (const char *path)
{
  int (*real) (const char *) = (int (*) (const char *)) dlsym (RTLD_NEXT, "unlink");
  const int result = real (path);

  g_mutex_lock (&mutex);
  if (result == 0 && name_in (path) != NULL)
    {
      note (REMOVE, 0)->name = g_strdup (name_in (path));
      g_hash_table_remove (recording->live, name_in (path));
    }
  g_mutex_unlock (&mutex);

  return result;
}

/* SQLite syncs a folder by the second of these, everybody else by the first. */
static int
sync_fd (int         fd,
         const char *by)
{
  int (*real) (int) = (int (*) (int)) dlsym (RTLD_NEXT, by);
  const int result = real (fd);
  struct stat info;

  g_mutex_lock (&mutex);
  if (result == 0 && recording != NULL && fstat (fd, &info) == 0 && S_ISDIR (info.st_mode))
    note (SYNC_NAMES, 0);
  g_mutex_unlock (&mutex);

  return result;
}

int
fsync (int fd)
{
  return sync_fd (fd, "fsync");
}

int
fdatasync (int fd)
{
  return sync_fd (fd, "fdatasync");
}

/* -- Files ------------------------------------------------------------------------------------------------------- */

typedef struct
{
  sqlite3_file  base;
  guint         number; /* 0: not recorded */
  sqlite3_file *real;   /* behind this struct */
} File;

#define REAL(file) (((File *) (file))->real)
#define METHODS(file) (REAL (file)->pMethods)

static gboolean
is_recorded (sqlite3_file *file)
{
  return recording != NULL && ((File *) file)->number != 0;
}

static int
file_write (sqlite3_file *file, const void *data, int n_bytes, sqlite3_int64 offset)
{
  const int result = METHODS (file)->xWrite (REAL (file), data, n_bytes, offset);

  g_mutex_lock (&mutex);
  if (result == SQLITE_OK && is_recorded (file))
    {
      Step *step = note (WRITE, ((File *) file)->number);

      step->offset = offset;
      step->bytes = g_bytes_new (data, n_bytes);
    }
  g_mutex_unlock (&mutex);

  return result;
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  const int result = METHODS (file)->xTruncate (REAL (file), size);

  g_mutex_lock (&mutex);
  if (result == SQLITE_OK && is_recorded (file))
    note (TRUNCATE, ((File *) file)->number)->offset = size;
  g_mutex_unlock (&mutex);

  return result;
}

static int
file_sync (sqlite3_file *file, int flags)
{
  const int result = METHODS (file)->xSync (REAL (file), flags);

  g_mutex_lock (&mutex);
  if (result == SQLITE_OK && is_recorded (file))
    note (SYNC, ((File *) file)->number);
  g_mutex_unlock (&mutex);

  return result;
}

/* A weak disk is one whose program asks for less: what it says of "synchronous" is not passed on. */
static int
file_control (sqlite3_file *file, int what, void *data)
{
  if (what == SQLITE_FCNTL_PRAGMA && weak && g_ascii_strcasecmp (((char **) data)[1], "synchronous") == 0 &&
      ((char **) data)[2] != NULL && g_ascii_strcasecmp (((char **) data)[2], "FULL") == 0)
    return SQLITE_OK;

  return METHODS (file)->xFileControl (REAL (file), what, data);
}

static int file_close (sqlite3_file *file) { return METHODS (file)->xClose (REAL (file)); }
static int file_read (sqlite3_file *file, void *data, int n, sqlite3_int64 at) { return METHODS (file)->xRead (REAL (file), data, n, at); }
static int file_size (sqlite3_file *file, sqlite3_int64 *size) { return METHODS (file)->xFileSize (REAL (file), size); }
static int file_lock (sqlite3_file *file, int level) { return METHODS (file)->xLock (REAL (file), level); }
static int file_unlock (sqlite3_file *file, int level) { return METHODS (file)->xUnlock (REAL (file), level); }
static int file_reserved (sqlite3_file *file, int *out) { return METHODS (file)->xCheckReservedLock (REAL (file), out); }
static int file_sector (sqlite3_file *file) { return METHODS (file)->xSectorSize (REAL (file)); }
static int file_traits (sqlite3_file *file) { return METHODS (file)->xDeviceCharacteristics (REAL (file)); }
static int file_shm_map (sqlite3_file *file, int i, int n, int extend, void volatile **out) { return METHODS (file)->xShmMap (REAL (file), i, n, extend, out); }
static int file_shm_lock (sqlite3_file *file, int at, int n, int flags) { return METHODS (file)->xShmLock (REAL (file), at, n, flags); }
static void file_shm_barrier (sqlite3_file *file) { METHODS (file)->xShmBarrier (REAL (file)); }
static int file_shm_unmap (sqlite3_file *file, int remove) { return METHODS (file)->xShmUnmap (REAL (file), remove); }

static const sqlite3_io_methods methods = {
  2, file_close, file_read, file_write, file_truncate, file_sync, file_size, file_lock, file_unlock, file_reserved,
  file_control, file_sector, file_traits, file_shm_map, file_shm_lock, file_shm_barrier, file_shm_unmap,
};

static guint
number_of (const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (recording->live, name));

  if (number == 0)
    {
      number = ++recording->n_files;
      g_hash_table_insert (recording->live, g_strdup (name), GUINT_TO_POINTER (number));
      note (MAKE, number)->name = g_strdup (name);
    }

  return number;
}

static int
vfs_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  int result;

  self->real = (sqlite3_file *) (self + 1);
  result = real_vfs->xOpen (real_vfs, name, self->real, flags, out_flags);
  self->base.pMethods = self->real->pMethods != NULL ? &methods : NULL;
  self->number = 0;
  g_mutex_lock (&mutex);
  if (result == SQLITE_OK && name_in (name) != NULL && !g_str_has_suffix (name, "-shm"))
    self->number = number_of (name_in (name));
  g_mutex_unlock (&mutex);

  return result;
}

static void
register_once (void)
{
  static sqlite3_vfs vfs;

  if (real_vfs != NULL)
    return;
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "power";
  vfs.szOsFile = sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, TRUE), ==, SQLITE_OK);
}

/* -- Recording --------------------------------------------------------------------------------------------------- */

/* @folder: with nothing in it that matters; recorded from now on, until power_disk_stop(). */
PowerDisk *
power_disk_new (const char *folder)
{
  PowerDisk *self = g_new0 (PowerDisk, 1);

  register_once ();
  self->folder = g_strdup (folder);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->live = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->durable = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  self->renaming = g_array_new (FALSE, FALSE, sizeof (guint));
  self->told = g_ptr_array_new ();
  g_mutex_lock (&mutex);
  g_assert_null (recording);
  recording = self;
  g_mutex_unlock (&mutex);

  return self;
}

void
power_disk_stop (PowerDisk *self)
{
  g_mutex_lock (&mutex);
  if (recording == self)
    recording = NULL;
  g_mutex_unlock (&mutex);
  g_ptr_array_set_size (self->durable, 0);
  for (guint i = 0; i <= self->n_files; i++)
    g_ptr_array_add (self->durable, g_byte_array_new ());
}

void
power_disk_free (PowerDisk *self)
{
  power_disk_stop (self);
  g_free (self->folder);
  g_ptr_array_unref (self->steps);
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->durable);
  g_array_unref (self->waiting);
  g_array_unref (self->renaming);
  g_ptr_array_unref (self->told);
  g_free (self);
}

static int
ask_for_less (sqlite3 *handle, char **error, const struct sqlite3_api_routines *api)
{
  return sqlite3_exec (handle, "PRAGMA synchronous=NORMAL", NULL, NULL, NULL);
}

/* @is_weak: every connection opened from now on has synchronous=NORMAL, whatever it asks for. */
void
power_disk_weaken (gboolean is_weak)
{
  register_once ();
  weak = is_weak;
  if (is_weak)
    (void) sqlite3_auto_extension ((void (*) (void)) ask_for_less);
  else
    sqlite3_reset_auto_extension ();
}

/* From now on @what must not be lost. */
void
power_disk_acknowledge (PowerDisk  *self,
                        const char *what)
{
  g_mutex_lock (&mutex);
  if (recording == self)
    note (ACKNOWLEDGE, 0)->name = g_strdup (what);
  g_mutex_unlock (&mutex);
}

guint
power_disk_get_n_steps (PowerDisk *self)
{
  return self->steps->len;
}

guint
power_disk_get_n_syncs (PowerDisk *self)
{
  return self->n_syncs;
}
