/* askg-cli-watch.c: `askglass watch`: a command that runs again when files change, or a log that grows; a quiet word on a new
 * failure, and when it is well again. */
#include "app/askg-cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "app/askg-notice.h"
#include "app/askg-watch-log.h"
#include "app/askg-watch-tree.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/debug/askg-command-diagnosis.h"
#include "engine/debug/askg-command-shelf.h"
#include "engine/debug/askg-signature.h"

#define MAX_SEEN 1000u
#define MAX_TOLD_AT_ONCE 3u

typedef struct
{
  GMainLoop   *loop;
  AskgNotice  *notice;
  AskgWatchTree *tree;      /* (nullable): not owned */
  char       **words;       /* (nullable): not owned: none for a log */
  GPtrArray   *run_words;   /* owned: the same under `askglass run` */
  GHashTable  *seen;        /* owned: signatures in a log */
  char        *failing;     /* (nullable) owned: the signature of how it fails now */
  GHashTable  *by_hand;     /* owned: paths whose change made it run: a person edits those */
  gboolean     is_running;
  gboolean     runs_again;  /* somebody edited something meanwhile */
  gboolean     is_quiet;
  int          status;
} Watch;

typedef struct
{
  char     *folder;
  char     *file;
  gboolean  is_quiet;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->folder);
  g_free (options->file);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* -- What is told --------------------------------------------------------------------------- */

static void
tell (Watch      *self,
      const char *title,
      const char *body)
{
  g_autofree char *line = body != NULL ? g_strdup_printf ("%s: %s", title, body) : g_strdup (title);

  askg_exit_say (line);
  if (!self->is_quiet)
    askg_notice_show (self->notice, title, body != NULL ? body : "");
}

static char *
describe (const AskgDiagnostic *root)
{
  if (root->file == NULL)
    return g_strdup (root->message);

  return root->line > 0 ? g_strdup_printf ("%s:%u: %s", root->file, root->line, root->message)
                        : g_strdup_printf ("%s: %s", root->file, root->message);
}

/* -- A command ------------------------------------------------------------------------------- */

static void run_it     (Watch     *self);
static void changed_cb (GPtrArray *paths,
                        gpointer   user_data);

static void
tell_failure (Watch                   *self,
              const AskgCommandRecord *record)
{
  g_autoptr(AskgDiagnosis) diagnosis = askg_command_diagnosis_new (record);
  const AskgDiagnostic *root = askg_diagnosis_get_root (diagnosis);
  g_autofree char *signature = root != NULL ? askg_signature_of (root) : g_strdup_printf ("status %d", record->status);
  g_autofree char *body = root != NULL ? describe (root) : g_strdup_printf (_("it ended with %d"), record->status);
  g_autofree char *command = g_utf8_make_valid (record->command, -1);
  g_autofree char *title = NULL;

  if (g_strcmp0 (signature, self->failing) == 0)
    return;
  g_free (self->failing);
  self->failing = g_steal_pointer (&signature);
  title = g_strdup_printf (_("“%s” fails"), command);
  tell (self, title, body);
}

static void
take_end (Watch                   *self,
          const AskgCommandRecord *record)
{
  if (record != NULL && askg_command_record_has_failed (record))
    tell_failure (self, record);
  else if (record != NULL && record->status == 0 && self->failing != NULL)
    {
      g_autofree char *command = g_utf8_make_valid (record->command, -1);
      g_autofree char *title = g_strdup_printf (_("“%s” is well again"), command);

      g_clear_pointer (&self->failing, g_free);
      tell (self, title, NULL);
    }
}

static void
ended_cb (GPid     pid,
          int      wait_status,
          gpointer user_data)
{
  Watch *self = user_data;
  g_autoptr(AskgCommandRecord) record = askg_command_shelf_find_run (pid);
  g_autoptr(GPtrArray) meanwhile = askg_watch_tree_take (self->tree);

  changed_cb (meanwhile, self);
  self->is_running = FALSE;
  g_spawn_close_pid (pid);
  if (WIFSIGNALED (wait_status) && WTERMSIG (wait_status) == SIGINT) /* Ctrl-C was the command’s while it ran */
    {
      self->status = ASKG_EXIT_CANCELLED;
      g_main_loop_quit (self->loop);
      return;
    }
  take_end (self, record);
  if (self->runs_again)
    run_it (self);
}

static void
run_it (Watch *self)
{
  g_autoptr(GError) error = NULL;
  GPid pid;

  self->runs_again = FALSE;
  if (!g_spawn_async (NULL, (char **) self->run_words->pdata, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL,
                      &pid, &error))
    {
      self->status = askg_exit_with_error (error);
      g_main_loop_quit (self->loop);
      return;
    }
  self->is_running = TRUE;
  g_child_watch_add (pid, ended_cb, self);
}

/* What changes while it runs is what it writes itself, unless a person is known to edit that. */
static void
changed_cb (GPtrArray *paths,
            gpointer   user_data)
{
  Watch *self = user_data;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if (!self->is_running)
        g_hash_table_add (self->by_hand, g_strdup (path));
      else
        self->runs_again |= g_hash_table_contains (self->by_hand, path);
    }
  if (!self->is_running)
    run_it (self);
}

/* -- A log ------------------------------------------------------------------------------------- */

/* Returns: whether it is one that was not told before */
static gboolean
tell_error (Watch                *self,
            const AskgDiagnostic *diagnostic)
{
  g_autofree char *signature = askg_signature_of (diagnostic), *body = NULL;

  if (g_hash_table_contains (self->seen, signature))
    return FALSE;
  if (g_hash_table_size (self->seen) >= MAX_SEEN)
    g_hash_table_remove_all (self->seen);
  g_hash_table_add (self->seen, g_steal_pointer (&signature));
  body = describe (diagnostic);
  tell (self, _("A new error in the log"), body);

  return TRUE;
}

static void
added_cb (AskgCommandRecord *added,
          gpointer           user_data)
{
  Watch *self = user_data;
  g_autoptr(AskgDiagnosis) diagnosis = askg_command_diagnosis_new (added);
  const AskgDiagnostic *root = askg_diagnosis_get_root (diagnosis);
  GPtrArray *all = askg_diagnosis_get_all (diagnosis);
  guint n_told = 0;

  for (guint i = 0; root != NULL && i < all->len && n_told < MAX_TOLD_AT_ONCE; i++)
    {
      const AskgDiagnostic *diagnostic = g_ptr_array_index (all, i);

      if (diagnostic->severity == ASKG_SEVERITY_ERROR && diagnostic->standing == root->standing)
        n_told += tell_error (self, diagnostic);
    }
}

/* -- Both ---------------------------------------------------------------------------------------- */

static void
watch_clear (Watch *self)
{
  g_main_loop_unref (self->loop);
  askg_notice_free (self->notice);
  g_ptr_array_unref (self->run_words);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->by_hand);
  g_free (self->failing);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watch, watch_clear)

static void
watch_init (Watch    *self,
            char    **words,
            gboolean  is_quiet)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->notice = askg_notice_new ();
  self->is_quiet = is_quiet;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_hand = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->run_words = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->run_words, g_file_read_link ("/proc/self/exe", NULL));
  g_ptr_array_add (self->run_words, g_strdup ("run"));
  g_ptr_array_add (self->run_words, g_strdup ("--quiet"));
  g_ptr_array_add (self->run_words, g_strdup ("--"));
  for (char **word = words; *word != NULL; word++)
    g_ptr_array_add (self->run_words, g_strdup (*word));
  g_ptr_array_add (self->run_words, NULL);
}

static int
watch_command (Watch   *self,
               GError **error)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autoptr(AskgWatchTree) tree = askg_watch_tree_new (folder, changed_cb, self, error);

  if (tree == NULL)
    return askg_exit_with_error (*error);
  self->tree = tree;
  run_it (self);
  g_main_loop_run (self->loop);

  return self->status;
}

static int
watch_log (Watch      *self,
           const char *path)
{
  g_autoptr(AskgWatchLog) log = askg_watch_log_new (path, added_cb, self);

  g_main_loop_run (self->loop);

  return self->status;
}

int
askg_cli_watch (int    argc,
                char **argv)
{
  g_auto(Options) options = { 0 };
  g_auto(Watch) watch = { 0 };
  GOptionEntry entries[] = {
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder, N_("Run it in this folder, and watch what is below"), N_("FOLDER") },
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &options.file, N_("Watch a log file instead"), N_("LOG") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.is_quiet, N_("Tell it in the terminal alone"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  const gboolean is_understood = askg_cli_parse_before_command (entries, "watch", &argc, &argv, &error);

  watch_init (&watch, argv + 1, options.is_quiet);
  if (is_understood && (options.file != NULL) == (argc > 1))
    g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("It is not clear what to watch. Use: askglass watch -- COMMAND, or askglass watch --file LOG."));
  else if (is_understood && options.folder != NULL && chdir (options.folder) != 0)
    g_set_error (&error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("The folder “%s” cannot be entered: %s. Give another with --folder."),
                 options.folder, g_strerror (errno));
  if (error != NULL)
    return askg_exit_with_error (error);

  return options.file != NULL ? watch_log (&watch, options.file) : watch_command (&watch, &error);
}
