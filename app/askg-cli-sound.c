/* askg-cli-sound.c: one thread.
 *
 * samples -> a file beside the wanted one -> its head, once their number is known -> renamed; into what is no file it is
 * copied when it is whole */
#include "app/askg-cli-sound.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"

#define PIECE_BYTES 65536

struct _AskgCliSound
{
  char   *path;    /* owned; "-" for standard output */
  char   *part;    /* owned; (nullable): becomes @path by its name */
  int     fd;      /* of what was said so far, -1 before that */
  int     trouble; /* errno, 0 while there is none */
  guint   rate_hz;
  guint64 n_bytes; /* of samples */
};

/* @path: "-" for standard output. Nothing is there before something is said. */
AskgCliSound *
askg_cli_sound_new (const char *path)
{
  AskgCliSound *self = g_new0 (AskgCliSound, 1);

  self->path = g_strdup (path);
  self->fd = -1;

  return self;
}

/* What is not finished leaves nothing. */
void
askg_cli_sound_free (AskgCliSound *self)
{
  if (self->fd >= 0)
    g_close (self->fd, NULL);
  if (self->part != NULL)
    unlink (self->part);
  g_free (self->part);
  g_free (self->path);
  g_free (self);
}

/* -- As it comes ----------------------------------------------------------------- */

/* Returns: whether all of it is written; errno tells why not */
static gboolean
write_all (int         fd,
           const void *bytes,
           gsize       n_bytes)
{
  for (gsize at = 0; at < n_bytes;)
    {
      const ssize_t n_written = write (fd, (const char *) bytes + at, n_bytes - at);

      if (n_written < 0 && errno != EINTR)
        return FALSE;
      at += MAX (n_written, 0);
    }

  return TRUE;
}

/* A device, a pipe and standard output are no files that could be put in place by their names. */
static gboolean
is_no_file (const char *path)
{
  return g_str_equal (path, "-") || (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
begin (AskgCliSound *self)
{
  const guint8 head[ASKG_WAV_HEAD_BYTES] = { 0 };
  const gboolean is_passed_on = is_no_file (self->path);

  if (is_passed_on)
    self->part = g_build_filename (g_get_tmp_dir (), "askglass-XXXXXX", NULL);
  else
    self->part = g_strconcat (self->path, ".XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->part, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd < 0 || !write_all (self->fd, head, sizeof head))
    self->trouble = errno;
  if (self->fd >= 0 && is_passed_on)
    unlink (self->part);
  if (self->fd < 0 || is_passed_on)
    g_clear_pointer (&self->part, g_free);
}

static void
add (AskgCliSound *self,
     guint         rate_hz,
     const void   *samples,
     gsize         n_bytes)
{
  if (n_bytes == 0)
    return;
  if (self->fd < 0 && self->trouble == 0)
    begin (self);
  self->rate_hz = rate_hz;
  self->n_bytes += n_bytes;
  if (self->trouble == 0 && !write_all (self->fd, samples, n_bytes))
    self->trouble = errno;
}

/* @event: {"event":"sound","rate_hz","samples"}: what follows the sound so far */
void
askg_cli_sound_take (AskgCliSound *self,
                     json_t       *event)
{
  const char *base64 = askg_json_get_string (event, "samples");
  gsize n_bytes = 0;
  g_autofree guchar *samples = base64 != NULL ? g_base64_decode (base64, &n_bytes) : NULL;

  add (self, json_integer_value (json_object_get (event, "rate_hz")), samples, n_bytes);
}

/* @samples: what follows the sound so far, at the same rate */
void
askg_cli_sound_add (AskgCliSound *self,
                    guint         rate_hz,
                    GBytes       *samples)
{
  add (self, rate_hz, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));
}

/* -- When it is whole --------------------------------------------------------------- */

static int
copy_to (AskgCliSound *self,
         int           fd)
{
  g_autofree char *piece = g_malloc (PIECE_BYTES);
  ssize_t n_read = 0;

  if (lseek (self->fd, 0, SEEK_SET) != 0)
    return errno;
  while ((n_read = read (self->fd, piece, PIECE_BYTES)) > 0)
    if (!write_all (fd, piece, n_read))
      return errno;

  return n_read < 0 ? errno : 0;
}

/* Returns: errno, or 0 */
static int
put_in_place (AskgCliSound *self)
{
  int fd, trouble;

  if (self->part != NULL)
    {
      if (g_rename (self->part, self->path) != 0)
        return errno;
      g_clear_pointer (&self->part, g_free);
      return 0;
    }
  if (g_str_equal (self->path, "-"))
    {
      trouble = copy_to (self, STDOUT_FILENO);
      if (trouble != 0)
        askg_exit_note_output (trouble);
      return 0;
    }
  fd = open (self->path, O_WRONLY | O_CLOEXEC);
  if (fd < 0)
    return errno;
  trouble = copy_to (self, fd);
  close (fd);

  return trouble;
}

/**
 * askg_cli_sound_finish:
 *
 * All of it has come. To be called once.
 *
 * Errors: %ASKG_ERROR_NO_TEXT when nothing was said; %ASKG_ERROR_STORAGE when the file cannot be written
 */
gboolean
askg_cli_sound_finish (AskgCliSound  *self,
                       GError       **error)
{
  guint8 head[ASKG_WAV_HEAD_BYTES];

  if (self->n_bytes == 0)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_TEXT, _("Nothing was said, so there is no sound to write."));
      return FALSE;
    }

  /* More than four gigabytes have no number there: it means "to the end" then. */
  askg_wav_put_head (head, self->rate_hz, 1, (guint32) MIN (self->n_bytes, G_MAXUINT32 - ASKG_WAV_HEAD_BYTES));
  if (self->trouble == 0 && pwrite (self->fd, head, sizeof head, 0) != (ssize_t) sizeof head)
    self->trouble = errno;
  if (self->trouble == 0)
    self->trouble = put_in_place (self);
  if (self->trouble == 0)
    return TRUE;

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE, _("The sound could not be written: %s. Choose another file."),
               g_strerror (self->trouble));

  return FALSE;
}
