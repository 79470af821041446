/* askg-source-index.c: any thread. Breadth first, so that of a large project the files near its root are known. */
#include "engine/debug/askg-source-index.h"

#include <string.h>

#include <gio/gio.h>

#include "engine/debug/askg-skeleton.h"

#define MAX_ENTRIES 40000u
#define MAX_TIME_US (400 * G_TIME_SPAN_MILLISECOND)

struct _AskgSourceIndex
{
  GHashTable *by_name; /* owned: char * -> GPtrArray of char *, paths from the project's root */
  GHashTable *by_look; /* (nullable) owned: the same by what remains of a name that was read; made when it is needed */
  GPtrArray  *builds;  /* owned: of char *, whole paths */
};

static gboolean
is_skipped (const char *name)
{
  static const char *const names[] = { ".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox", ".cache" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
tells_build (const char *name)
{
  static const char *const names[] = { "build.ninja", "CMakeCache.txt", "compile_commands.json", "config.status", "Makefile" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
note_file (AskgSourceIndex *self,
           const char      *name,
           const char      *path)
{
  GPtrArray *paths = g_hash_table_lookup (self->by_name, name);

  if (paths == NULL)
    {
      paths = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->by_name, g_strdup (name), paths);
    }
  g_ptr_array_add (paths, g_strdup (path));
}

/* @at: from the project's root; "" for it. Returns: how many entries it has */
static guint
read_folder (AskgSourceIndex *self,
             const char      *project,
             const char      *at,
             GQueue          *folders)
{
  g_autofree char *whole = g_build_filename (project, at, NULL);
  g_autoptr(GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = *at == '\0' ? g_strdup (name) : g_build_filename (at, name, NULL);
      g_autofree char *entry = g_build_filename (project, path, NULL);

      n++;
      if (g_file_test (entry, G_FILE_TEST_IS_SYMLINK) || !g_utf8_validate (name, -1, NULL))
        continue;
      if (!g_file_test (entry, G_FILE_TEST_IS_DIR))
        {
          note_file (self, name, path);
          if (tells_build (name) && !g_ptr_array_find_with_equal_func (self->builds, whole, g_str_equal, NULL))
            g_ptr_array_add (self->builds, g_strdup (whole));
        }
      else if (!is_skipped (name))
        g_queue_push_tail (folders, g_steal_pointer (&path));
    }

  return n;
}

/**
 * askg_source_index_new:
 * @project: its root
 *
 * Ends after 40,000 entries or 0.4 s, whatever is left.
 *
 * Returns: (transfer full):
 */
AskgSourceIndex *
askg_source_index_new (const char *project)
{
  AskgSourceIndex *self = g_new0 (AskgSourceIndex, 1);
  g_autoptr(GQueue) folders = g_queue_new ();
  const gint64 end_us = g_get_monotonic_time () + MAX_TIME_US;
  guint n = 0;

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->builds = g_ptr_array_new_with_free_func (g_free);
  g_queue_push_tail (folders, g_strdup (""));
  while (folders->length > 0)
    {
      g_autofree char *at = g_queue_pop_head (folders);

      if (n < MAX_ENTRIES && g_get_monotonic_time () < end_us)
        n += read_folder (self, project, at, folders);
    }

  return self;
}

void
askg_source_index_free (AskgSourceIndex *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_clear_pointer (&self->by_look, g_hash_table_unref);
  g_ptr_array_unref (self->builds);
  g_free (self);
}

/* Returns: (transfer none) (element-type utf8): whole paths */
GPtrArray *
askg_source_index_get_builds (AskgSourceIndex *self)
{
  return self->builds;
}

/**
 * askg_source_index_list:
 * @endings: such as ".h"
 *
 * Returns: (transfer container) (element-type utf8): the files whose names end so, from the project's root, in no order
 */
GPtrArray *
askg_source_index_list (AskgSourceIndex   *self,
                        const char *const *endings)
{
  GPtrArray *listed = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name, paths;

  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, &name, &paths))
    {
      const char *dot = strrchr (name, '.');

      if (dot != NULL && g_strv_contains (endings, dot))
        g_ptr_array_extend (listed, paths, NULL, NULL);
    }

  return listed;
}

/* How many names at their ends are the same. */
static guint
count_common (const char *a,
              const char *b)
{
  gsize n_a = strlen (a), n_b = strlen (b);
  guint n = 0;

  for (;;)
    {
      gsize start_a = n_a, start_b = n_b;

      while (start_a > 0 && a[start_a - 1] != '/')
        start_a--;
      while (start_b > 0 && b[start_b - 1] != '/')
        start_b--;
      if (n_a == start_a || n_a - start_a != n_b - start_b || strncmp (a + start_a, b + start_b, n_a - start_a) != 0)
        return n;
      n++;
      if (start_a == 0 || start_b == 0)
        return n;
      n_a = start_a - 1;
      n_b = start_b - 1;
    }
}

/* Returns: (nullable): of @paths the one that ends most like @file; %NULL where none does, or more than one */
static const char *
choose (GPtrArray  *paths,
        const char *file)
{
  const char *best = NULL;
  guint best_common = 0;
  gboolean is_sure = FALSE;

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      const guint common = count_common (path, file);

      is_sure = common > best_common || (is_sure && common < best_common);
      if (common > best_common)
        {
          best = path;
          best_common = common;
        }
    }

  return is_sure ? best : NULL;
}

/**
 * askg_source_index_find:
 * @file: a path that leads nowhere as it is, or a bare name
 *
 * Returns: (nullable) (transfer none): the one file whose path ends most like it, from the project's root; %NULL where
 *   there is none, or more than one
 */
const char *
askg_source_index_find (AskgSourceIndex *self,
                        const char      *file)
{
  g_autofree char *name = g_path_get_basename (file);

  return choose (g_hash_table_lookup (self->by_name, name), file);
}

/* -- Names that were read ---------------------------------------------------------------- */

/* What remains of a path when letters that are taken for each other are one; folders stay apart. */
static char *
look_of (const char *path)
{
  g_autoptr(GByteArray) folded = g_byte_array_new ();

  askg_skeleton_fold (path, folded);

  return g_strndup ((const char *) folded->data, folded->len);
}

static GHashTable *
get_by_look (AskgSourceIndex *self)
{
  GHashTableIter iter;
  gpointer name, paths;

  if (self->by_look != NULL)
    return self->by_look;
  self->by_look = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_iter_init (&iter, self->by_name);
  while (g_hash_table_iter_next (&iter, &name, &paths))
    {
      g_autofree char *look = look_of (name);
      GPtrArray *alike = g_hash_table_lookup (self->by_look, look);

      if (alike == NULL)
        {
          alike = g_ptr_array_new ();
          g_hash_table_insert (self->by_look, g_steal_pointer (&look), alike);
        }
      g_ptr_array_extend (alike, paths, NULL, NULL);
    }

  return self->by_look;
}

/**
 * askg_source_index_find_alike:
 * @file: a path as it was read on a picture, in which a one may be an l
 *
 * Returns: (nullable) (transfer none): the one file that @file cannot be told from by eye, as askg_source_index_find(); where its
 *   folders are told, they look alike, too
 */
const char *
askg_source_index_find_alike (AskgSourceIndex *self,
                              const char      *file)
{
  g_autofree char *name = g_path_get_basename (file), *look = look_of (name), *whole = look_of (file);
  GPtrArray *paths = g_hash_table_lookup (get_by_look (self), look);
  g_autoptr(GPtrArray) looks = g_ptr_array_new_with_free_func (g_free);
  const char *best;

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    g_ptr_array_add (looks, look_of (g_ptr_array_index (paths, i)));
  best = choose (looks, whole);
  for (guint i = 0; best != NULL && i < looks->len; i++)
    if (g_ptr_array_index (looks, i) == best)
      return g_ptr_array_index (paths, i);

  return NULL;
}
