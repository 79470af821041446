/* askg-cli-history.c: `askglass history`: list, check, take out, bring in, delete. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli-secret.h"
#include "app/askg-exit.h"
#include "app/askg-verbs.h"
#include "engine/base/askg-error.h"
#include "engine/model/askg-inert-text.h"

#define DEFAULT_MOST 100

typedef struct
{
  gboolean  json;
  gboolean  all;
  gboolean  yes;
  gboolean  markdown;
  gboolean  replace;
  int       most;
  char     *before;
  gint64    conversation;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->before);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_line (const char *line)
{
  askg_exit_print (line);
  askg_exit_print ("\n");
}

/* -- Requests --------------------------------------------------------------- */

/* On a terminal: how far it is. */
static void
event_cb (json_t   *event,
          gpointer  user_data)
{
  if (g_strcmp0 (askg_json_get_string (event, "event"), "progress") == 0 && isatty (STDERR_FILENO))
    fprintf (stderr, "\r%3d %%\r", (int) (json_number_value (json_object_get (event, "part")) * 100));
}

/* (transfer full): the last event; %NULL when it could not be asked */
static json_t *
request_of (json_t   *request,
            GError  **error)
{
  json_t *last = askg_cli_request (request, FALSE, event_cb, NULL, error);
  json_t *trouble = json_object_get (last, "error");

  if (isatty (STDERR_FILENO))
    fputs ("     \r", stderr);
  if (trouble != NULL)
    g_propagate_error (error, askg_error_new_for_id (askg_json_get_string (trouble, "id"),
                                                     askg_json_get_string (trouble, "message")));

  return last;
}

static void
print_json (json_t *value)
{
  g_autofree char *printed = askg_json_print (value);

  print_line (printed);
}

static gint64
number (json_t     *object,
        const char *key)
{
  return json_integer_value (json_object_get (object, key));
}

/* -- Each of them ----------------------------------------------------------- */

/* "  12  2026-11-17 14:32   3  What does this mean?": its number, when it was changed, turns, title. */
static void
print_conversation (json_t *object)
{
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (number (object, "changed_at_us") / G_USEC_PER_SEC);
  g_autofree char *when = then != NULL ? g_date_time_format (then, "%Y-%m-%d %H:%M") : g_strdup ("-");
  g_autofree char *title = askg_text_make_inert (askg_json_get_string (object, "title"),
                                                 ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  g_autofree char *line = g_strdup_printf ("%6" G_GINT64_FORMAT "  %s  %3d %s %s", number (object, "conversation"), when,
                                           (int) number (object, "turns"),
                                           json_is_true (json_object_get (object, "pinned")) ? "*" : " ", title);

  print_line (line);
}

static int
list (const Options *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s, s:i}", "verb", "history", "do", "list", "most", options->most);
  g_autoptr(json_t) last = request_of (request, &error);
  json_t *conversations = json_object_get (last, "conversations");
  json_t *object;
  gsize i;

  if (error != NULL)
    return askg_exit_with_error (error);
  if (options->json)
    {
      print_json (conversations);
      return ASKG_EXIT_OK;
    }
  json_array_foreach (conversations, i, object)
    print_conversation (object);
  if (json_array_size (conversations) == 0)
    askg_exit_say (_("The history is empty."));

  return ASKG_EXIT_OK;
}

static void
print_size (const char *what,
            gint64      bytes)
{
  g_autofree char *size = g_format_size ((guint64) bytes);
  g_autofree char *line = g_strdup_printf ("%s: %s", what, size);

  print_line (line);
}

/* Of a file that is damaged nothing was counted. */
static void
print_check (json_t *found)
{
  const gint64 n_forgotten = number (found, "to_be_forgotten");
  g_autofree char *counts = /* what is counted is a heading: it has no plural */
    g_strdup_printf (_("Conversations: %d, questions: %d, pictures: %d, sounds: %d"), (int) number (found, "conversations"),
                     (int) number (found, "turns"), (int) number (found, "pictures"), (int) number (found, "sounds"));
  g_autofree char *forgotten =
    g_strdup_printf (ngettext ("The settings let %d conversation go: with the next start, or now with “askglass history vacuum”.",
                               "The settings let %d conversations go: with the next start, or now with “askglass history vacuum”.",
                               (gulong) n_forgotten),
                     (int) n_forgotten);

  print_line (askg_json_get_string (found, "verdict"));
  if (!json_is_true (json_object_get (found, "whole")) && number (found, "turns") == 0)
    {
      print_size (_("File"), number (found, "file_bytes"));
      return;
    }
  print_line (counts);
  print_size (_("File"), number (found, "file_bytes"));
  print_size (_("Of it pictures"), number (found, "picture_bytes"));
  print_size (_("Of it sounds"), number (found, "sound_bytes"));
  print_size (_("Of it texts"), number (found, "text_bytes"));
  print_size (_("Of it free"), number (found, "free_bytes"));
  print_size (_("Copies beside it, from before an update or a damage"), number (found, "copies_bytes"));
  if (n_forgotten > 0)
    print_line (forgotten);
}

static int
check (const Options *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s}", "verb", "history", "do", "check");
  g_autoptr(json_t) last = request_of (request, &error);
  json_t *found = json_object_get (last, "check");

  if (error != NULL)
    return askg_exit_with_error (error);
  if (options->json)
    print_json (found);
  else
    print_check (found);

  return json_is_true (json_object_get (found, "whole")) ? ASKG_EXIT_OK : ASKG_EXIT_STORAGE;
}

static char *
absolute (const char *path)
{
  return g_canonicalize_filename (path, NULL);
}

static int
take_out (const Options *options,
          const char    *path)
{
  g_autofree char *whole_path = absolute (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request =
    json_pack ("{s:s, s:s, s:s, s:b, s:b, s:I}", "verb", "history", "do", "export", "path", whole_path,
               "markdown", options->markdown, "replace", options->replace, "conversation", (json_int_t) options->conversation);
  g_autoptr(json_t) last = NULL;
  json_t *exported;
  g_autofree char *line = NULL;

  if (request == NULL)
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE, _("The name of the file is not UTF-8. Choose another name."));
      return askg_exit_with_error (error);
    }
  last = request_of (request, &error);
  if (error != NULL)
    return askg_exit_with_error (error);
  exported = json_object_get (last, "exported");
  if (options->json)
    {
      print_json (exported);
      return ASKG_EXIT_OK;
    }
  line = g_strdup_printf (_("Conversations: %d, questions: %d. They stand in %s as plain text: keep it as you keep the history."),
                          (int) number (exported, "conversations"), (int) number (exported, "turns"), path);
  print_line (line);

  return ASKG_EXIT_OK;
}

static int
bring_in (const Options *options,
          const char    *path)
{
  g_autofree char *whole_path = absolute (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s, s:s}", "verb", "history", "do", "import", "path", whole_path);
  g_autoptr(json_t) last = NULL;
  json_t *imported;

  if (request == NULL)
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE, _("The name of the file is not UTF-8. Choose another name."));
      return askg_exit_with_error (error);
    }
  last = request_of (request, &error);
  imported = json_object_get (last, "imported");
  if (options->json && imported != NULL)
    print_json (imported);
  /* Also of a file that was damaged in its midst; of one that is none there is nothing to tell. */
  else if (imported != NULL && (error == NULL || number (imported, "conversations") + number (imported, "already_there") > 0))
    {
      g_autofree char *line =
        g_strdup_printf (_("Conversations that came in: %d. Here already: %d. Pictures that could not be read: %d."),
                         (int) number (imported, "conversations"), (int) number (imported, "already_there"),
                         (int) number (imported, "pictures_lost"));

      print_line (line);
    }

  return error != NULL ? askg_exit_with_error (error) : ASKG_EXIT_OK;
}

/* "2026-11-17", or with a time: by the clock on the wall. 0 where it is none. */
static gint64
read_date (const char *text)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *midnight = strchr (text, 'T') == NULL ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (midnight, zone);

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : 0;
}

/* What cannot be undone is asked about; a pipe says it with an option. */
static gboolean
may_delete_all (const Options  *options,
                GError        **error)
{
  if (options->yes)
    return TRUE;
  if (!isatty (STDIN_FILENO))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("Nobody can be asked whether all of the history shall go. Say it with --yes."));
      return FALSE;
    }
  if (askg_cli_ask_for_yes (_("All conversations, their pictures and the copies beside the history will be erased. Nothing brings them back. Erase them?")))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Nothing was deleted."));
  return FALSE;
}

static int
delete (const Options *options)
{
  const gint64 before_us = options->before != NULL ? read_date (options->before) : 0;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = NULL;
  g_autoptr(json_t) last = NULL;

  if (options->all + (options->conversation != 0) + (options->before != NULL) != 1 ||
      (options->before != NULL && before_us <= 0))
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("Say what shall go: --conversation ID, --before DATE (such as 2026-11-17), or --all."));
      return askg_exit_with_error (error);
    }
  if (options->all && !may_delete_all (options, &error))
    return askg_exit_with_error (error);

  request = json_pack ("{s:s, s:s, s:b, s:I, s:I}", "verb", "history", "do", "delete", "all", options->all,
                       "conversation", (json_int_t) options->conversation, "before_us", (json_int_t) before_us);
  last = request_of (request, &error);
  if (error != NULL)
    return askg_exit_with_error (error);
  if (options->json)
    print_json (last);
  else
    {
      const gint64 n = number (last, "deleted");
      g_autofree char *line = g_strdup_printf (ngettext ("%d conversation was erased.", "%d conversations were erased.",
                                                         (gulong) n), (int) n);

      print_line (line);
    }

  return ASKG_EXIT_OK;
}

static int
vacuum (const Options *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s}", "verb", "history", "do", "vacuum");
  g_autoptr(json_t) last = request_of (request, &error);

  if (error != NULL)
    return askg_exit_with_error (error);
  if (options->json)
    print_json (last);
  else
    {
      g_autofree char *before = g_format_size ((guint64) number (last, "before_bytes"));
      g_autofree char *after = g_format_size ((guint64) number (last, "after_bytes"));
      g_autofree char *line = g_strdup_printf (_("The history took %s and takes %s now."), before, after);
      const int n = (int) number (last, "forgotten");
      g_autofree char *forgotten = g_strdup_printf (ngettext ("%d conversation was let go, as the settings say.",
                                                              "%d conversations were let go, as the settings say.", (gulong) n), n);

      if (n > 0)
        print_line (forgotten);
      print_line (line);
    }

  return ASKG_EXIT_OK;
}

static int
misuse (void)
{
  g_autofree char *sentence = g_strdup_printf (_("That is not understood. Use: askglass history %s"),
                                               askg_verbs_find ("history")->arguments);

  askg_exit_say (sentence);

  return ASKG_EXIT_USAGE;
}

int
askg_cli_history (int    argc,
                  char **argv)
{
  g_auto(Options) options = { .most = DEFAULT_MOST };
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print JSON"), NULL },
    { "most", 'n', 0, G_OPTION_ARG_INT, &options.most, N_("At most so many"), N_("N") },
    { "conversation", 0, 0, G_OPTION_ARG_INT64, &options.conversation, N_("This one, by its number in the list"), N_("ID") },
    { "before", 0, 0, G_OPTION_ARG_STRING, &options.before, N_("Those last changed before that day; pinned ones stay"), N_("DATE") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_("All of them, also those that are pinned, and what Askglass was asked to remember"), NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &options.yes, N_("Do not ask whether all shall go"), NULL },
    { "markdown", 0, 0, G_OPTION_ARG_NONE, &options.markdown, N_("Into a folder for people, with the pictures beside"), NULL },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &options.replace, N_("Replace the file if there is one"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  const char *what;

  if (!askg_cli_parse (entries, "history", &argc, &argv, &error))
    return askg_exit_with_error (error);

  what = argc > 1 ? argv[1] : "list";
  if (argc <= 2 && g_str_equal (what, "list") && options.most > 0)
    return list (&options);
  if (argc == 2 && g_str_equal (what, "check"))
    return check (&options);
  if (argc == 2 && g_str_equal (what, "vacuum"))
    return vacuum (&options);
  if (argc == 2 && g_str_equal (what, "encrypt"))
    return askg_cli_history_seal (TRUE, options.json);
  if (argc == 2 && g_str_equal (what, "decrypt"))
    return askg_cli_history_seal (FALSE, options.json);
  if (argc == 2 && g_str_equal (what, "delete"))
    return delete (&options);
  if (argc == 3 && g_str_equal (what, "export"))
    return take_out (&options, argv[2]);
  if (argc == 3 && g_str_equal (what, "import"))
    return bring_in (&options, argv[2]);

  return misuse ();
}
