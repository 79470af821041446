/* askg-patch-reader.c: any thread. A line reader: what stands before the first header, and between files, is skipped. */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/debug/askg-patch.h"

typedef struct
{
  GStrv       lines;
  guint       n_lines;
  guint       at;

  GPtrArray  *files;         /* of AskgPatchFile */
  gboolean    is_new;        /* said by the header that is read */
  gboolean    is_deleted;
  gboolean    is_executable;
  char       *git_old;       /* (nullable): as "diff --git" names it */
  char       *git_new;
} Reader;

static void
reader_clear (Reader *reader)
{
  g_strfreev (reader->lines);
  g_clear_pointer (&reader->files, g_ptr_array_unref);
  g_free (reader->git_old);
  g_free (reader->git_new);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static const char *
line_at (const Reader *reader,
         guint         at)
{
  return at < reader->n_lines ? reader->lines[at] : "";
}

/* -- Paths ------------------------------------------------------------------------------- */

static char *
unquote (const char *text)
{
  GString *path = g_string_new (NULL);

  for (text++; *text != '\0' && *text != '"'; text++)
    {
      guint byte = 0, n = 0;

      if (*text != '\\')
        {
          g_string_append_c (path, *text);
          continue;
        }
      text++;
      while (n < 3 && text[n] >= '0' && text[n] <= '7')
        byte = byte * 8 + (guint) (text[n++] - '0');
      if (n > 0)
        g_string_append_c (path, (char) byte);
      else if (*text != '\0')
        g_string_append_c (path, *text == 't' ? '\t' : *text == 'n' ? '\n' : *text);
      else
        break;
      text += n > 0 ? n - 1 : 0;
    }

  return g_string_free (path, FALSE);
}

/* Behind "--- " or "+++ ". Returns: (nullable) (transfer full): %NULL for /dev/null */
static char *
read_path (const char *text)
{
  g_autofree char *path = NULL;

  text += strspn (text, " ");
  path = *text == '"' ? unquote (text) : g_strndup (text, strcspn (text, "\t\r"));
  g_strchomp (path);

  return strcmp (path, "/dev/null") == 0 ? NULL : g_steal_pointer (&path);
}

static const char *
behind_first_folder (const char *path)
{
  const char *slash = strchr (path, '/');

  return slash != NULL && slash != path ? slash + 1 : NULL;
}

/* Both sides without what tells them apart: a/ and b/, old/ and new/, .orig. Returns: %FALSE where they are two files */
static gboolean
join_paths (char **old_path,
            char **new_path)
{
  const char *old_rest = *old_path != NULL ? behind_first_folder (*old_path) : NULL;
  const char *new_rest = *new_path != NULL ? behind_first_folder (*new_path) : NULL;
  char *both;

  if (*old_path == NULL || *new_path == NULL)
    {
      char **only = *old_path == NULL ? new_path : old_path;
      const char *rest = *old_path == NULL ? new_rest : old_rest;

      if (*only == NULL)
        return FALSE;
      if (rest != NULL && (g_str_has_prefix (*only, "a/") || g_str_has_prefix (*only, "b/")))
        memmove (*only, rest, strlen (rest) + 1);
      return TRUE;
    }
  if (strcmp (*old_path, *new_path) == 0)
    return TRUE;
  if (old_rest != NULL && new_rest != NULL && strcmp (old_rest, new_rest) == 0)
    both = g_strdup (new_rest);
  else if (g_str_has_prefix (*old_path, *new_path) && (*old_path)[strlen (*new_path)] == '.')
    both = g_strdup (*new_path);
  else
    return FALSE;
  g_free (*old_path);
  g_free (*new_path);
  *old_path = both;
  *new_path = g_strdup (both);

  return TRUE;
}

/* -- Hunks ------------------------------------------------------------------------------- */

static gboolean
is_pair (const Reader *reader,
         guint         at)
{
  return g_str_has_prefix (line_at (reader, at), "--- ") && g_str_has_prefix (line_at (reader, at + 1), "+++ ");
}

static gboolean
is_boundary (const Reader *reader,
             guint         at)
{
  const char *line = line_at (reader, at);

  return at >= reader->n_lines || g_str_has_prefix (line, "@@") || g_str_has_prefix (line, "diff --git ") ||
         g_str_has_prefix (line, "Index: ") || g_str_has_prefix (line, "```") || is_pair (reader, at) ||
         (strcmp (line, "-- ") == 0 && at + 3 >= reader->n_lines); /* the signature of a mail */
}

/* "@@ -81,4 +81,5 @@ section": each number may be missing, even all of them. */
static void
read_numbers (const char *line,
              guint      *old_line,
              guint      *n_old,
              guint      *new_line,
              guint      *n_new)
{
  static const char signs[] = "-+";
  guint *const values[] = { old_line, n_old, new_line, n_new };

  *old_line = *new_line = 0;
  *n_old = *n_new = G_MAXUINT;
  for (guint side = 0; side < 2; side++)
    {
      const char *at = strchr (line, signs[side]);
      char *end;
      guint64 value;

      if (at == NULL || !g_ascii_isdigit (at[1]))
        continue;
      value = g_ascii_strtoull (at + 1, &end, 10);
      *values[2 * side] = (guint) MIN (value, G_MAXINT);
      *values[2 * side + 1] = 1;
      if (*end == ',' && g_ascii_isdigit (end[1]))
        *values[2 * side + 1] = (guint) MIN (g_ascii_strtoull (end + 1, NULL, 10), G_MAXINT);
    }
}

/* Returns: %FALSE where it does not look like one of a hunk */
static gboolean
add_line (AskgPatchHunk *hunk,
          const char    *line,
          gboolean       is_patient)
{
  const gboolean is_blank = *line == '\0' || strcmp (line, "\r") == 0;

  if (*line == '\\')
    {
      if (hunk->lines->len > 0)
        ((AskgPatchLine *) g_ptr_array_index (hunk->lines, hunk->lines->len - 1))->is_open = TRUE;
      return TRUE;
    }
  if (*line == '+' || *line == '-' || *line == ' ')
    askg_patch_hunk_add (hunk, (AskgPatchLineKind) *line, line + 1, -1);
  else if (is_blank || is_patient)
    askg_patch_hunk_add (hunk, ASKG_PATCH_CONTEXT, line, -1);
  else
    return FALSE;

  return TRUE;
}

/* As the header counts them. Returns: (nullable): %NULL where the count is wrong */
static AskgPatchHunk *
read_counted (Reader *reader,
              guint   n_old,
              guint   n_new,
              guint  *at)
{
  AskgPatchHunk *hunk = askg_patch_hunk_new (0, 0);

  while (*at < reader->n_lines && (n_old > 0 || n_new > 0 || *line_at (reader, *at) == '\\'))
    {
      const char *line = line_at (reader, *at);
      const gboolean takes_old = *line != '+' && *line != '\\', takes_new = *line != '-' && *line != '\\';

      if ((takes_old && n_old == 0) || (takes_new && n_new == 0) || !add_line (hunk, line, FALSE))
        break;
      n_old -= takes_old;
      n_new -= takes_new;
      (*at)++;
    }
  if (n_old == 0 && n_new == 0 && (*line_at (reader, *at) == '\0' || is_boundary (reader, *at)))
    return hunk;
  g_ptr_array_unref (hunk->lines);
  g_free (hunk);

  return NULL;
}

static void
drop_blank_end (AskgPatchHunk *hunk)
{
  while (hunk->lines->len > 0)
    {
      const AskgPatchLine *last = g_ptr_array_index (hunk->lines, hunk->lines->len - 1);

      if (last->kind != ASKG_PATCH_CONTEXT || *last->text != '\0')
        return;
      g_ptr_array_set_size (hunk->lines, (int) hunk->lines->len - 1);
    }
}

static void
read_hunk (Reader        *reader,
           AskgPatchFile *file)
{
  guint old_line, n_old, new_line, n_new, at;
  AskgPatchHunk *hunk;

  read_numbers (line_at (reader, reader->at++), &old_line, &n_old, &new_line, &n_new);
  at = reader->at;
  hunk = n_old != G_MAXUINT && n_new != G_MAXUINT ? read_counted (reader, n_old, n_new, &at) : NULL;
  if (hunk == NULL)
    {
      hunk = askg_patch_hunk_new (0, 0);
      for (at = reader->at; !is_boundary (reader, at); at++)
        add_line (hunk, line_at (reader, at), TRUE);
      drop_blank_end (hunk);
    }
  hunk->old_line = old_line;
  hunk->new_line = new_line;
  reader->at = at;
  g_ptr_array_add (file->hunks, hunk);
}

/* -- Files ------------------------------------------------------------------------------- */

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, sentence);

  return FALSE;
}

static gboolean
start_file (Reader  *reader,
            char    *old_path,
            char    *new_path,
            GError **error)
{
  g_autofree char *old_side = old_path, *new_side = new_path;
  AskgPatchFile *file;

  if (reader->is_new)
    g_clear_pointer (&old_side, g_free);
  if (reader->is_deleted)
    g_clear_pointer (&new_side, g_free);
  if (!join_paths (&old_side, &new_side))
    return refuse (error, _("The patch renames or copies a file, which Askglass does not do. Copy it and apply it with git."));
  file = askg_patch_file_new (old_side, new_side);
  file->is_executable = reader->is_executable;
  g_ptr_array_add (reader->files, file);
  reader->is_new = reader->is_deleted = reader->is_executable = FALSE;
  g_clear_pointer (&reader->git_old, g_free);
  g_clear_pointer (&reader->git_new, g_free);

  return TRUE;
}

/* "diff --git a/x b/x" names both without telling where one ends: halves that differ in a and b do. */
static void
read_git_header (Reader     *reader,
                 const char *names)
{
  const gsize n = strcspn (names, "\r");

  g_clear_pointer (&reader->git_old, g_free);
  g_clear_pointer (&reader->git_new, g_free);
  reader->is_new = reader->is_deleted = reader->is_executable = FALSE;
  if (n % 2 == 1 && names[n / 2] == ' ')
    {
      g_autofree char *old_name = g_strndup (names, n / 2), *new_name = g_strndup (names + n / 2 + 1, n / 2);

      reader->git_old = read_path (old_name);
      reader->git_new = read_path (new_name);
    }
}

/* An empty file that comes or goes has no hunk, and no other names. */
static gboolean
end_git_header (Reader  *reader,
                GError **error)
{
  if (reader->git_old == NULL || !(reader->is_new || reader->is_deleted))
    return TRUE;

  return start_file (reader, g_steal_pointer (&reader->git_old), g_steal_pointer (&reader->git_new), error);
}

static gboolean
read_header_line (Reader      *reader,
                  const char  *line,
                  GError     **error)
{
  if (g_str_has_prefix (line, "diff --git "))
    {
      if (!end_git_header (reader, error))
        return FALSE;
      read_git_header (reader, line + strlen ("diff --git "));
    }
  else if (g_str_has_prefix (line, "new file mode "))
    {
      reader->is_new = TRUE;
      reader->is_executable = g_str_has_prefix (line + strlen ("new file mode "), "100755");
    }
  else if (g_str_has_prefix (line, "deleted file mode "))
    reader->is_deleted = TRUE;
  else if (g_str_has_prefix (line, "GIT binary patch") || g_str_has_prefix (line, "Binary files "))
    return refuse (error, _("The patch changes a file that is no text. Copy it and apply it with git."));
  else if (g_str_has_prefix (line, "rename from ") || g_str_has_prefix (line, "copy from "))
    return refuse (error, _("The patch renames or copies a file, which Askglass does not do. Copy it and apply it with git."));

  return TRUE;
}

static gboolean
read_all (Reader  *reader,
          GError **error)
{
  while (reader->at < reader->n_lines)
    {
      const char *line = line_at (reader, reader->at);

      if (is_pair (reader, reader->at))
        {
          char *old_path = read_path (line + 4), *new_path = read_path (line_at (reader, reader->at + 1) + 4);

          reader->at += 2;
          if (!start_file (reader, old_path, new_path, error))
            return FALSE;
          if (reader->files->len > ASKG_PATCH_MAX_FILES)
            return refuse (error, _("The patch changes too many files to be shown. Copy it and apply it with git."));
        }
      else if (g_str_has_prefix (line, "@@") && reader->files->len > 0)
        read_hunk (reader, g_ptr_array_index (reader->files, reader->files->len - 1));
      else if (read_header_line (reader, line, error))
        reader->at++;
      else
        return FALSE;
    }

  return end_git_header (reader, error);
}

static gboolean
check (Reader  *reader,
       GError **error)
{
  if (reader->files->len == 0)
    return refuse (error, _("The patch names no file. Ask for a unified diff with the lines “---” and “+++”."));
  for (guint i = 0; i < reader->files->len; i++)
    {
      const AskgPatchFile *file = g_ptr_array_index (reader->files, i);

      for (guint j = 0; j < file->hunks->len; j++)
        if (((AskgPatchHunk *) g_ptr_array_index (file->hunks, j))->lines->len == 0)
          return refuse (error, _("The patch breaks off. Ask for it again."));
      if (file->hunks->len == 0 && file->old_path != NULL && file->new_path != NULL)
        return refuse (error, _("The patch changes nothing. Ask for it again."));
    }

  return TRUE;
}

/**
 * askg_patch_read:
 * @text: a diff, with whatever stands before it
 *
 * Counts and line numbers may be wrong or missing, the space before an empty line, too.
 *
 * Returns: (transfer full): on failure %NULL, and a sentence says why
 */
AskgPatch *
askg_patch_read (const char  *text,
                 GError     **error)
{
  g_auto(Reader) reader = { 0 };
  AskgPatch *patch;

  reader.files = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_patch_file_free);
  if (strlen (text) > ASKG_PATCH_MAX_BYTES)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                           _("The patch is too long to be shown. Copy it and apply it with git."));
      return NULL;
    }
  reader.lines = g_strsplit (text, "\n", -1);
  reader.n_lines = g_strv_length (reader.lines);
  if (reader.n_lines > 0 && *reader.lines[reader.n_lines - 1] == '\0') /* behind the last line's end */
    reader.n_lines--;
  if (!read_all (&reader, error) || !check (&reader, error))
    return NULL;
  patch = g_new0 (AskgPatch, 1);
  patch->files = g_steal_pointer (&reader.files);

  return patch;
}
