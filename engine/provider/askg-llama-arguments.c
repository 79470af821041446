/* askg-llama-arguments.c: any thread. */
#include "engine/provider/askg-llama-arguments.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-llama-command.h"

#define MAX_VALUE_BYTES 64
#define VALUE_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._,:+-"
#define SOME_ALLOWED "-ngl, -t, -fa, -b, -ctk, -ctv, --mlock, --reasoning-budget"

typedef enum
{
  ALONE,
  MAY_HAVE_VALUE,
  HAS_VALUE,
} Shape;

/* No address, no file, no page, no tool: what is not here is refused. */
static const struct
{
  const char *name;
  Shape       shape;
} allowed[] = {
  { "-t", HAS_VALUE }, { "--threads", HAS_VALUE }, { "-tb", HAS_VALUE }, { "--threads-batch", HAS_VALUE },
  { "-ngl", HAS_VALUE }, { "--gpu-layers", HAS_VALUE }, { "--n-gpu-layers", HAS_VALUE },
  { "-sm", HAS_VALUE }, { "--split-mode", HAS_VALUE }, { "-ts", HAS_VALUE }, { "--tensor-split", HAS_VALUE },
  { "-mg", HAS_VALUE }, { "--main-gpu", HAS_VALUE }, { "-dev", HAS_VALUE }, { "--device", HAS_VALUE },
  { "-cmoe", ALONE }, { "--cpu-moe", ALONE }, { "-ncmoe", HAS_VALUE }, { "--n-cpu-moe", HAS_VALUE },
  { "-fa", MAY_HAVE_VALUE }, { "--flash-attn", MAY_HAVE_VALUE },
  { "-b", HAS_VALUE }, { "--batch-size", HAS_VALUE }, { "-ub", HAS_VALUE }, { "--ubatch-size", HAS_VALUE },
  { "-ctk", HAS_VALUE }, { "--cache-type-k", HAS_VALUE }, { "-ctv", HAS_VALUE }, { "--cache-type-v", HAS_VALUE },
  { "--cache-reuse", HAS_VALUE }, { "--cache-ram", HAS_VALUE }, { "--swa-full", ALONE },
  { "--mlock", ALONE }, { "--no-mmap", ALONE }, { "--numa", HAS_VALUE }, { "--no-mmproj-offload", ALONE },
  { "--rope-scaling", HAS_VALUE }, { "--rope-freq-base", HAS_VALUE }, { "--rope-freq-scale", HAS_VALUE },
  { "--image-min-tokens", HAS_VALUE }, { "--image-max-tokens", HAS_VALUE },
  { "--reasoning-format", HAS_VALUE }, { "--reasoning-budget", HAS_VALUE },
  { "--temp", HAS_VALUE }, { "--top-k", HAS_VALUE }, { "--top-p", HAS_VALUE }, { "--min-p", HAS_VALUE },
  { "-s", HAS_VALUE }, { "--seed", HAS_VALUE },
};

/* A path or an address has a slash, an option a letter after its dash. */
static gboolean
is_value (const char *word)
{
  return word != NULL && *word != '\0' && strlen (word) <= MAX_VALUE_BYTES && strspn (word, VALUE_CHARS) == strlen (word) &&
         (*word != '-' || g_ascii_isdigit (word[1]) || word[1] == '.');
}

/**
 * askg_llama_arguments_check:
 * @arguments: (nullable) (array zero-terminated=1): as they will be appended to the command line
 * @help: (nullable): what `llama-server --help` printed; %NULL where that is not known yet
 *
 * Errors: %ASKG_ERROR_USAGE: one of them is not allowed, has no value, or is not known to this llama-server
 */
gboolean
askg_llama_arguments_check (const char *const  *arguments,
                            const char         *help,
                            GError            **error)
{
  for (gsize i = 0; arguments != NULL && arguments[i] != NULL; i++)
    {
      g_autofree char *quoted = askg_error_quote (arguments[i]);
      gsize at = 0;

      while (at < G_N_ELEMENTS (allowed) && !g_str_equal (allowed[at].name, arguments[i]))
        at++;
      if (at == G_N_ELEMENTS (allowed))
        {
          g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("“%s” cannot be passed to llama-server from here. Options for speed and size can, such as %s."), quoted,
                       SOME_ALLOWED);
          return FALSE;
        }
      if (help != NULL && !askg_llama_help_has_option (help, arguments[i]))
        {
          g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("The llama-server of this machine does not know the option “%s”. Take it out, or install a newer one."),
                       quoted);
          return FALSE;
        }
      if (allowed[at].shape == HAS_VALUE && !is_value (arguments[i + 1]))
        {
          g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("The option “%s” for llama-server needs a value: a number or a word."), quoted);
          return FALSE;
        }
      i += allowed[at].shape == HAS_VALUE || (allowed[at].shape == MAY_HAVE_VALUE && is_value (arguments[i + 1]));
    }

  return TRUE;
}
