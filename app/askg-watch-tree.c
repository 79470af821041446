/* askg-watch-tree.c: main thread. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-watch-tree.h"

#include <errno.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define QUIET_MS 250 /* an editor writes a file in several steps, a checkout many files */
#define MAX_FOLDERS 8192u
#define MAX_DEPTH 32u

struct _AskgWatchTree
{
  char              *folder;  /* owned */
  GHashTable        *folders; /* owned: from what inotify calls a folder to its path, relative; "" for the first */
  GHashTable        *ignored; /* owned: folders that version control ignores */
  GHashTable        *changed; /* owned: paths since it was quiet last */
  AskgWatchTreeFunc  func;
  gpointer           user_data;
  int                events;
  guint              events_source;
  guint              quiet_source;
};

/* -- What does not count ------------------------------------------------------------------ */

static gboolean
is_left_out (const char *name,
             gboolean    is_folder)
{
  static const char *const folders[] = { "node_modules", "__pycache__", "target", "build", "builddir", "_build", "dist", NULL };
  static const char *const endings[] = { "~", ".swp", ".swx", ".tmp", ".o", ".pyc", ".part", NULL };

  if (*name == '.' || (is_folder && g_strv_contains (folders, name)))
    return TRUE;
  for (gsize i = 0; !is_folder && endings[i] != NULL; i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return strcmp (name, "4913") == 0; /* vim tries whether it can write */
}

static void
take_names (GHashTable *set,
            const char *names,
            gsize       n_bytes)
{
  for (const char *at = names; at < names + n_bytes && *at != '\0'; at += strlen (at) + 1)
    {
      const gsize n = strlen (at);

      g_hash_table_add (set, g_strndup (at, n > 0 && at[n - 1] == '/' ? n - 1 : n));
    }
}

/* Returns: (transfer full): the paths that git names; none where there is no git, or no repository */
static GHashTable *
ask_git (AskgWatchTree     *self,
         const char *const *words,
         GString           *input)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GSubprocess) git = NULL;
  g_autoptr(GBytes) in = g_bytes_new (input->str, input->len), out = NULL;
  g_autoptr(GByteArray) names = NULL;

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  git = g_subprocess_launcher_spawnv (launcher, words, NULL);
  if (git == NULL || !g_subprocess_communicate (git, in, NULL, &out, NULL, NULL) || out == NULL)
    return set;
  names = g_byte_array_new ();
  g_byte_array_append (names, g_bytes_get_data (out, NULL), (guint) g_bytes_get_size (out));
  g_byte_array_append (names, (const guint8 *) "", 1);
  take_names (set, (const char *) names->data, names->len);

  return set;
}

/* -- Folders -------------------------------------------------------------------------------- */

static void
add_folder (AskgWatchTree *self,
            const char    *relative,
            guint          depth)
{
  g_autofree char *path = *relative != '\0' ? g_build_filename (self->folder, relative, NULL) : g_strdup (self->folder);
  g_autoptr(GDir) dir = NULL;
  const char *name;
  int watch;

  if (depth > MAX_DEPTH || g_hash_table_size (self->folders) >= MAX_FOLDERS || g_hash_table_contains (self->ignored, relative))
    return;
  watch = inotify_add_watch (self->events, path,
                             IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR | IN_DONT_FOLLOW);
  if (watch < 0)
    return;
  g_hash_table_insert (self->folders, GINT_TO_POINTER (watch), g_strdup (relative));
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);
      g_autofree char *below_relative = *relative != '\0' ? g_build_filename (relative, name, NULL) : g_strdup (name);

      if (!is_left_out (name, TRUE) && g_file_test (below, G_FILE_TEST_IS_DIR) && !g_file_test (below, G_FILE_TEST_IS_SYMLINK))
        add_folder (self, below_relative, depth + 1);
    }
}

/* -- Changes -------------------------------------------------------------------------------- */

static gboolean quiet_cb (gpointer user_data);

static void
take_event (AskgWatchTree              *self,
            const struct inotify_event *event)
{
  const char *folder = g_hash_table_lookup (self->folders, GINT_TO_POINTER (event->wd));
  const gboolean is_folder = (event->mask & IN_ISDIR) != 0;
  g_autofree char *path = NULL;

  if ((event->mask & IN_IGNORED) != 0)
    g_hash_table_remove (self->folders, GINT_TO_POINTER (event->wd));
  if (folder == NULL || event->len == 0 || is_left_out (event->name, is_folder))
    return;
  path = *folder != '\0' ? g_build_filename (folder, event->name, NULL) : g_strdup (event->name);
  if (is_folder && (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0)
    add_folder (self, path, 0);
  if (!is_folder && (event->mask & IN_CREATE) != 0)
    return; /* it is told once it is written */
  g_hash_table_add (self->changed, g_steal_pointer (&path));
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  self->quiet_source = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static gboolean
events_cb (int          fd,
           GIOCondition condition,
           gpointer     user_data)
{
  AskgWatchTree *self = user_data;
  char buffer[16384] __attribute__ ((aligned (__alignof__ (struct inotify_event))));
  gssize n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    for (gssize at = 0; at < n;)
      {
        const struct inotify_event *event = (const struct inotify_event *) (buffer + at);

        take_event (self, event);
        at += (gssize) (sizeof *event + event->len);
      }

  return G_SOURCE_CONTINUE;
}

/**
 * askg_watch_tree_take:
 *
 * Returns: (transfer full) (element-type filename): what changed up to this moment, and will not be told again
 */
GPtrArray *
askg_watch_tree_take (AskgWatchTree *self)
{
  static const char *const check[] = { "git", "check-ignore", "-z", "--stdin", NULL };
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) ignored = NULL;
  g_autoptr(GString) input = g_string_new (NULL);
  GHashTableIter iter;
  gpointer path;

  events_cb (self->events, G_IO_IN, self);
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  if (g_hash_table_size (self->changed) == 0)
    return paths;
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_string_append_len (input, path, (gssize) strlen (path) + 1);
  ignored = ask_git (self, check, input);
  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (ignored, path))
      g_ptr_array_add (paths, g_strdup (path));
  g_hash_table_remove_all (self->changed);

  return paths;
}

static gboolean
quiet_cb (gpointer user_data)
{
  AskgWatchTree *self = user_data;
  g_autoptr(GPtrArray) paths = NULL;

  self->quiet_source = 0;
  paths = askg_watch_tree_take (self);
  if (paths->len > 0)
    self->func (paths, self->user_data);

  return G_SOURCE_REMOVE;
}

/**
 * askg_watch_tree_new:
 * @folder: an absolute path
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE
 */
AskgWatchTree *
askg_watch_tree_new (const char         *folder,
                     AskgWatchTreeFunc   func,
                     gpointer            user_data,
                     GError            **error)
{
  static const char *const list[] = { "git", "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", NULL };
  g_autoptr(AskgWatchTree) self = g_new0 (AskgWatchTree, 1);
  g_autoptr(GString) nothing = g_string_new (NULL);

  self->folder = g_strdup (folder);
  self->func = func;
  self->user_data = user_data;
  self->folders = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ignored = ask_git (self, list, nothing);
  self->events = inotify_init1 (IN_CLOEXEC | IN_NONBLOCK);
  if (self->events >= 0)
    add_folder (self, "", 0);
  if (g_hash_table_size (self->folders) == 0)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("The folder “%s” cannot be watched (%s). Watch a smaller one, or raise fs.inotify.max_user_watches."), folder,
                   g_strerror (errno));
      return NULL;
    }
  self->events_source = g_unix_fd_add (self->events, G_IO_IN, events_cb, self);

  return g_steal_pointer (&self);
}

void
askg_watch_tree_free (AskgWatchTree *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->events_source, g_source_remove);
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  if (self->events >= 0)
    close (self->events);
  g_hash_table_unref (self->folders);
  g_hash_table_unref (self->ignored);
  g_hash_table_unref (self->changed);
  g_free (self->folder);
  g_free (self);
}
