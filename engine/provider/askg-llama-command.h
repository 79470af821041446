/* askg-llama-command.h: the command line of a llama-server, made of what that very program understands.
 * Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one run of it is to be. */
typedef struct
{
  const char *program;
  const char *help;            /* (nullable): what `llama-server --help` printed */
  const char *model_path;
  const char *projector_path;  /* (nullable) */
  const char *alias;           /* the model's name in replies */
  const char *socket_path;     /* (nullable): ends in ".sock"; NULL for loopback */
  guint16     port;            /* of loopback */
  const char *key_path;        /* (nullable): a file that holds the key of this run */
  gint64      context_tokens;  /* 0: what the model was made for */
  guint       n_threads;       /* 0: what it thinks best */
  const char *const *arguments; /* (nullable): the person's: see askg_llama_arguments_check() */
  gboolean    is_walled;       /* without a network; needs bubblewrap and a socket */
} AskgLlamaCommand;

gboolean   askg_llama_help_has_sockets (const char             *help);
gboolean   askg_llama_help_has_option  (const char             *help,
                                        const char             *option);
char     **askg_llama_command_new_argv (const AskgLlamaCommand *command);
char      *askg_llama_explain          (const char             *last_words,
                                        const char             *model_name);

G_END_DECLS
