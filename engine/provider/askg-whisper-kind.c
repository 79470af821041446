/* askg-whisper-kind.c: any thread. whisper.cpp's whisper-server: what a model file that turns speech into words is served
 * by. It knows neither sockets nor keys, but a path before all others. */
#include "engine/provider/askg-server-kind.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-model-file.h"
#include "engine/local/askg-speech-model.h"

static const char *const variables[] = { NULL };

static gboolean
look_at (const AskgServedModel  *data,
         AskgServerPlan         *plan,
         GError                **error)
{
  AskgSpeechModel model;

  if (!askg_speech_model_read (data->model_path, &model, NULL, error))
    return FALSE;
  if (model.size_bytes > askg_model_file_free_memory ())
    {
      g_autofree char *quoted = askg_error_quote (plan->model_name);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                   _("There is not enough memory for the model “%s”. Close other programs, or choose a smaller model."), quoted);
      return FALSE;
    }

  return TRUE;
}

/* The person has none yet; but one that could not keep web pages out is not started. */
static gboolean
check_arguments (const char *const  *arguments,
                 const char         *help,
                 GError            **error)
{
  if (strstr (help, "--request-path") != NULL)
    return TRUE;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                       _("The whisper-server of this machine is too old: it does not know --request-path. Install a newer one, or "
                         "choose another engine."));

  return FALSE;
}

static AskgServerGuard
get_guard (const char *help)
{
  return ASKG_GUARD_PATH;
}

static void
add (GPtrArray  *argv,
     const char *option,
     const char *value)
{
  g_ptr_array_add (argv, g_strdup (option));
  g_ptr_array_add (argv, g_strdup (value));
}

/* Its usual language is English: a request that names none is to be understood all the same. */
static char **
new_argv (const AskgServerPlan  *plan,
          const AskgServerPlace *place)
{
  GPtrArray *argv = g_ptr_array_new ();
  g_autofree char *port = g_strdup_printf ("%u", place->port);

  g_ptr_array_add (argv, g_strdup (plan->program));
  add (argv, "--model", plan->model_path);
  add (argv, "--host", "127.0.0.1");
  add (argv, "--port", port);
  add (argv, "--language", "auto");
  add (argv, "--request-path", place->path);
  g_ptr_array_add (argv, NULL);

  return (char **) g_ptr_array_free (argv, FALSE);
}

static char *
explain (const char *last_words,
         const char *model_name)
{
  g_autofree char *quoted = askg_error_quote (model_name);

  if (strstr (last_words, "error while loading shared libraries") != NULL)
    return g_strdup_printf (_("whisper-server is not wholly installed, so “%s” cannot be served: a library is missing. Install it again."), quoted);
  if (strstr (last_words, "failed to allocate") != NULL || strstr (last_words, "out of memory") != NULL)
    return g_strdup_printf (_("There is not enough memory for the model “%s”. Close other programs, or choose a smaller model."), quoted);
  if (strstr (last_words, "failed to load model") != NULL || strstr (last_words, "failed to initialize whisper context") != NULL)
    return g_strdup_printf (_("whisper-server could not load the model “%s”: the file is damaged, or not meant for it. Choose another, or download it again."), quoted);

  return NULL; /* a port that was taken meanwhile goes better at the next try */
}

const AskgServerKind askg_whisper_kind = {
  .program = "whisper-server", .project = "whisper.cpp", .variables = variables, .look_at = look_at,
  .check_arguments = check_arguments, .get_guard = get_guard, .new_argv = new_argv,
  .explain = explain,
};
