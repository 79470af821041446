/* own-folder.h: a folder for one test, gone again when it ends. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

/* A folder of files; what lies deeper stays, and is seen by whoever looks what tests leave behind. */
static inline void
own_folder_remove (char *folder)
{
  g_autoptr(GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
}
