/* askg-cli-sealing.c: `askglass history encrypt` and `decrypt`. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"

/* On a terminal: how far it is. */
static void
progress_cb (json_t   *event,
             gpointer  user_data)
{
  const gint64 n_done = json_integer_value (json_object_get (event, "n_done"));

  if (g_strcmp0 (askg_json_get_string (event, "event"), "progress") == 0 && isatty (STDERR_FILENO))
    fprintf (stderr, "\r%3d %%\r", (int) n_done);
}

/* What it means for the person, told when it is switched on: nobody reads a manual before that. */
static void
print_state (json_t *last)
{
  const char *key = askg_json_get_string (last, "key");
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (askg_json_get_string (last, "encryption"), "on") == 0)
    {
      first = g_strdup_printf (_("The history is encrypted; its key is in your keyring, as %s, and without it nothing can be read."), key);
      text = g_strconcat (first, "\n",
                          _("Times, sizes and the names of engines and applications stay readable."), "\n",
                          _("Search finds whole words, no longer beginnings or parts of them."), "\n", NULL);
    }
  else
    text = g_strconcat (_("The history is not encrypted, and no key of it is in your keyring."), "\n", NULL);
  askg_exit_print (text);
}

/**
 * askg_cli_history_seal:
 * @is_on: whether it shall be encrypted
 *
 * Returns: the code to exit with
 */
int
askg_cli_history_seal (gboolean is_on,
                       gboolean as_json)
{
  g_autoptr(json_t) request = json_pack ("{s:s, s:b}", "verb", "encryption", "on", is_on);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) last = askg_cli_request (request, FALSE, progress_cb, NULL, &error);
  json_t *trouble = json_object_get (last, "error");

  if (isatty (STDERR_FILENO))
    fputs ("     \r", stderr);
  if (trouble != NULL)
    error = askg_error_new_for_id (askg_json_get_string (trouble, "id"), askg_json_get_string (trouble, "message"));
  if (error != NULL)
    return askg_exit_with_error (error);

  if (as_json)
    {
      g_autofree char *printed = askg_json_print (last);

      puts (printed);
    }
  else
    print_state (last);

  return ASKG_EXIT_OK;
}
