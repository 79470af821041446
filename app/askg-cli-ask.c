/* askg-cli-ask.c: `askglass ask`: the reply on standard output as it is written. */
#include "app/askg-cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli-attach.h"
#include "app/askg-cli-last.h"
#include "app/askg-cli-preview.h"
#include "app/askg-cli-sound.h"
#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/model/askg-inert-text.h"

typedef struct
{
  gboolean   region;
  gboolean   screen;
  gboolean   window;
  gboolean   clipboard;
  gboolean   last;
  gboolean   selection;
  char     **images;
  char     **sounds;
  char      *engine;
  char      *speak;
  gboolean   preview;
  gint64     conversation;
  gboolean   without_facts;
  gboolean   off_record;
  gboolean   no_memory;
  gboolean   json;
} Options;

typedef struct
{
  gboolean  json;
  gboolean  accepted; /* whoever answers has the question now */
  gboolean  wrote;
  gboolean  ends_line;
  gboolean  is_sound; /* what goes to standard output, in place of the words */
  AskgCliSound *sound; /* (nullable): what is spoken */
  AskgInert inert; /* a control sequence may be cut between two deltas */
} Printer;

static void
options_clear (Options *options)
{
  g_strfreev (options->images);
  g_strfreev (options->sounds);
  g_free (options->engine);
  g_free (options->speak);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What a model says must not steer a terminal: control characters are gone before they are printed. */
static void
print_event (json_t   *event,
             gpointer  user_data)
{
  Printer *printer = user_data;
  const char *delta = askg_json_get_string (event, "text");
  g_autoptr(GString) inert = NULL;

  askg_cli_agree_to (event);
  if (g_strcmp0 (askg_json_get_string (event, "event"), "sound") == 0 && printer->sound != NULL)
    askg_cli_sound_take (printer->sound, event);
  printer->accepted |= g_strcmp0 (askg_json_get_string (event, "event"), "accepted") == 0;
  if (printer->json || printer->is_sound || delta == NULL)
    return;

  inert = g_string_new (NULL);
  askg_inert_append (&printer->inert, inert, delta, strlen (delta), ASKG_INERT_SHOW_HIDDEN);
  askg_exit_print (inert->str); /* also when nobody reads any more, it is answered to its end */
  printer->wrote = TRUE;
  printer->ends_line = g_str_has_suffix (inert->str, "\n");
}

/* What was filled in, or who answered instead: beside the reply, not in it. */
static void
print_notes (json_t *turn)
{
  json_t *notes = json_object_get (turn, "notes");
  json_t *note;
  gsize i;

  json_array_foreach (notes, i, note)
    if (json_is_string (note))
      askg_exit_say (json_string_value (note));
}

/* Why it is shorter than it would have been. */
static void
print_finish (json_t *turn)
{
  const char *finish = askg_json_get_string (turn, "finish");

  if (g_strcmp0 (finish, "length") == 0)
    askg_exit_say (_("The answer was cut by the engine’s length limit. Ask it to go on."));
  else if (g_strcmp0 (finish, "filter") == 0)
    askg_exit_say (_("The engine’s provider did not let it go on here."));
}

static int
finish (json_t  *last,
        Printer *printer)
{
  json_t *error = json_object_get (last, "error");
  json_t *turn = json_object_get (last, "turn");
  const char *state = askg_json_get_string (turn, "state");

  if (printer->wrote && !printer->ends_line)
    askg_exit_print ("\n");
  if (printer->json)
    {
      g_autofree char *printed = askg_json_print (turn != NULL ? turn : last);

      askg_exit_print (printed);
      askg_exit_print ("\n");
    }

  if (error != NULL) /* one sentence; with --json the notes are in the object */
    {
      g_autoptr(GError) trouble = askg_error_new_for_id (askg_json_get_string (error, "id"),
                                                         askg_json_get_string (error, "message"));

      return askg_exit_with_error (trouble);
    }

  if (!printer->json)
    {
      print_notes (turn);
      print_finish (turn);
    }

  return g_strcmp0 (state, "done") == 0 ? ASKG_EXIT_OK : ASKG_EXIT_CANCELLED;
}

/* What comes through the pipe is attached, unless it is all there is, and text: then it asks. */
static gboolean
take_pipe (json_t  *attachments,
           gboolean is_more,
           char   **words,
           GError **error)
{
  g_autoptr(GBytes) bytes = askg_cli_read_pipe (error);
  json_t *attachment = bytes != NULL ? askg_cli_attach_bytes (bytes, "pipe", NULL, error) : NULL;
  const char *text = askg_json_get_string (attachment, "text");

  if (attachment == NULL)
    return FALSE;

  if (**words == '\0' && !is_more && json_array_size (attachments) == 0 && text != NULL)
    {
      g_free (*words);
      *words = g_strdup (text);
      json_decref (attachment);
    }
  else
    json_array_append_new (attachments, attachment);

  return TRUE;
}

static gboolean
attach_all (Options  *options,
            json_t   *attachments,
            GError  **error)
{
  for (char **image = options->images; image != NULL && *image != NULL; image++)
    {
      g_autoptr(GBytes) bytes = askg_cli_read_file (*image, error);
      g_autofree char *name = g_filename_display_basename (*image);
      json_t *attachment = bytes != NULL ? askg_cli_attach_bytes (bytes, "file", name, error) : NULL;

      if (attachment == NULL)
        return FALSE;
      json_array_append_new (attachments, attachment);
    }

  for (char **sound = options->sounds; sound != NULL && *sound != NULL; sound++)
    if (!askg_cli_attach_sound (attachments, *sound, error))
      return FALSE;

  return (!options->screen || askg_cli_attach_screen (attachments, error)) &&
         (!options->window || askg_cli_attach_window (attachments, error)) &&
         (!options->clipboard || askg_cli_attach_clipboard (attachments, error)) &&
         (!options->last || askg_cli_attach_last (attachments, error)) &&
         (!options->selection || askg_cli_attach_note (attachments, error));
}

static const char *
verb_of (const Options *options)
{
  return options->preview ? "preview" : options->region ? "ask-region" : "ask";
}

static void
mark_as_failed (json_t       *request,
                const GError *why)
{
  json_object_set_new (request, "verb", json_string ("ask"));
  json_object_set_new (request, "failed", askg_json_for_error (why));
}

/* A question whose attachment cannot be had is sent all the same, marked as failed: it is remembered. */
static json_t *
new_request (Options  *options,
             int       argc,
             char    **argv,
             GError  **error)
{
  g_autoptr(json_t) attachments = json_array ();
  g_autoptr(GError) trouble = NULL;
  gboolean from_pipe;
  g_autofree char *words = askg_cli_join_words (argc, argv, &from_pipe);
  json_t *request;

  if (attach_all (options, attachments, &trouble) && from_pipe)
    take_pipe (attachments, options->region, &words, &trouble);
  if (trouble != NULL && (*words == '\0' || options->preview))
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return NULL;
    }
  if (trouble == NULL && *words == '\0' && json_array_size (attachments) == 0 && !options->region)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("There is no question. Use: askglass ask TEXT, or attach something: --region, --screen, "
                             "--window, --clipboard, --last, --image FILE, --audio FILE."));
      return NULL;
    }

  request = json_pack ("{s:s, s:s, s:s*, s:O}", "verb", verb_of (options), "text", words, "engine", options->engine,
                       "attachments", attachments);
  if (options->off_record)
    json_object_set_new (request, "off_record", json_true ());
  if (options->no_memory)
    json_object_set_new (request, "memory", json_false ());
  if (options->conversation != 0)
    json_object_set_new (request, "conversation", json_integer (options->conversation));
  if (options->without_facts)
    json_object_set_new (request, "facts", json_false ());
  if (options->speak != NULL)
    json_object_set_new (request, "speak", json_true ());
  if (trouble != NULL)
    mark_as_failed (request, trouble);

  return request;
}

/* Where no region can be chosen, the question is remembered without one; so is one that Ctrl-C took
 * back before anybody had it. */
static json_t *
send (json_t   *request,
      Printer  *printer,
      GError  **error)
{
  const gboolean needs_desk = g_str_equal (askg_json_get_string (request, "verb"), "ask-region");
  g_autoptr(GError) trouble = NULL;
  json_t *last = askg_cli_request (request, needs_desk, print_event, printer, &trouble);

  if (last == NULL && !g_str_equal (askg_json_get_string (request, "verb"), "preview") &&
      *askg_json_get_string (request, "text") != '\0' &&
      (askg_error_is_cancelled (trouble) ? !printer->accepted : needs_desk))
    {
      mark_as_failed (request, trouble);
      g_clear_error (&trouble);
      last = askg_cli_request (request, FALSE, print_event, printer, &trouble);
    }
  if (last == NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));

  return last;
}

int
askg_cli_ask (int    argc,
              char **argv)
{
  g_auto(Options) options = { 0 };
  GOptionEntry entries[] = {
    { "region", 'r', 0, G_OPTION_ARG_NONE, &options.region, N_("Choose a region of the frozen screen"), NULL },
    { "screen", 's', 0, G_OPTION_ARG_NONE, &options.screen, N_("The whole screen"), NULL },
    { "window", 'w', 0, G_OPTION_ARG_NONE, &options.window, N_("The window in use"), NULL },
    { "clipboard", 'c', 0, G_OPTION_ARG_NONE, &options.clipboard, N_("What is on the clipboard"), NULL },
    { "last", 'l', 0, G_OPTION_ARG_NONE, &options.last, N_("The command that failed last, and what it wrote"), NULL },
    { "selection", 0, 0, G_OPTION_ARG_NONE, &options.selection,
      N_("What an editor tells of on standard input: a JSON object with file, line, selection, diagnostics"), NULL },
    { "image", 'i', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.images, N_("A picture; may be given again"), N_("FILE") },
    { "audio", 'a', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.sounds, N_("A sound (WAV); may be given again"), N_("FILE") },
    { "engine", 'e', 0, G_OPTION_ARG_STRING, &options.engine, N_("Ask this engine and no other"), N_("NAME") },
    { "speak", 0, 0, G_OPTION_ARG_FILENAME, &options.speak,
      N_("Have the answer read aloud into this WAV file; “-” writes it to standard output in place of the words"), N_("FILE") },
    { "preview", 'p', 0, G_OPTION_ARG_NONE, &options.preview, N_("Print what would be sent, and send nothing"), NULL },
    { "off-record", 0, 0, G_OPTION_ARG_NONE, &options.off_record,
      N_("Keep nothing of it: nothing is written but that something was sent"), NULL },
    { "no-memory", 0, 0, G_OPTION_ARG_NONE, &options.no_memory, N_("Send nothing of earlier conversations along"), NULL },
    { "conversation", 0, 0, G_OPTION_ARG_INT64, &options.conversation, N_("Go on with this conversation"), N_("ID") },
    { "without-facts", 0, 0, G_OPTION_ARG_NONE, &options.without_facts,
      N_("Do not tell the engine what Askglass was asked to remember"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON object at the end"), NULL },
    G_OPTION_ENTRY_NULL
  };
  Printer printer = { 0 };
  g_autoptr(AskgCliSound) sound = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = NULL;
  g_autoptr(json_t) last = NULL;

  if (!askg_cli_parse (entries, "ask", &argc, &argv, &error))
    return askg_exit_with_error (error);

  if (options.json && g_strcmp0 (options.speak, "-") == 0)
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("--json and --speak - would both write to standard output. Give --speak a file."));
      return askg_exit_with_error (error);
    }

  printer.json = options.json;
  printer.is_sound = g_strcmp0 (options.speak, "-") == 0;
  printer.sound = sound = options.speak != NULL ? askg_cli_sound_new (options.speak) : NULL;
  askg_cli_get_cancellable (); /* from here on a question is not lost by Ctrl-C */
  request = new_request (&options, argc, argv, &error);
  if (request != NULL)
    last = send (request, &printer, &error);
  if (last == NULL)
    {
      if (options.json)
        {
          g_autoptr(json_t) object = json_pack ("{s:o}", "error", askg_json_for_error (error));
          g_autofree char *printed = askg_json_print (object);

          askg_exit_print (printed);
          askg_exit_print ("\n");
        }
      return askg_exit_with_error (error);
    }

  if (sound != NULL && json_object_get (last, "error") == NULL && !askg_cli_sound_finish (sound, &error))
    return askg_exit_with_error (error);

  if (json_object_get (last, "preview") != NULL)
    return askg_cli_print_preview (json_object_get (last, "preview"), options.json);

  return finish (last, &printer);
}
