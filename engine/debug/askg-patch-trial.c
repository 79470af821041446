/* askg-patch-trial.c: any thread. */
#include "engine/debug/askg-patch-trial.h"

#include <stdarg.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/debug/askg-patch-fit.h"
#include "engine/debug/askg-patch-tool.h"
#include "engine/debug/askg-source-finder.h"

#define MAX_FILE_BYTES (8 * 1024 * 1024)

static void
patched_file_free (gpointer data)
{
  AskgPatchedFile *file = data;

  g_free (file->path);
  g_free (file->text);
  g_free (file);
}

void
askg_patch_trial_free (AskgPatchTrial *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->files);
  g_free (self->project);
  askg_patch_free (self->patch);
  g_clear_error (&self->why);
  g_free (self);
}

/* -- The files ------------------------------------------------------------------------------ */

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError     **error,
        const char  *format,
        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, format, arguments));
  va_end (arguments);

  return FALSE;
}

static gboolean
names_version_control (const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  return g_strv_contains ((const char *const *) parts, ".git") || g_strv_contains ((const char *const *) parts, ".hg");
}

/* Returns: (nullable) (transfer full): its text */
static char *
read_text (const char  *project,
           const char  *path,
           GError     **error)
{
  g_autofree char *whole = g_build_filename (project, path, NULL), *bytes = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (whole);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  gsize n;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_FILE_BYTES)
    {
      refuse (error, _("Does not apply: %s is too large."), path);
      return NULL;
    }
  if (!g_file_get_contents (whole, &bytes, &n, error))
    return NULL;
  if (memchr (bytes, '\0', n) != NULL)
    {
      refuse (error, _("Does not apply: %s is no text."), path);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

static gboolean
tell_misfit (const AskgPatchFit  *fit,
             const char          *path,
             GError             **error)
{
  if (fit->state == ASKG_PATCH_AMBIGUOUS)
    return refuse (error, _("Does not apply: the lines it changes are in %u places of %s. Ask for a patch with more lines around the change."),
                   fit->n_places, path);
  if (fit->state == ASKG_PATCH_PLACELESS)
    return refuse (error, _("Does not apply: it shows no line of %s to go by. Ask for a patch with the lines around the change."), path);
  if (fit->line == 0)
    return refuse (error, _("Does not apply: none of the lines it changes is in %s. Ask again with the file as it is now."), path);

  return refuse (error, _("Does not apply: line %u of %s has changed since. Ask again with the file as it is now."), fit->line, path);
}

/* -- A file of the patch ---------------------------------------------------------------------- */

/* A name that stays in the project, all links in it followed, though there is no such file yet. */
static gboolean
is_safe_new_name (const char *project,
                  const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, project), *folder = g_path_get_dirname (whole);
  const gsize n = strlen (project);

  if (g_path_is_absolute (path) || strncmp (whole, project, n) != 0 || whole[n] != '/')
    return FALSE;
  while (strlen (folder) > n)
    {
      char *parent;

      if (g_file_test (folder, G_FILE_TEST_IS_SYMLINK))
        return FALSE;
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }

  return TRUE;
}

static char *
text_of_new (const AskgPatchFile *file)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < file->hunks->len; i++)
    {
      const AskgPatchHunk *hunk = g_ptr_array_index (file->hunks, i);

      for (guint j = 0; j < hunk->lines->len; j++)
        {
          const AskgPatchLine *line = g_ptr_array_index (hunk->lines, j);

          g_string_append (text, line->text);
          if (!line->is_open)
            g_string_append_c (text, '\n');
        }
    }

  return g_string_free (text, FALSE);
}

static gboolean
try_new_file (const char           *project,
              AskgPatchFile        *file,
              AskgPatchTrialState  *out_state,
              GError              **error)
{
  g_autofree char *whole = g_canonicalize_filename (file->new_path, project), *there = NULL, *wanted = NULL;

  if (!is_safe_new_name (project, file->new_path))
    return refuse (error, _("Not applied: %s lies outside the project."), file->new_path);
  *out_state = ASKG_PATCH_TRIAL_FITS;
  if (!g_file_test (whole, G_FILE_TEST_EXISTS) && !g_file_test (whole, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  there = read_text (project, file->new_path, NULL);
  wanted = text_of_new (file);
  if (there == NULL || strcmp (there, wanted) != 0)
    return refuse (error, _("Does not apply: there is a file %s already. Ask again with the file as it is now."), file->new_path);
  *out_state = ASKG_PATCH_TRIAL_IS_IN;

  return TRUE;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text += strcspn (text, "\n"), text += *text == '\n')
    n++;

  return n;
}

/* A file goes only as a whole. */
static gboolean
takes_all (const AskgPatchFile *file,
           const char          *text)
{
  guint n = 0;

  for (guint i = 0; i < file->hunks->len; i++)
    n += ((AskgPatchHunk *) g_ptr_array_index (file->hunks, i))->lines->len;

  return n == count_lines (text);
}

static void
set_path (AskgPatchFile *file,
          const char    *path)
{
  g_free (file->old_path);
  file->old_path = g_strdup (path);
  if (file->new_path == NULL)
    return;
  g_free (file->new_path);
  file->new_path = g_strdup (path);
}

static const char *
remember (AskgPatchTrial *self,
          const char     *path,
          char           *text)
{
  AskgPatchedFile *file = g_new0 (AskgPatchedFile, 1);

  file->path = g_strdup (path);
  file->text = text;
  g_ptr_array_add (self->files, file);

  return text;
}

static gboolean
try_file (AskgPatchTrial       *self,
          AskgSourceFinder     *finder,
          AskgPatchFile        *file,
          AskgPatchTrialState  *out_state,
          GError              **error)
{
  const char *project = askg_source_finder_get_project (finder), *named = askg_patch_file_get_path (file);
  g_autofree char *path = NULL;
  char *now;
  const char *text;
  AskgPatchFit fit;

  if (names_version_control (named))
    return refuse (error, _("Not applied: %s belongs to the version control itself."), named);
  if (file->old_path == NULL)
    return try_new_file (project, file, out_state, error);
  path = askg_source_finder_find (finder, named);
  if (path == NULL || names_version_control (path))
    return refuse (error, _("Does not apply: the project has no file %s. Ask again and name the file."), named);
  now = read_text (project, path, error);
  if (now == NULL)
    return FALSE;
  text = remember (self, path, now);
  set_path (file, path);
  fit = askg_patch_fit (file, text);
  if (fit.state != ASKG_PATCH_FITS && fit.state != ASKG_PATCH_IS_IN)
    return tell_misfit (&fit, path, error);
  if (file->new_path == NULL && !takes_all (file, text))
    return refuse (error, _("Does not apply: %s holds more than the patch takes away. Ask again with the file as it is now."), path);
  *out_state = fit.state == ASKG_PATCH_IS_IN ? ASKG_PATCH_TRIAL_IS_IN : ASKG_PATCH_TRIAL_FITS;

  return TRUE;
}

/* -- The whole -------------------------------------------------------------------------------- */

/* Half of it in and half of it not is neither. */
static gboolean
try_all (AskgPatchTrial    *self,
         AskgSourceFinder  *finder,
         GError           **error)
{
  for (guint i = 0; i < self->patch->files->len; i++)
    {
      AskgPatchFile *file = g_ptr_array_index (self->patch->files, i);
      AskgPatchTrialState state = ASKG_PATCH_TRIAL_FITS;

      if (!try_file (self, finder, file, &state, error))
        return FALSE;
      if (i > 0 && state != self->state)
        return refuse (error, _("Does not apply: a part of it is in %s already. Ask again with the files as they are now."),
                       askg_patch_file_get_path (file));
      self->state = state;
    }

  return TRUE;
}

static gboolean
run_tool (const AskgPatchTrial  *self,
          AskgPatchToolFlags     flags,
          GCancellable          *cancellable,
          GError               **error)
{
  g_autofree char *text = askg_patch_write (self->patch);

  return askg_patch_tool_run (self->project, text, flags, cancellable, error);
}

/**
 * askg_patch_trial_new:
 * @text: a diff, as an answer holds it
 * @folder: where its names start, or a folder of the same project
 *
 * Reads the files, then has git or patch check it; writes nothing.
 *
 * Returns: (transfer full): also of one that fails
 */
AskgPatchTrial *
askg_patch_trial_new (const char   *text,
                      const char   *folder,
                      GCancellable *cancellable)
{
  AskgPatchTrial *self = g_new0 (AskgPatchTrial, 1);
  g_autoptr(AskgSourceFinder) finder = askg_source_finder_new (folder);
  gboolean is_fine;

  self->files = g_ptr_array_new_with_free_func (patched_file_free);
  self->project = g_strdup (askg_source_finder_get_project (finder));
  self->patch = askg_patch_read (text, &self->why);
  is_fine = self->patch != NULL && try_all (self, finder, &self->why);
  if (is_fine)
    is_fine = run_tool (self, ASKG_PATCH_CHECK | (self->state == ASKG_PATCH_TRIAL_IS_IN ? ASKG_PATCH_TAKE_BACK : 0), cancellable,
                        &self->why);
  if (!is_fine)
    self->state = ASKG_PATCH_TRIAL_FAILS;

  return self;
}

/**
 * askg_patch_trial_apply:
 * @self: one that did not fail
 * @is_undo: take back what was applied
 *
 * Returns: %FALSE with a sentence when a file has changed since the trial; then no file was written
 */
gboolean
askg_patch_trial_apply (const AskgPatchTrial  *self,
                        gboolean               is_undo,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_return_val_if_fail (self->state != ASKG_PATCH_TRIAL_FAILS, FALSE);

  /* patch writes file by file: only what it says fits as a whole is begun. */
  return run_tool (self, ASKG_PATCH_CHECK | (is_undo ? ASKG_PATCH_TAKE_BACK : 0), cancellable, error) &&
         run_tool (self, is_undo ? ASKG_PATCH_TAKE_BACK : 0, cancellable, error);
}
