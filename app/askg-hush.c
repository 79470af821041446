/* askg-hush.c: main thread. */
#include "app/askg-hush.h"

#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/base/askg-program.h"

#define PREFIX "saying-"

struct _AskgHush
{
  char         *path;    /* owned */
  GFileMonitor *monitor; /* owned */
  GCancellable *silence; /* owned */
};

static void
changed_cb (GFileMonitor      *monitor,
            GFile             *file,
            GFile             *other,
            GFileMonitorEvent  event,
            AskgHush          *self)
{
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    g_cancellable_cancel (self->silence);
}

/**
 * askg_hush_new:
 * @silence: cancelled when somebody wants silence
 *
 * Returns: (transfer full) (nullable): %NULL where there is no folder for it: then only this terminal can silence it
 */
AskgHush *
askg_hush_new (GCancellable *silence)
{
  g_autofree char *folder = askg_program_runtime_folder (NULL);
  g_autofree char *name = g_strdup_printf (PREFIX "%d", (int) getpid ());
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autoptr(GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  AskgHush *self;

  if (path == NULL || !g_file_set_contents (path, "", 0, NULL))
    return NULL;

  self = g_new0 (AskgHush, 1);
  self->path = g_steal_pointer (&path);
  self->silence = g_object_ref (silence);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (changed_cb), self);

  return self;
}

void
askg_hush_free (AskgHush *self)
{
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_func (self->monitor, changed_cb, self);
  g_clear_object (&self->monitor);
  g_unlink (self->path);
  g_object_unref (self->silence);
  g_free (self->path);
  g_free (self);
}

/* Whoever says something in a terminal of this person falls silent. */
void
askg_hush_all (void)
{
  g_autofree char *folder = askg_program_runtime_folder (NULL);
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}
