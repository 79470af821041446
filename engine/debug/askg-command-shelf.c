/* askg-command-shelf.c: any thread, any process.
 *
 * What `askglass run` keeps is called run-*, what a shell told of hook-*: the one is put there whole under its name, the
 * other counts from its last byte on. */
#include "engine/debug/askg-command-shelf.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "engine/base/askg-program.h"

#define MAX_FILE_BYTES (ASKG_COMMAND_MAX_HEAD_BYTES + ASKG_COMMAND_MAX_OUTPUT_BYTES)
#define RUN_PREFIX "run-"
#define HOOK_PREFIX "hook-"

/**
 * askg_command_shelf_folder:
 *
 * Errors: %ASKG_ERROR_STORAGE
 *
 * Returns: (transfer full): `commands` in the runtime folder, made if need be (0700)
 */
char *
askg_command_shelf_folder (GError **error)
{
  g_autofree char *runtime = askg_program_runtime_folder (error);
  g_autofree char *folder = runtime != NULL ? g_build_filename (runtime, "commands", NULL) : NULL;

  return folder != NULL && askg_program_make_private (folder, error) ? g_steal_pointer (&folder) : NULL;
}

/* -- What is too much ---------------------------------------------------------------- */

typedef struct
{
  char   *path;
  gint64  changed_ns;
  gint64  n_bytes;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->path);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const gint64 first = ((const Entry *) a)->changed_ns, second = ((const Entry *) b)->changed_ns;

  return (first < second) - (first > second);
}

/* Files of this person alone; nothing that was laid there as a link. */
static GArray *
list_entries (const char *folder,
              const char *prefix)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (entries, entry_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;

      if (g_str_has_prefix (name, prefix) && g_lstat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_uid == geteuid ())
        {
          const Entry entry = { g_steal_pointer (&path), info.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_mtim.tv_nsec,
                                info.st_size };

          g_array_append_val (entries, entry);
        }
    }
  g_array_sort (entries, compare_newest_first);

  return entries;
}

static void
drop_old (const char *folder,
          const char *prefix)
{
  g_autoptr(GArray) entries = list_entries (folder, prefix);
  const gint64 oldest_ns = (g_get_real_time () - ASKG_COMMAND_SHELF_MAX_AGE_S * G_USEC_PER_SEC) * 1000;
  guint n_told = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      n_told += entry->n_bytes > 0; /* a shell lays an empty one there, to have it for itself */
      if (n_told > ASKG_COMMAND_SHELF_MAX || entry->changed_ns < oldest_ns)
        g_unlink (entry->path);
    }
}

/* -- In and out ------------------------------------------------------------------------ */

/**
 * askg_command_shelf_put:
 *
 * Keeps @record, and lets go of the oldest.
 *
 * Errors: those of g_file_set_contents_full()
 */
gboolean
askg_command_shelf_put (const char               *folder,
                        const AskgCommandRecord  *record,
                        GError                  **error)
{
  g_autofree char *name = g_strdup_printf (RUN_PREFIX "%" G_GINT64_FORMAT "-%d", record->began_us, record->pid);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GBytes) bytes = askg_command_record_write (record);
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);
  const gboolean is_kept = g_file_set_contents_full (path, data, (gssize) n_bytes, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);

  drop_old (folder, RUN_PREFIX);
  drop_old (folder, HOOK_PREFIX);

  return is_kept;
}

static AskgCommandRecord *
read_entry (const Entry *entry)
{
  const int file = entry->n_bytes <= MAX_FILE_BYTES ? g_open (entry->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0) : -1;
  g_autofree char *data = NULL;
  g_autoptr(GBytes) bytes = NULL;
  AskgCommandRecord *record;
  gsize n_read = 0;
  gssize n = 0;

  if (file < 0)
    return NULL;
  data = g_malloc ((gsize) entry->n_bytes + 1);
  while (n_read < (gsize) entry->n_bytes && (n = read (file, data + n_read, (gsize) entry->n_bytes - n_read)) > 0)
    n_read += (gsize) n;
  close (file);
  bytes = g_bytes_new_take (g_steal_pointer (&data), n_read);

  record = askg_command_record_read (bytes);
  if (record != NULL && record->ended_us <= 0)
    askg_command_record_set_ended (record, entry->changed_ns / 1000);

  return record;
}

static int
compare_ended_cb (gconstpointer a,
                  gconstpointer b)
{
  const gint64 first = (*(AskgCommandRecord *const *) a)->ended_us, second = (*(AskgCommandRecord *const *) b)->ended_us;

  return (first < second) - (first > second);
}

static void
take_newest (GPtrArray  *records,
             const char *folder,
             const char *prefix)
{
  g_autoptr(GArray) entries = list_entries (folder, prefix);

  guint n_told = 0;

  for (guint i = 0; i < entries->len && n_told < ASKG_COMMAND_SHELF_MAX; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      AskgCommandRecord *record = read_entry (entry);

      n_told += entry->n_bytes > 0;
      if (record != NULL)
        g_ptr_array_add (records, record);
    }
}

static gboolean
is_same_terminal (const AskgCommandRecord *a,
                  const AskgCommandRecord *b)
{
  return g_strcmp0 (askg_command_record_get_terminal (a, "TTY"), askg_command_record_get_terminal (b, "TTY")) == 0;
}

/* A shell tells of `askglass run -- make` too: the exact output is with the other record of it. */
static gboolean
tells_of_a_run (const AskgCommandRecord *told,
                GPtrArray               *records)
{
  for (guint i = 0; i < records->len && told->shell != NULL; i++)
    {
      const AskgCommandRecord *run = g_ptr_array_index (records, i);

      if (run->shell == NULL && told->status == run->status && told->began_us <= run->began_us + G_USEC_PER_SEC &&
          told->ended_us + G_USEC_PER_SEC >= run->ended_us && told->began_us <= run->ended_us && is_same_terminal (told, run))
        return TRUE;
    }

  return FALSE;
}

/* Returns: (transfer full) (element-type AskgCommandRecord): what lies there, what ended last first */
GPtrArray *
askg_command_shelf_list (const char *folder)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_command_record_unref);

  drop_old (folder, RUN_PREFIX);
  drop_old (folder, HOOK_PREFIX);
  take_newest (records, folder, RUN_PREFIX);
  take_newest (records, folder, HOOK_PREFIX);
  for (guint i = records->len; i-- > 0;)
    if (tells_of_a_run (g_ptr_array_index (records, i), records))
      g_ptr_array_remove_index_fast (records, i);
  g_ptr_array_sort (records, compare_ended_cb);

  return records;
}

/* Returns: (transfer full) (nullable): what the `askglass run` of this process id kept */
AskgCommandRecord *
askg_command_shelf_find_run (int pid)
{
  g_autofree char *folder = askg_command_shelf_folder (NULL);
  g_autoptr(GPtrArray) records = folder != NULL ? askg_command_shelf_list (folder) : g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    if (((AskgCommandRecord *) g_ptr_array_index (records, i))->pid == pid)
      return askg_command_record_ref (g_ptr_array_index (records, i));

  return NULL;
}
