/* askg-watch-log.c: main thread. The file is looked at four times a second: that works on any file system, and a rotation
 * needs no luck. */
#include "app/askg-watch-log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/debug/askg-output-keep.h"

#define LOOK_MS 250
#define MAX_LOOKS_OF_NOISE 8 /* what never falls quiet is told all the same */
#define MAX_AT_ONCE_BYTES (16u * 1024 * 1024) /* a frame's worth is 1 MB; more is read only when a burst came */

struct _AskgWatchLog
{
  char             *path;  /* owned */
  AskgOutputKeep   *burst; /* (nullable) owned: what was added since it was quiet */
  AskgWatchLogFunc  func;
  gpointer          user_data;
  int               file;  /* -1: not there */
  off_t             at;
  guint             n_noisy;
  guint             source;
};

/* Returns: whether something was added */
static gboolean
read_more (AskgWatchLog *self)
{
  char buffer[65536];
  gsize n_bytes = 0;
  gssize n;

  while (self->file >= 0 && n_bytes < MAX_AT_ONCE_BYTES && (n = pread (self->file, buffer, sizeof buffer, self->at)) > 0)
    {
      if (self->burst == NULL)
        self->burst = askg_output_keep_new ();
      askg_output_keep_take (self->burst, buffer, (gsize) n);
      self->at += n;
      n_bytes += (gsize) n;
    }

  return n_bytes > 0;
}

static void
open_file (AskgWatchLog *self,
           gboolean      from_its_end)
{
  struct stat info;

  self->file = open (self->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  self->at = 0;
  if (self->file >= 0 && (fstat (self->file, &info) != 0 || !S_ISREG (info.st_mode)))
    {
      close (self->file);
      self->file = -1;
    }
  else if (self->file >= 0 && from_its_end)
    self->at = info.st_size;
}

/* Another file of that name is read from its beginning, and so is one that became shorter. */
static void
mind_rotation (AskgWatchLog *self)
{
  struct stat open_one, named;
  const gboolean is_there = stat (self->path, &named) == 0;

  if (self->file >= 0 && fstat (self->file, &open_one) == 0)
    {
      if (open_one.st_size < self->at)
        self->at = 0;
      if (!is_there || (open_one.st_dev == named.st_dev && open_one.st_ino == named.st_ino))
        return;
      close (self->file);
      self->file = -1;
    }
  if (is_there)
    open_file (self, FALSE);
}

static gboolean
look_cb (gpointer user_data)
{
  AskgWatchLog *self = user_data;
  gboolean is_more = read_more (self); /* the last lines of a file that was renamed */

  mind_rotation (self);
  is_more |= read_more (self);
  self->n_noisy = is_more ? self->n_noisy + 1 : 0;
  if (self->burst != NULL && (!is_more || self->n_noisy >= MAX_LOOKS_OF_NOISE))
    {
      g_autoptr(AskgOutputKeep) burst = g_steal_pointer (&self->burst);
      g_autoptr(AskgCommandRecord) added = askg_command_record_new ();

      self->n_noisy = 0;
      askg_output_keep_leave (burst, added);
      self->func (added, self->user_data);
    }

  return G_SOURCE_CONTINUE;
}

/* Returns: (transfer full): begins at the end of the file as it is now */
AskgWatchLog *
askg_watch_log_new (const char       *path,
                    AskgWatchLogFunc  func,
                    gpointer          user_data)
{
  AskgWatchLog *self = g_new0 (AskgWatchLog, 1);

  self->path = g_strdup (path);
  self->func = func;
  self->user_data = user_data;
  open_file (self, TRUE);
  self->source = g_timeout_add (LOOK_MS, look_cb, self);

  return self;
}

void
askg_watch_log_free (AskgWatchLog *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->burst, askg_output_keep_free);
  if (self->file >= 0)
    close (self->file);
  g_free (self->path);
  g_free (self);
}
