/* askg-cli-patch.c: `askglass patch`: whether a diff applies here; applied, or taken back. Needs neither bus nor display. */
#include "app/askg-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/debug/askg-patch-trial.h"

typedef struct
{
  gboolean  apply;
  gboolean  undo;
  gboolean  as_json;
  char     *folder;
} Options;

/* Returns: (nullable) (transfer full): a little more than is ever understood, so that too much is told as such */
static char *
read_all (const char  *path,
          GError     **error)
{
  const gboolean is_pipe = path == NULL || strcmp (path, "-") == 0;
  const int file = is_pipe ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  GString *text = g_string_new (NULL);
  char buffer[16384];
  gssize n = file < 0 ? -1 : 0;

  while (file >= 0 && text->len <= ASKG_PATCH_MAX_BYTES && ((n = read (file, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR)))
    if (n > 0)
      g_string_append_len (text, buffer, n);
  if (n < 0)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("“%s” could not be read: %s."), is_pipe ? "-" : path, g_strerror (errno));
  if (file > STDIN_FILENO)
    close (file);
  if (n >= 0 && memchr (text->str, '\0', text->len) != NULL)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                           _("That is no text. Give a unified diff, as “git diff” prints it."));
      n = -1;
    }

  return g_string_free (text, n < 0);
}

static const char *
name_of_state (AskgPatchTrialState state)
{
  static const char *const names[] = { "applies", "applied", "fails" };

  return names[state];
}

static void
print_json (const AskgPatchTrial *trial)
{
  json_t *files = json_array ();
  g_autoptr(json_t) told = NULL;
  g_autofree char *printed = NULL;

  for (guint i = 0; trial->patch != NULL && i < trial->patch->files->len; i++)
    json_array_append_new (files, json_string (askg_patch_file_get_path (g_ptr_array_index (trial->patch->files, i))));
  told = json_pack ("{s:s, s:s, s:o, s:o}", "state", name_of_state (trial->state), "project", trial->project, "files", files,
                    "why", trial->why != NULL ? json_string (trial->why->message) : json_null ());
  printed = askg_json_print (told);
  g_print ("%s\n", printed);
}

static void
print_state (const AskgPatchTrial *trial)
{
  guint n_added, n_removed;

  askg_patch_count (trial->patch, &n_added, &n_removed);
  for (guint i = 0; i < trial->patch->files->len; i++)
    g_print ("%s\n", askg_patch_file_get_path (g_ptr_array_index (trial->patch->files, i)));
  g_print ("+%u −%u  %s\n", n_added, n_removed,
           trial->state == ASKG_PATCH_TRIAL_IS_IN ? _("Applied. It can be taken back.") : _("It applies cleanly."));
}

/* Returns: whether the files are now as was wanted */
static gboolean
act (AskgPatchTrial  *trial,
     const Options   *options,
     GError         **error)
{
  const AskgPatchTrialState wanted = options->undo ? ASKG_PATCH_TRIAL_FITS : ASKG_PATCH_TRIAL_IS_IN;

  if (trial->state == ASKG_PATCH_TRIAL_FAILS)
    {
      g_propagate_error (error, g_error_copy (trial->why));
      return FALSE;
    }
  if ((!options->apply && !options->undo) || trial->state == wanted)
    return TRUE;
  if (!askg_patch_trial_apply (trial, options->undo, askg_cli_get_cancellable (), error))
    return FALSE;
  trial->state = wanted;

  return TRUE;
}

int
askg_cli_patch (int    argc,
                char **argv)
{
  Options options = { FALSE, FALSE, FALSE, NULL };
  GOptionEntry entries[] = {
    { "apply", 0, 0, G_OPTION_ARG_NONE, &options.apply, N_("Change the files"), NULL },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &options.undo, N_("Take back what was applied"), NULL },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, N_("A folder of the project it is for"), N_("FOLDER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_("Print a JSON object"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPatchTrial) trial = NULL;
  g_autofree char *text = NULL, *folder = NULL;
  gboolean is_fine;

  if (!askg_cli_parse (entries, "patch", &argc, &argv, &error))
    return askg_exit_with_error (error);
  folder = options.folder != NULL ? options.folder : g_get_current_dir ();
  if (argc > 2 || (options.apply && options.undo))
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("One patch is looked at, applied or taken back at a time. Use: askglass patch [--apply | --undo] [FILE|-]."));
      return askg_exit_with_error (error);
    }
  text = read_all (argc > 1 ? argv[1] : NULL, &error);
  if (text == NULL)
    return askg_exit_with_error (error);
  trial = askg_patch_trial_new (text, folder, askg_cli_get_cancellable ());
  is_fine = act (trial, &options, &error);
  if (options.as_json)
    print_json (trial);
  else if (is_fine)
    print_state (trial);

  return is_fine ? ASKG_EXIT_OK : askg_exit_with_error (error);
}
