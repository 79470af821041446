/* askg-model-files.c */
#include "engine/dialect/askg-model-files.h"

#include <string.h>

#include "engine/dialect/askg-wire-json.h"

#define SUFFIX ".gguf"
#define PART "-00000-of-00000"
#define MAX_PATH_BYTES 400

static void
file_free (AskgModelFile *file)
{
  g_free (file->path);
  g_free (file->sha256);
  g_free (file);
}

static void
choice_free (AskgModelChoice *choice)
{
  g_free (choice->name);
  g_ptr_array_unref (choice->parts);
  g_free (choice);
}

void
askg_model_files_free (AskgModelFiles *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->models);
  g_ptr_array_unref (self->projectors);
  g_free (self);
}

/* Whether @path stays below the folder it is put in, and can be shown in a line. */
gboolean
askg_model_files_is_safe (const char *path)
{
  g_auto(GStrv) steps = NULL;

  if (*path == '\0' || *path == '/' || strchr (path, '\\') != NULL || strlen (path) > MAX_PATH_BYTES ||
      !g_utf8_validate (path, -1, NULL))
    return FALSE;
  for (const char *at = path; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isprint (g_utf8_get_char (at)))
      return FALSE;

  steps = g_strsplit (path, "/", -1);
  for (guint i = 0; steps[i] != NULL; i++)
    if (strcmp (steps[i], "..") == 0 || strcmp (steps[i], ".") == 0 || *steps[i] == '\0')
      return FALSE;

  return TRUE;
}

/* Returns: (transfer full) (nullable): @path without "-00001-of-00003"; %NULL where it has no such thing */
static char *
strip_part (const char *path)
{
  const gsize n_stem = strlen (path) - strlen (SUFFIX);
  const char *part = path + n_stem - strlen (PART);

  if (n_stem <= strlen (PART) || part[0] != '-' || strncmp (part + 6, "-of-", 4) != 0)
    return NULL;
  for (int i = 0; i < 5; i++)
    if (!g_ascii_isdigit (part[1 + i]) || !g_ascii_isdigit (part[10 + i]))
      return NULL;

  return g_strdup_printf ("%.*s%s", (int) (part - path), path, SUFFIX);
}

static AskgModelChoice *
find_choice (AskgModelFiles *self,
             const char     *name)
{
  AskgModelChoice *choice;

  for (guint i = 0; i < self->models->len; i++)
    {
      choice = g_ptr_array_index (self->models, i);
      if (strcmp (choice->name, name) == 0)
        return choice;
    }
  choice = g_new0 (AskgModelChoice, 1);
  choice->name = g_strdup (name);
  choice->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  g_ptr_array_add (self->models, choice);

  return choice;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(AskgModelFile *const *) a)->path, (*(AskgModelFile *const *) b)->path);
}

static void
read_entry (AskgModelFiles *self,
            json_t         *entry)
{
  json_t *lfs = askg_wire_json_get_object (entry, "lfs");
  const char *path = askg_wire_json_get_filled (entry, "path");
  const char *digest = askg_wire_json_get_filled (lfs, "oid");
  const gint64 n_bytes = askg_wire_json_get_count (lfs, "size");
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  AskgModelFile *file;
  AskgModelChoice *choice;

  if (g_strcmp0 (askg_wire_json_get_string (entry, "type"), "file") != 0 || path == NULL ||
      !g_str_has_suffix (path, SUFFIX) || !askg_model_files_is_safe (path))
    return;
  base = g_path_get_basename (path);
  file = g_new0 (AskgModelFile, 1);
  file->path = g_strdup (path);
  file->sha256 = g_strdup (digest);
  file->n_bytes = MAX (n_bytes >= 0 ? n_bytes : askg_wire_json_get_count (entry, "size"), 0);
  if (g_str_has_prefix (base, "mmproj"))
    {
      g_ptr_array_add (self->projectors, file);
      return;
    }
  name = strip_part (path);
  choice = find_choice (self, name != NULL ? name : path);
  g_ptr_array_add (choice->parts, file);
  g_ptr_array_sort (choice->parts, compare_files);
  choice->n_bytes += MIN (file->n_bytes, G_MAXINT64 - choice->n_bytes); /* a listing may say anything */
}

/**
 * askg_model_files_parse:
 * @json: the tree of a repository: an array of files
 *
 * Paths that would leave the folder are left out.
 *
 * Returns: (transfer full): what of it is a model, or belongs to one
 */
AskgModelFiles *
askg_model_files_parse (const char *json,
                        gsize       n_bytes)
{
  AskgModelFiles *self = g_new0 (AskgModelFiles, 1);
  AskgWireJsonTraits traits;
  g_autoptr(json_t) root = askg_wire_json_load (json, n_bytes, &traits);
  json_t *entry;
  gsize i;

  self->models = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  self->projectors = g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
  json_array_foreach (root, i, entry)
    read_entry (self, entry);

  return self;
}
