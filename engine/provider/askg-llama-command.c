/* askg-llama-command.c: pure; any thread. */
#include "engine/provider/askg-llama-command.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

static void
add (GPtrArray  *argv,
     const char *word)
{
  g_ptr_array_add (argv, g_strdup (word));
}

/* An option that an older program does not know would end it at once. */
gboolean
askg_llama_help_has_option (const char *help,
                            const char *option)
{
  const char *found = help;
  const gsize length = strlen (option);

  while (found != NULL && (found = strstr (found, option)) != NULL)
    {
      if (strchr (" ,\n\t", found[length]) != NULL)
        return TRUE;
      found += length;
    }

  return FALSE;
}

static gboolean
knows (const AskgLlamaCommand *command,
       const char             *option)
{
  return askg_llama_help_has_option (command->help, option);
}

static void
add_if_known (GPtrArray              *argv,
              const AskgLlamaCommand *command,
              const char             *option,
              const char             *value)
{
  if (!knows (command, option))
    return;

  add (argv, option);
  if (value != NULL)
    add (argv, value);
}

/* Whoever made the model has nothing to do on a network; and the child must not outlive its parent. */
static void
add_walls (GPtrArray *argv)
{
  static const char * const walls[] = {
    "bwrap", "--dev-bind", "/", "/", "--unshare-net", "--die-with-parent", "--"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (walls); i++)
    add (argv, walls[i]);
}

/**
 * askg_llama_help_has_sockets:
 * @help: what `llama-server --help` printed
 *
 * Returns: whether it can listen on a Unix socket
 */
gboolean
askg_llama_help_has_sockets (const char *help)
{
  return help != NULL && (strstr (help, "UNIX socket") != NULL || strstr (help, ".sock") != NULL);
}

/**
 * askg_llama_command_new_argv:
 *
 * One slot, since one person asks; no web page; no network of its own. The port is always given: its
 * default differs between versions.
 *
 * Returns: (transfer full) (array zero-terminated=1): for g_spawn and its kin
 */
char **
askg_llama_command_new_argv (const AskgLlamaCommand *command)
{
  GPtrArray *argv = g_ptr_array_new ();
  g_autofree char *port = g_strdup_printf ("%u", command->port);
  g_autofree char *context = g_strdup_printf ("%" G_GINT64_FORMAT, command->context_tokens);
  g_autofree char *threads = g_strdup_printf ("%u", command->n_threads);

  if (command->is_walled)
    add_walls (argv);
  add (argv, command->program);
  add (argv, "-m");
  add (argv, command->model_path);
  if (command->projector_path != NULL)
    {
      add (argv, "--mmproj");
      add (argv, command->projector_path);
    }
  add (argv, "--host");
  add (argv, command->socket_path != NULL ? command->socket_path : "127.0.0.1");
  if (command->socket_path == NULL)
    {
      add (argv, "--port");
      add (argv, port);
    }
  if (command->key_path != NULL)
    {
      add (argv, "--api-key-file");
      add (argv, command->key_path);
    }
  if (command->context_tokens > 0)
    {
      add (argv, "-c");
      add (argv, context);
    }
  if (command->n_threads > 0)
    {
      add (argv, "-t");
      add (argv, threads);
    }
  add_if_known (argv, command, "-np", "1");
  add_if_known (argv, command, "--alias", command->alias);
  add_if_known (argv, command, "--jinja", NULL);
  add_if_known (argv, command, knows (command, "--no-ui") ? "--no-ui" : "--no-webui", NULL);
  add_if_known (argv, command, "--no-slots", NULL);
  add_if_known (argv, command, "--offline", NULL);
  for (gsize i = 0; command->arguments != NULL && command->arguments[i] != NULL; i++)
    add (argv, command->arguments[i]);
  g_ptr_array_add (argv, NULL);

  return (char **) g_ptr_array_free (argv, FALSE);
}

typedef enum
{
  REASON_UNKNOWN,
  REASON_KIND,
  REASON_MEMORY,
  REASON_PROJECTOR,
  REASON_MODEL,
  REASON_LIBRARY,
  REASON_ADDRESS,
} Reason;

static Reason
find_reason (const char *last_words)
{
  static const struct
  {
    const char *words;
    Reason      reason;
  } reasons[] = {
    { "unknown model architecture", REASON_KIND },
    { "out of memory", REASON_MEMORY },
    { "failed to allocate", REASON_MEMORY },
    { "wrong mmproj", REASON_PROJECTOR },
    { "mismatch between text model", REASON_PROJECTOR },
    { "failed to load multimodal", REASON_PROJECTOR },
    { "failed to load mmproj", REASON_PROJECTOR },
    { "failed to load model", REASON_MODEL },
    { "error while loading shared libraries", REASON_LIBRARY },
    { "Address already in use", REASON_ADDRESS },
    { "couldn't bind", REASON_ADDRESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strstr (last_words, reasons[i].words) != NULL)
      return reasons[i].reason;

  return REASON_UNKNOWN;
}

/**
 * askg_llama_explain:
 * @last_words: what a llama-server printed before it ended
 * @model_name: what it was to load
 *
 * Returns: (transfer full) (nullable): why it ended and what to do; %NULL when the words say nothing known
 */
char *
askg_llama_explain (const char *last_words,
                    const char *model_name)
{
  g_autofree char *quoted = askg_error_quote (model_name);

  switch (find_reason (last_words))
    {
    case REASON_KIND:
      return g_strdup_printf (_("llama-server does not know this kind of model (“%s”). Install a newer llama-server, or choose another model."), quoted);
    case REASON_MEMORY:
      return g_strdup_printf (_("There is not enough memory for the model “%s”. Close other programs, or choose a smaller model."), quoted);
    case REASON_PROJECTOR:
      return g_strdup_printf (_("The projector does not fit the model “%s”. Choose the mmproj file that belongs to it."), quoted);
    case REASON_MODEL:
      return g_strdup_printf (_("llama-server could not load the model “%s”: the file is damaged, or not meant for it. Choose another, or download it again."), quoted);
    case REASON_LIBRARY:
      return g_strdup_printf (_("llama-server is not wholly installed, so “%s” cannot be served: a library is missing. Install it again."), quoted);
    case REASON_ADDRESS:
      return g_strdup_printf (_("llama-server could not serve “%s”: its address is taken. Try again."), quoted);
    case REASON_UNKNOWN:
    default:
      return NULL;
    }
}
