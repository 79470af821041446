/* askg-picture.c: main thread; files are opened and bytes copied on a worker. */
#include "engine/base/askg-picture-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/base/askg-sandbox.h"

/* Of the clock; the helper's two seconds of processor time end a picture that only computes. */
#define LIMIT_MS     5000
#define NAME_LIMIT   100 /* characters of a file's name in a sentence */

typedef struct
{
  /* Where it comes from: one of the two. The worker turns either into @fd. */
  char              *path;   /* (nullable) */
  GBytes            *bytes;  /* (nullable) */

  char              *name;   /* what to call it in a sentence */
  int                fd;     /* owned; what the helper reads; -1 when handed over */

  GSubprocess       *child;  /* (nullable) */
  GSource           *watch;  /* (nullable): ends the child on cancel */
  GSource           *limit;  /* (nullable): ends the child when its time is up */
  gboolean           is_late;

  AskgPictureReport  report;
  guint8             packed[ASKG_PICTURE_REPORT_BYTES];
  guint8            *pixels; /* (nullable) */
} Load;

static char *other_helper;

/* Tests only. NULL: our own again. */
void
askg_picture_use_helper (const char *path)
{
  g_free (other_helper);
  other_helper = g_strdup (path);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

static void
load_free (Load *load)
{
  clear_source (&load->watch);
  clear_source (&load->limit);
  if (load->child != NULL)
    askg_sandbox_kill (load->child); /* it has answered, or its answer is not wanted */
  g_clear_object (&load->child);
  if (load->fd >= 0)
    close (load->fd);
  g_free (load->path);
  g_free (load->name);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  g_free (load->pixels);
  g_free (load);
}

/* Every answer leaves by one of the next two. */
static void
fail (GTask  *task,
      GError *error)
{
  Load *load = g_task_get_task_data (task);

  clear_source (&load->watch);
  clear_source (&load->limit);
  if (load->child != NULL)
    askg_sandbox_kill (load->child);
  g_task_return_error (task, error);
}

/* The helper went away, or said what no helper of ours says. */
static void
fail_of_child (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    fail (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The picture is not wanted any more.")));
  else if (load->is_late)
    fail (task, g_error_new (ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                             _("%s could not be opened within %d seconds. Make it smaller, or try again when the machine is less busy."),
                             load->name, LIMIT_MS / 1000));
  else
    fail (task, g_error_new (ASKG_ERROR, ASKG_ERROR_UNREADABLE_PICTURE,
                             _("%s broke the program that opens pictures, which was locked away from your files. Give another copy of it."),
                             load->name));
}

static void
pixels_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  const gsize row = (gsize) load->report.width_px * 4, n_expected = row * load->report.height_px;
  g_autoptr(GBytes) pixels = NULL;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, NULL) || n_read != n_expected)
    {
      fail_of_child (task);
      return;
    }

  clear_source (&load->watch);
  clear_source (&load->limit);
  pixels = g_bytes_new_take (g_steal_pointer (&load->pixels), n_expected);
  g_task_return_pointer (task, askg_frame_new (pixels, load->report.width_px, load->report.height_px, row,
                                               load->report.opaque, g_get_monotonic_time ()), g_object_unref);
}

static void
report_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GInputStream *from_child = G_INPUT_STREAM (object);
  gsize n_pixel_bytes, n_read = 0;

  if (!g_input_stream_read_all_finish (from_child, result, &n_read, NULL) ||
      !askg_picture_report_parse (load->packed, n_read, &load->report))
    {
      fail_of_child (task);
      return;
    }
  if (load->report.verdict != ASKG_PICTURE_WHOLE)
    {
      fail (task, askg_picture_report_error (&load->report, load->name));
      return;
    }

  n_pixel_bytes = (gsize) load->report.width_px * load->report.height_px * 4;
  load->pixels = g_try_malloc (n_pixel_bytes);
  if (load->pixels == NULL)
    {
      load->report.verdict = ASKG_PICTURE_TOO_HEAVY;
      fail (task, askg_picture_report_error (&load->report, load->name));
      return;
    }
  g_input_stream_read_all_async (from_child, load->pixels, n_pixel_bytes, G_PRIORITY_DEFAULT, NULL,
                                 pixels_read_cb, g_steal_pointer (&task));
}

/* The pipe ends with the child, and with it whatever is being read. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  askg_sandbox_kill (((Load *) user_data)->child);

  return G_SOURCE_REMOVE;
}

static gboolean
late_cb (gpointer user_data)
{
  Load *load = user_data;

  load->is_late = TRUE;
  askg_sandbox_kill (load->child);

  return G_SOURCE_REMOVE;
}

static void
watch_child (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GMainContext *context = g_task_get_context (task);

  if (cancellable != NULL)
    {
      load->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (load->watch, G_SOURCE_FUNC (cancelled_cb), load, NULL);
      g_source_attach (load->watch, context);
    }
  load->limit = g_timeout_source_new (LIMIT_MS);
  g_source_set_static_name (load->limit, "[askg] picture time limit");
  g_source_set_callback (load->limit, late_cb, load, NULL);
  g_source_attach (load->limit, context);
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->child = askg_sandbox_start_finish (result, &error);
  if (load->child == NULL)
    {
      fail (task, error);
      return;
    }

  watch_child (task);
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (load->child), load->packed, sizeof load->packed,
                                 G_PRIORITY_DEFAULT, NULL, report_read_cb, g_steal_pointer (&task));
}

/* A sealed copy in memory: the helper reads it like a file, and nobody waits for anybody. */
static int
open_bytes (GBytes  *bytes,
            GError **error)
{
  gsize n_bytes = 0;
  const guint8 *data = g_bytes_get_data (bytes, &n_bytes);
  int fd = memfd_create ("askglass-picture", MFD_CLOEXEC);
  gsize at = 0;

  while (fd >= 0 && at < n_bytes)
    {
      const ssize_t n_written = write (fd, data + at, n_bytes - at);

      if (n_written < 0 && errno != EINTR)
        close (g_steal_fd (&fd));
      at += MAX (n_written, 0);
    }
  if (fd < 0 || lseek (fd, 0, SEEK_SET) != 0)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                 _("There is no memory for the picture (%s). Close something and try again."), g_strerror (errno));

  return fd;
}

static int
open_path (const char  *path,
           const char  *name,
           GError     **error)
{
  const int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  struct stat info;

  if (fd < 0 || fstat (fd, &info) != 0)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                 _("%s cannot be opened (%s). Check its name and permissions."), name, g_strerror (errno));
  else if (S_ISDIR (info.st_mode))
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("%s is a folder. Name a picture inside it."), name);
  else if (!S_ISREG (info.st_mode))
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                 _("%s is not a file. Name a PNG, JPEG or WebP picture."), name);
  else
    return fd;

  if (fd >= 0)
    close (fd);

  return -1;
}

static void
open_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;
  int fd = -1;

  if (load->path != NULL)
    fd = open_path (load->path, load->name, &error);
  else if (g_bytes_get_size (load->bytes) <= ASKG_PICTURE_MAX_INPUT_BYTES)
    fd = open_bytes (load->bytes, &error);
  else
    error = askg_picture_report_error (&(AskgPictureReport) { ASKG_PICTURE_TOO_LONG }, load->name);

  if (fd < 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, fd);
}

static void
decode (GTask *task)
{
  g_autofree char *helper = askg_program_find_helper ("askglass-decode");
  Load *load = g_task_get_task_data (task);

  askg_sandbox_start_async (other_helper != NULL ? other_helper : helper, NULL, g_steal_fd (&load->fd),
                            g_task_get_cancellable (task), started_cb, g_object_ref (task));
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->fd = g_task_propagate_int (G_TASK (result), &error);
  if (error != NULL)
    fail (task, error);
  else
    decode (task);
}

static GTask *
new_task (Load                *load,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  load->fd = -1;
  g_task_set_source_tag (task, askg_picture_finish);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  return task;
}

static void
open_and_decode (GTask *task)
{
  g_autoptr(GTask) opening = g_task_new (NULL, NULL, opened_cb, g_object_ref (task));

  g_task_set_task_data (opening, g_task_get_task_data (task), NULL); /* @task, and so its data, lives on */
  g_task_run_in_thread (opening, open_in_thread);
}

/* As it is shown in a sentence: valid UTF-8, of bounded length. */
static char *
name_for_sentence (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  return g_utf8_strlen (name, -1) <= NAME_LIMIT ? g_steal_pointer (&name) : g_utf8_substring (name, 0, NAME_LIMIT);
}

/**
 * askg_picture_decode_async:
 * @bytes: a picture file's bytes, at most 64 MiB; from a clipboard, a pipe, a drop
 * @cancellable: (nullable): ends the helper at once
 *
 * Decodes in another process that can reach nothing. @callback runs on this thread, once; take
 * the answer with askg_picture_finish().
 */
void
askg_picture_decode_async (GBytes              *bytes,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Load *load = g_new0 (Load, 1);
  g_autoptr(GTask) task = new_task (load, cancellable, callback, user_data);

  load->bytes = g_bytes_ref (bytes);
  load->name = g_strdup (_("The picture"));
  open_and_decode (task);
}

/**
 * askg_picture_load_async:
 * @path: a file name in the file system's encoding
 * @cancellable: (nullable): ends the helper at once
 *
 * The same for a file. It is opened here and read by the helper alone.
 */
void
askg_picture_load_async (const char          *path,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Load *load = g_new0 (Load, 1);
  g_autoptr(GTask) task = new_task (load, cancellable, callback, user_data);

  load->path = g_strdup (path);
  load->name = name_for_sentence (path);
  open_and_decode (task);
}

/**
 * askg_picture_load_fd_async:
 * @fd: to be read from where it stands to its end; taken over. A pipe's writer shares the time
 *   limit: gather what comes slowly, and use askg_picture_decode_async()
 * @name: (nullable): what to call it in a sentence; %NULL: "The picture"
 * @cancellable: (nullable): ends the helper at once
 *
 * The same for what is open already, such as standard input.
 */
void
askg_picture_load_fd_async (int                  fd,
                            const char          *name,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Load *load = g_new0 (Load, 1);
  g_autoptr(GTask) task = new_task (load, cancellable, callback, user_data);

  load->fd = fd;
  load->name = g_strdup (name != NULL ? name : _("The picture"));
  decode (task);
}

/**
 * askg_picture_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when there is no such file, or nothing in it;
 *   %ASKG_ERROR_UNREADABLE_PICTURE; %ASKG_ERROR_TOO_LARGE; %ASKG_ERROR_TIMED_OUT;
 *   %ASKG_ERROR_UNAVAILABLE when the helper cannot run; %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the picture, upright, or %NULL with @error set
 */
AskgFrame *
askg_picture_finish (GAsyncResult  *result,
                     GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_picture_finish), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
