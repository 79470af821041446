/* power-disk-cut.c: the files as the next start finds them. */
#include <string.h>

#include "tests/faults/power-disk-private.h"

#define SECTOR_BYTES 512

static void
take_write (GByteArray *content,
            const Step *step,
            gsize       n_bytes)
{
  const gsize end = step->offset + n_bytes;

  if (step->kind == TRUNCATE)
    {
      g_byte_array_set_size (content, MIN (content->len, step->offset));
      return;
    }
  if (content->len < end)
    {
      const gsize before = content->len;

      g_byte_array_set_size (content, end);
      memset (content->data + before, 0, end - before);
    }
  memcpy (content->data + step->offset, g_bytes_get_data (step->bytes, NULL), n_bytes);
}

static void
take_name (GHashTable *names,
           const Step *step)
{
  if (step->kind == MAKE)
    g_hash_table_replace (names, g_strdup (step->name), GUINT_TO_POINTER (step->file));
  else if (step->kind == RENAME)
    g_hash_table_replace (names, g_strdup (step->to_name), g_hash_table_lookup (names, step->name));
  if (step->kind != MAKE)
    g_hash_table_remove (names, step->name);
}

static void
sync_file (PowerDisk *self,
           guint      file)
{
  guint n_left = 0;

  for (guint i = 0; i < self->waiting->len; i++)
    {
      const guint at = g_array_index (self->waiting, guint, i);
      const Step *step = g_ptr_array_index (self->steps, at);

      if (step->file == file)
        take_write (g_ptr_array_index (self->durable, file), step, step->bytes != NULL ? g_bytes_get_size (step->bytes) : 0);
      else
        g_array_index (self->waiting, guint, n_left++) = at;
    }
  g_array_set_size (self->waiting, n_left);
}

static void
advance (PowerDisk *self,
         guint      after_step)
{
  for (; self->at < after_step; self->at++)
    {
      const Step *step = g_ptr_array_index (self->steps, self->at);

      if (step->kind == WRITE || step->kind == TRUNCATE)
        g_array_append_val (self->waiting, self->at);
      else if (step->kind == SYNC)
        sync_file (self, step->file);
      else if (step->kind == ACKNOWLEDGE)
        g_ptr_array_add (self->told, step->name);
      else if (step->kind != SYNC_NAMES)
        g_array_append_val (self->renaming, self->at);
      else
        {
          for (guint i = 0; i < self->renaming->len; i++)
            take_name (self->names, g_ptr_array_index (self->steps, g_array_index (self->renaming, guint, i)));
          g_array_set_size (self->renaming, 0);
        }
    }
}

/* How much of an unsynced write is there: all, nothing, or some of its sectors. */
static gsize
fate_of (const Step *step,
         GRand      *chance,
         guint       mood)
{
  const gsize n_bytes = step->bytes != NULL ? g_bytes_get_size (step->bytes) : 1;

  if (mood == 0 || (mood > 1 && g_rand_boolean (chance)))
    return 0;
  if (mood > 1 && n_bytes > SECTOR_BYTES && g_rand_int_range (chance, 0, 5) < 2)
    return (gsize) g_rand_int_range (chance, 0, n_bytes / SECTOR_BYTES) * SECTOR_BYTES;

  return n_bytes;
}

static void
write_out (PowerDisk  *self,
           GHashTable *names,
           GPtrArray  *contents,
           const char *into_folder)
{
  GHashTableIter iter;
  gpointer name, file;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    {
      const GByteArray *content = g_ptr_array_index (contents, GPOINTER_TO_UINT (file));
      g_autofree char *path = g_build_filename (into_folder, name, NULL);
      g_autoptr(GError) error = NULL;

      (void) g_file_set_contents_full (path, (const char *) content->data, content->len, G_FILE_SET_CONTENTS_NONE, 0600, &error);
      g_assert_no_error (error);
    }
}

/**
 * power_disk_cut:
 * @after_step: not before that of the last cut
 * @chance: decides the fate of what was not synced
 * @into_folder: empty; gets the files as the next start finds them
 */
void
power_disk_cut (PowerDisk  *self,
                guint       after_step,
                GRand      *chance,
                const char *into_folder)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  const guint mood = g_rand_int_range (chance, 0, 8); /* 0: nothing unsynced is there, 1: all of it */
  GHashTableIter iter;
  gpointer name, file;
  guint n_named;

  g_assert_cmpuint (after_step, >=, self->at);
  advance (self, after_step);
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    g_hash_table_insert (names, g_strdup (name), file);
  n_named = mood == 0 ? 0 : mood == 1 ? self->renaming->len : (guint) g_rand_int_range (chance, 0, self->renaming->len + 1);
  for (guint i = 0; i < n_named; i++)
    take_name (names, g_ptr_array_index (self->steps, g_array_index (self->renaming, guint, i)));

  for (guint i = 0; i < self->durable->len; i++)
    {
      const GByteArray *content = g_ptr_array_index (self->durable, i);

      g_ptr_array_add (contents, g_byte_array_append (g_byte_array_sized_new (content->len), content->data, content->len));
    }
  for (guint i = 0; i < self->waiting->len; i++)
    {
      const Step *step = g_ptr_array_index (self->steps, g_array_index (self->waiting, guint, i));
      const gsize n_bytes = fate_of (step, chance, mood);

      if (n_bytes > 0)
        take_write (g_ptr_array_index (contents, step->file), step, n_bytes);
    }
  write_out (self, names, contents, into_folder);
}

/* (transfer none) (element-type utf8): all that was acknowledged before the last cut */
GPtrArray *
power_disk_get_acknowledged (PowerDisk *self)
{
  return self->told;
}
