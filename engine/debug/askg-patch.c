/* askg-patch.c: any thread. */
#include "engine/debug/askg-patch.h"

#include <string.h>

/* -- The values ------------------------------------------------------------------------ */

static void
patch_line_free (gpointer data)
{
  AskgPatchLine *line = data;

  g_free (line->text);
  g_free (line);
}

static void
patch_hunk_free (gpointer data)
{
  AskgPatchHunk *hunk = data;

  g_ptr_array_unref (hunk->lines);
  g_free (hunk);
}

void
askg_patch_file_free (AskgPatchFile *file)
{
  if (file == NULL)
    return;
  g_free (file->old_path);
  g_free (file->new_path);
  g_ptr_array_unref (file->hunks);
  g_free (file);
}

void
askg_patch_free (AskgPatch *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->files);
  g_free (self);
}

/**
 * askg_patch_file_new:
 * @old_path: (nullable): of a file that is new
 * @new_path: (nullable): of one that is deleted
 *
 * Returns: (transfer full): without hunks
 */
AskgPatchFile *
askg_patch_file_new (const char *old_path,
                     const char *new_path)
{
  AskgPatchFile *file = g_new0 (AskgPatchFile, 1);

  file->old_path = g_strdup (old_path);
  file->new_path = g_strdup (new_path);
  file->hunks = g_ptr_array_new_with_free_func (patch_hunk_free);

  return file;
}

AskgPatchHunk *
askg_patch_hunk_new (guint old_line,
                     guint new_line)
{
  AskgPatchHunk *hunk = g_new0 (AskgPatchHunk, 1);

  hunk->old_line = old_line;
  hunk->new_line = new_line;
  hunk->lines = g_ptr_array_new_with_free_func (patch_line_free);

  return hunk;
}

/* @n_bytes: of @text, or -1 for all of it */
void
askg_patch_hunk_add (AskgPatchHunk     *hunk,
                     AskgPatchLineKind  kind,
                     const char        *text,
                     gssize             n_bytes)
{
  AskgPatchLine *line = g_new0 (AskgPatchLine, 1);

  line->kind = kind;
  line->text = n_bytes < 0 ? g_strdup (text) : g_strndup (text, (gsize) n_bytes);
  g_ptr_array_add (hunk->lines, line);
}

/* Returns: (transfer none): of what it makes; of a deleted file, where it was */
const char *
askg_patch_file_get_path (const AskgPatchFile *file)
{
  return file->new_path != NULL ? file->new_path : file->old_path;
}

void
askg_patch_count (const AskgPatch *self,
                  guint           *out_n_added,
                  guint           *out_n_removed)
{
  *out_n_added = *out_n_removed = 0;
  for (guint i = 0; i < self->files->len; i++)
    {
      const AskgPatchFile *file = g_ptr_array_index (self->files, i);

      for (guint j = 0; j < file->hunks->len; j++)
        {
          const AskgPatchHunk *hunk = g_ptr_array_index (file->hunks, j);

          for (guint k = 0; k < hunk->lines->len; k++)
            {
              const AskgPatchLine *line = g_ptr_array_index (hunk->lines, k);

              *out_n_added += line->kind == ASKG_PATCH_ADDED;
              *out_n_removed += line->kind == ASKG_PATCH_REMOVED;
            }
        }
    }
}

/* -- Writing ----------------------------------------------------------------------------- */

/* As git quotes names: what is no plain letter in octal, the whole in quotes. */
static void
append_path (GString    *text,
             const char *side,
             const char *path)
{
  gboolean is_plain = TRUE;

  for (const char *at = path; *at != '\0'; at++)
    is_plain &= *at > ' ' && *at < 127 && *at != '"' && *at != '\\';
  if (is_plain)
    {
      g_string_append_printf (text, "%s%s", side, path);
      return;
    }
  g_string_append_printf (text, "\"%s", side);
  for (const char *at = path; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (text, "\\%c", *at);
    else if (*at >= ' ' && *at < 127)
      g_string_append_c (text, *at);
    else
      g_string_append_printf (text, "\\%03o", (guint) (guchar) *at);
  g_string_append_c (text, '"');
}

static void
append_header (GString             *text,
               const AskgPatchFile *file)
{
  g_string_append (text, "diff --git ");
  append_path (text, "a/", file->old_path != NULL ? file->old_path : file->new_path);
  g_string_append_c (text, ' ');
  append_path (text, "b/", askg_patch_file_get_path (file));
  g_string_append_c (text, '\n');
  if (file->old_path == NULL)
    g_string_append_printf (text, "new file mode %s\n", file->is_executable ? "100755" : "100644");
  else if (file->new_path == NULL)
    g_string_append (text, "deleted file mode 100644\n");
  if (file->hunks->len == 0)
    return;
  g_string_append (text, "--- ");
  if (file->old_path != NULL)
    append_path (text, "a/", file->old_path);
  else
    g_string_append (text, "/dev/null");
  g_string_append (text, "\n+++ ");
  if (file->new_path != NULL)
    append_path (text, "b/", file->new_path);
  else
    g_string_append (text, "/dev/null");
  g_string_append_c (text, '\n');
}

static void
append_hunk (GString             *text,
             const AskgPatchHunk *hunk)
{
  guint n_old = 0, n_new = 0;

  for (guint i = 0; i < hunk->lines->len; i++)
    {
      const AskgPatchLine *line = g_ptr_array_index (hunk->lines, i);

      n_old += line->kind != ASKG_PATCH_ADDED;
      n_new += line->kind != ASKG_PATCH_REMOVED;
    }
  g_string_append_printf (text, "@@ -%u,%u +%u,%u @@\n", n_old > 0 ? MAX (hunk->old_line, 1) : 0, n_old,
                          n_new > 0 ? MAX (hunk->new_line, 1) : 0, n_new);
  for (guint i = 0; i < hunk->lines->len; i++)
    {
      const AskgPatchLine *line = g_ptr_array_index (hunk->lines, i);

      g_string_append_printf (text, "%c%s\n", line->kind, line->text);
      if (line->is_open)
        g_string_append (text, "\\ No newline at end of file\n");
    }
}

/**
 * askg_patch_write:
 *
 * Returns: (transfer full): what `git apply -p1` and `patch -p1` take; the counts are right whatever was read
 */
char *
askg_patch_write (const AskgPatch *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->files->len; i++)
    {
      const AskgPatchFile *file = g_ptr_array_index (self->files, i);

      append_header (text, file);
      for (guint j = 0; j < file->hunks->len; j++)
        append_hunk (text, g_ptr_array_index (file->hunks, j));
    }

  return g_string_free (text, FALSE);
}

/* Returns: (transfer full) (nullable): what is written of it, read again; %NULL where that is no patch: its files have no names */
AskgPatch *
askg_patch_copy (const AskgPatch *self)
{
  g_autofree char *text = askg_patch_write (self);

  return askg_patch_read (text, NULL);
}

/**
 * askg_patch_looks_like:
 * @text: of a block of code
 * @language: (nullable): the word behind its fence
 *
 * Returns: whether it is meant to be applied, rather than read
 */
gboolean
askg_patch_looks_like (const char *text,
                       const char *language)
{
  const gboolean is_named = g_strcmp0 (language, "diff") == 0 || g_strcmp0 (language, "patch") == 0;
  const char *pair = g_str_has_prefix (text, "--- ") ? text : strstr (text, "\n--- ");

  if (pair == NULL)
    return strstr (text, "\ndeleted file mode ") != NULL && g_str_has_prefix (text, "diff --git ");
  if (!is_named && pair != text && !g_str_has_prefix (text, "diff ") && !g_str_has_prefix (text, "Index: ") &&
      !g_str_has_prefix (text, "From "))
    return FALSE;

  return strstr (pair + 1, "\n+++ ") != NULL && strstr (pair, "\n@@") != NULL;
}
