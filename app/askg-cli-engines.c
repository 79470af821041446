/* askg-cli-engines.c: `askglass engines`: the list, and what changes it. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli-engine-list.h"
#include "app/askg-cli-secret.h"
#include "app/askg-exit.h"
#include "app/askg-verbs.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-keys.h"

typedef struct
{
  gboolean  json;
  char     *model;
  char     *key_file;
  char     *model_file;
  char     *speech_model;
  char     *arguments;
  int       context;
  char     *projector;  /* a file or an address */
  char     *model_url;
  char     *sha256;
  gboolean  fallback;
  char     *voice;
  gboolean  speaks;
  gboolean  pictures;
  char     *preview;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->model);
  g_free (options->key_file);
  g_free (options->model_file);
  g_free (options->speech_model);
  g_free (options->arguments);
  g_free (options->projector);
  g_free (options->model_url);
  g_free (options->sha256);
  g_free (options->voice);
  g_free (options->preview);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Returns: (transfer full): what follows the verb and its options, in UTF-8 */
static char **
words_of (int    argc,
          char **argv)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  for (int i = 1; i < argc; i++)
    {
      g_autofree char *converted = g_locale_to_utf8 (argv[i], -1, NULL, NULL, NULL);
      g_autofree char *word = converted == NULL ? g_utf8_make_valid (argv[i], -1) : NULL;

      if (!g_str_equal (argv[i], "--"))
        g_strv_builder_add (words, word != NULL ? word : converted);
    }

  return g_strv_builder_end (words);
}

/* -- Asking the owner ----------------------------------------------------- */

/* Returns: (transfer full): the last event; %NULL with @error set when it failed, wherever */
static json_t *
follow (json_t            *request,
        AskgServiceReply   on_event,
        gpointer           on_event_data,
        GError           **error)
{
  json_t *last = askg_cli_request (request, FALSE, on_event, on_event_data, error);
  json_t *trouble = json_object_get (last, "error");

  if (trouble != NULL)
    {
      g_propagate_error (error, askg_error_new_for_id (askg_json_get_string (trouble, "id"),
                                                       askg_json_get_string (trouble, "message")));
      g_clear_pointer (&last, json_decref);
    }

  return last;
}

static void
print_json (json_t *value)
{
  g_autofree char *printed = askg_json_print (value);

  puts (printed);
}

static json_t *
have_done (json_t  *request,
           GError **error)
{
  return follow (request, NULL, NULL, error);
}

/* -- The list ------------------------------------------------------------- */

static int
list_engines (const Options *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s}", "verb", "engines");
  g_autoptr(json_t) last = have_done (request, &error);
  json_t *engines = json_object_get (last, "engines");
  json_t *trouble = json_object_get (last, "trouble");

  if (last == NULL)
    return askg_exit_with_error (error);

  if (options->json)
    print_json (engines);
  else
    askg_cli_print_engines (engines);
  if (trouble == NULL)
    return ASKG_EXIT_OK;

  error = askg_error_new_for_id (askg_json_get_string (trouble, "id"), askg_json_get_string (trouble, "message"));

  return askg_exit_with_error (error);
}

/* -- What changes it ------------------------------------------------------ */

/* While a model is fetched, for somebody who looks on. */
static void
progress_cb (json_t   *event,
             gpointer  user_data)
{
  const guint64 n_bytes = json_integer_value (json_object_get (event, "n_bytes"));
  const guint64 n_total = json_integer_value (json_object_get (event, "n_total"));
  g_autofree char *got = g_format_size (n_bytes);
  g_autofree char *all = g_format_size (n_total);

  if (g_strcmp0 (askg_json_get_string (event, "event"), "progress") != 0 || !isatty (STDERR_FILENO))
    return;

  /* Over the line before; the end of it is wiped. */
  fprintf (stderr, "\r%s%s%s\033[K", got, n_total > 0 ? " / " : "", n_total > 0 ? all : "");
  if (n_bytes == n_total)
    fputc ('\n', stderr);
}

/* The keyring comes first; a file only after a yes. */
static json_t *
add_with_key (json_t  *request,
              GError **error)
{
  g_autoptr(GError) trouble = NULL;
  json_t *last = follow (request, progress_cb, NULL, &trouble);

  if (last == NULL && g_error_matches (trouble, ASKG_ERROR, ASKG_ERROR_NO_KEYRING))
    {
      if (askg_cli_ask_for_yes (_("There is no keyring to keep the key in. Keep it in a file that only you can read?")))
        {
          g_clear_error (&trouble);
          json_object_set_new (request, "key_in_file", json_true ());
          last = have_done (request, &trouble);
        }
      else if (!g_cancellable_set_error_if_cancelled (askg_cli_get_cancellable (), error))
        {
          g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING,
                               _("The engine was not added: there is no keyring, and a file was not agreed to. Unlock or "
                                 "install a keyring, or answer yes."));
          return NULL;
        }
      else
        return NULL;
    }
  if (trouble != NULL)
    g_propagate_error (error, g_steal_pointer (&trouble));

  return last;
}

/* Whoever does it may have another working folder. */
static void
set_path (json_t     *request,
          const char *key,
          const char *path)
{
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;

  if (absolute != NULL)
    json_object_set_new (request, key, json_string (absolute));
}

static void
set_model (json_t        *request,
           const Options *options)
{
  const gboolean is_address = options->projector != NULL && strstr (options->projector, "://") != NULL;

  set_path (request, "model_file", options->model_file);
  set_path (request, "speech_model", options->speech_model);
  set_path (request, "projector_file", is_address ? NULL : options->projector);
  if (is_address)
    json_object_set_new (request, "projector_url", json_string (options->projector));
  if (options->model_url != NULL)
    json_object_set_new (request, "model_url", json_string (options->model_url));
  if (options->sha256 != NULL)
    json_object_set_new (request, "sha256", json_string (options->sha256));
  if (options->context > 0)
    json_object_set_new (request, "context", json_integer (options->context));
  if (options->arguments != NULL)
    json_object_set_new (request, "arguments", json_string (options->arguments));
}

/* @url: (nullable): %NULL for a model file */
static int
add (const Options  *options,
     const char     *name,
     const char     *url)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s, s:s, s:s*, s:s*}", "verb", "engines", "do", "add", "name", name,
                                         "url", url, "model", options->model);
  g_autoptr(json_t) last = NULL;
  json_t *engine;

  set_model (request, options);
  if (options->fallback)
    json_object_set_new (request, "fallback", json_true ());
  if (options->speaks)
    json_object_set_new (request, "speaks", json_true ());
  if (options->pictures)
    json_object_set_new (request, "pictures", json_true ());
  if (options->preview != NULL)
    json_object_set_new (request, "preview", json_string (options->preview));
  if (options->voice != NULL)
    json_object_set_new (request, "voice", json_string (options->voice));
  if (options->key_file != NULL)
    {
      char *key = askg_cli_read_key (options->key_file, &error);

      if (key != NULL)
        json_object_set_new (request, "key", json_string (key));
      askg_keys_wipe (key);
    }
  if (error == NULL)
    last = add_with_key (request, &error);
  if (last == NULL)
    return askg_exit_with_error (error);

  engine = json_object_get (last, "engine");
  if (options->json)
    print_json (engine);
  else
    {
      if (g_strcmp0 (askg_json_get_string (engine, "speaks"), "realtime") == 0)
        printf (_("Added. It is spoken with; try it with: askglass engines test %s"), askg_json_get_string (engine, "id"));
      else
        printf (_("Added. Ask it with: askglass ask --engine %s TEXT. Have it asked first: askglass engines default %s"),
                askg_json_get_string (engine, "id"), askg_json_get_string (engine, "id"));
      fputc ('\n', stdout);
    }

  return ASKG_EXIT_OK;
}

static int
change (const char *what,
        const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s, s:s}", "verb", "engines", "do", what, "name", name);
  g_autoptr(json_t) last = have_done (request, &error);

  if (last == NULL)
    return askg_exit_with_error (error);
  if (askg_json_get_string (last, "note") != NULL)
    askg_exit_say (askg_json_get_string (last, "note"));

  return ASKG_EXIT_OK;
}

/* -- A test ----------------------------------------------------------------- */

/* A line a step, as it ends. */
static void
step_cb (json_t   *event,
         gpointer  user_data)
{
  json_t *steps = user_data;

  if (g_strcmp0 (askg_json_get_string (event, "event"), "step") != 0)
    return;
  if (steps == NULL)
    {
      askg_cli_print_step (event);
      return;
    }

  json_object_del (event, "event");
  json_array_append (steps, event);
}

static int
test (const Options *options,
      const char    *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s, s:s}", "verb", "engines", "do", "test", "name", name);
  g_autoptr(json_t) steps = options->json ? json_array () : NULL;
  g_autoptr(json_t) last = follow (request, step_cb, steps, &error);

  if (steps != NULL)
    print_json (steps);

  return last != NULL ? ASKG_EXIT_OK : askg_exit_with_error (error);
}

/* -- Looking around --------------------------------------------------------- */

static int
find (const Options *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = json_pack ("{s:s, s:s}", "verb", "engines", "do", "find");
  g_autoptr(json_t) last = have_done (request, &error);
  json_t *found = json_object_get (last, "found");

  if (last == NULL)
    return askg_exit_with_error (error);

  if (options->json)
    print_json (found);
  else if (json_array_size (found) > 0)
    askg_cli_print_found (found);
  else
    askg_exit_say (_("No other engine answers on the ports that such servers usually have on this machine. Start one, or "
                     "connect it by its address: askglass engines add NAME URL"));

  return json_array_size (found) > 0 ? ASKG_EXIT_OK : ASKG_EXIT_FAILED;
}

static int
misuse (void)
{
  g_autofree char *sentence = g_strdup_printf (_("That is not understood. Use: askglass engines %s"),
                                               askg_verbs_find ("engines")->arguments);

  askg_exit_say (sentence);

  return ASKG_EXIT_USAGE;
}

/* Whether the options go with the word and with each other. */
static gboolean
fits (const Options *options,
      const char    *what,
      gboolean       is_file)
{
  if (options->preview != NULL && !g_strv_contains ((const char *const []) { "found", "always", "never", NULL }, options->preview))
    return FALSE;
  if (!g_str_equal (what, "add"))
    return options->model == NULL && options->key_file == NULL && !options->fallback && !is_file &&
           options->voice == NULL && !options->speaks && !options->pictures && options->preview == NULL &&
           options->projector == NULL && options->sha256 == NULL && options->context == 0 && options->arguments == NULL;
  if (!is_file)
    return options->projector == NULL && options->sha256 == NULL && options->context == 0 && options->arguments == NULL;

  if (options->speech_model != NULL)
    return options->key_file == NULL && options->model_file == NULL && options->model_url == NULL && options->projector == NULL &&
           options->sha256 == NULL && options->context == 0 && options->arguments == NULL;

  return options->key_file == NULL && (options->model_file == NULL) != (options->model_url == NULL) &&
         (options->sha256 == NULL || options->model_url != NULL);
}

int
askg_cli_engines (int    argc,
                  char **argv)
{
  g_auto(Options) options = { 0 };
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print JSON"), NULL },
    { "model", 'm', 0, G_OPTION_ARG_STRING, &options.model, N_("The model to ask; else the one the engine names first"),
      N_("MODEL") },
    { "key-file", 'k', 0, G_OPTION_ARG_FILENAME, &options.key_file,
      N_("Where the key is, alone on the first line; “-” reads it from standard input"), N_("FILE") },
    { "model-file", 0, 0, G_OPTION_ARG_FILENAME, &options.model_file, N_("A model (GGUF) for llama-server to serve"),
      N_("FILE") },
    { "speech-model", 0, 0, G_OPTION_ARG_FILENAME, &options.speech_model,
      N_("A model of whisper.cpp for whisper-server to serve: it turns speech into words"), N_("FILE") },
    { "mmproj", 0, 0, G_OPTION_ARG_STRING, &options.projector, N_("The model’s eyes and ears (mmproj): a file or an address"),
      N_("FILE|URL") },
    { "model-url", 0, 0, G_OPTION_ARG_STRING, &options.model_url, N_("A model (GGUF) to fetch, then as --model-file"),
      N_("URL") },
    { "context", 0, 0, G_OPTION_ARG_INT, &options.context, N_("How many tokens a conversation with the model file may have"),
      N_("N") },
    { "arguments", 0, 0, G_OPTION_ARG_STRING, &options.arguments,
      N_("More options for llama-server, for speed and size, such as “-ngl 20 -t 4”"), N_("OPTIONS") },
    { "sha256", 0, 0, G_OPTION_ARG_STRING, &options.sha256, N_("What is fetched must have this checksum"), N_("HEX") },
    { "fallback", 'f', 0, G_OPTION_ARG_NONE, &options.fallback, N_("When it cannot answer, the next of the list does"),
      NULL },
    { "voice", 0, 0, G_OPTION_ARG_STRING, &options.voice, N_("It speaks its answers, in this voice"), N_("VOICE") },
    { "speaks", 0, 0, G_OPTION_ARG_NONE, &options.speaks, N_("It reads answers aloud (/audio/speech), with --voice in that voice"),
      NULL },
    { "pictures", 0, 0, G_OPTION_ARG_NONE, &options.pictures, N_("It may draw pictures"), NULL },
    { "preview", 0, 0, G_OPTION_ARG_STRING, &options.preview, N_("When what it is sent is shown first"), "found|always|never" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) words = NULL;
  const char *what;
  gboolean is_file;
  guint n_words;

  if (!askg_cli_parse (entries, "engines", &argc, &argv, &error))
    return askg_exit_with_error (error);

  words = words_of (argc, argv);
  n_words = g_strv_length (words);
  what = n_words > 0 ? words[0] : "";
  is_file = options.model_file != NULL || options.model_url != NULL || options.speech_model != NULL;
  if (!fits (&options, what, is_file))
    return misuse ();
  if (n_words == 0)
    return list_engines (&options);
  if (g_str_equal (what, "add") && n_words == (is_file ? 2 : 3))
    return add (&options, words[1], words[2]);
  if (g_str_equal (what, "find") && n_words == 1)
    return find (&options);
  if (g_str_equal (what, "test") && n_words == 2)
    return test (&options, words[1]);
  if ((g_str_equal (what, "default") || g_str_equal (what, "remove")) && n_words == 2)
    return change (what, words[1]);

  return misuse ();
}
