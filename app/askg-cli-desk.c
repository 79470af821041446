/* askg-cli-desk.c: the verbs that start, show, hide and end the desktop part. */
#include "app/askg-cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/askg-exit.h"
#include "app/askg-hush.h"
#include "app/askg-listeners.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

#define AUTOSTART_NAME ASKG_APP_ID ".desktop"

/**
 * askg_cli_open_desk:
 * @how: "--show" or "--resident"
 *
 * Shows the overlay of the running desktop part; where none runs, becomes it.
 */
int
askg_cli_open_desk (const char *how)
{
  g_autoptr(json_t) request = json_pack ("{s:s}", "verb", strcmp (how, "--show") == 0 ? "show" : "status");
  g_autoptr(json_t) last = askg_cli_tell_owner (request);
  g_autofree char *program = NULL;
  g_autofree char *sentence = NULL;

  if (last != NULL)
    return ASKG_EXIT_OK;
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      askg_exit_say (_("There is no display here, so no window can be shown. Run it in a desktop session, "
                       "or ask without one: askglass ask --image FILE TEXT."));
      return ASKG_EXIT_UNAVAILABLE;
    }

  program = askg_program_find_helper ("askglass-desk");
  execl (program, "askglass-desk", how, NULL);
  sentence = g_strdup_printf (_("The desktop part %s cannot be started: %s. Install Askglass again."), program,
                              g_strerror (errno));
  askg_exit_say (sentence);

  return ASKG_EXIT_UNAVAILABLE;
}

/* Where there are no windows, none is shown: that is what "hide" wants. */
static gboolean
is_so_already (const char   *verb,
               const GError *error)
{
  return g_str_equal (verb, "hide") && g_error_matches (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
}

/**
 * askg_cli_tell_desk:
 * @verb: "stop", "hide" or "quit"
 *
 * Tells whoever runs, be it a mere command. Where nothing runs, what was wanted is so already.
 */
int
askg_cli_tell_desk (const char *verb)
{
  g_autoptr(json_t) request = json_pack ("{s:s}", "verb", verb);
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) last = NULL;
  json_t *said;

  if (!g_str_equal (verb, "hide"))
    askg_hush_all ();
  last = askg_cli_tell_running (request, &error);
  if (last == NULL && error == NULL && g_str_equal (verb, "stop")) /* who listens need not be who runs */
    askg_listeners_stop ();
  said = json_object_get (last, "error");
  if (said != NULL)
    error = askg_error_new_for_id (askg_json_get_string (said, "id"), askg_json_get_string (said, "message"));

  return error == NULL || is_so_already (verb, error) ? ASKG_EXIT_OK : askg_exit_with_error (error);
}

/* The program as the person calls it; the build tree's when it runs from there. */
static char *
own_path (void)
{
  return g_file_read_link ("/proc/self/exe", NULL);
}

/* As the desktop entry specification quotes a program: in double quotes, with \ before what is special. */
static char *
quote_for_exec (const char *program)
{
  GString *quoted = g_string_new ("\"");

  for (const char *c = program; *c != '\0'; c++)
    {
      if (strchr ("\"`$\\", *c) != NULL)
        g_string_append (quoted, "\\\\"); /* once for the quotes, once for the key file */
      if (*c == '%')
        g_string_append_c (quoted, '%');
      g_string_append_c (quoted, *c);
    }
  g_string_append_c (quoted, '"');

  return g_string_free (quoted, FALSE);
}

static gboolean
write_autostart (const char  *path,
                 GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *program = own_path ();
  g_autofree char *quoted = quote_for_exec (program);
  g_autofree char *text = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Askglass\nExec=%s resident\n"
                                           "Icon=" ASKG_APP_ID "\nX-GNOME-Autostart-enabled=true\n", quoted);
  g_autoptr(GError) trouble = NULL;
  g_autofree char *why = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0 && g_file_set_contents (path, text, -1, &trouble))
    return TRUE;

  why = askg_error_quote (trouble != NULL ? trouble->message : g_strerror (errno));
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
               _("%s cannot be made (%s). Make its folder writable, then try again."), path, why);

  return FALSE;
}

int
askg_cli_autostart (int    argc,
                    char **argv)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "autostart", AUTOSTART_NAME, NULL);
  g_autoptr(GError) error = NULL;

  if (argc == 2 && strcmp (argv[1], "on") == 0)
    return write_autostart (path, &error) ? ASKG_EXIT_OK : askg_exit_with_error (error);
  if (argc == 2 && strcmp (argv[1], "off") == 0)
    {
      if (g_unlink (path) == 0 || errno == ENOENT)
        return ASKG_EXIT_OK;
      g_set_error (&error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("%s cannot be removed (%s). Make its folder writable, then try again."), path,
                   g_strerror (errno));
      return askg_exit_with_error (error);
    }

  askg_exit_say (_("Use: askglass autostart on, or askglass autostart off."));

  return ASKG_EXIT_USAGE;
}
