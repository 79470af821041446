/* askg-desk-main.c: the resident program; the front door starts it. */
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-desk-handover.h"
#include "app/askg-desk.h"
#include "app/askg-exit.h"
#include "engine/base/askg-program.h"

/* From this size on, memory goes back to the system with the picture it held. By itself glibc comes to
 * keep what pictures leave: 16 MiB after three gestures at 1080p. */
#define LARGE_BYTES (1024 * 1024)

/* GApplication would offer its own interfaces on the session bus, to be activated by any program
 * at any time. What the bus may carry is in askg-desk-bus.c, and nothing else: so the application
 * is registered with a connection that never comes, and goes on without. GTK must not then make
 * the accessible objects' paths of the application's, which has none: without a default
 * application it takes the program's name. */
static gboolean
register_without_bus (GApplication  *application,
                      GError       **error)
{
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_application_set_default (NULL);

  return g_application_register (application, cancelled, error);
}

/* A GL renderer doubles the memory of so small a window. Without the second variable, GTK opens GL
 * even where it draws in software: 30 MiB of Mesa and LLVM, and a third of the time to the first frame. */
static gboolean
init_gtk (void)
{
  const gboolean is_old = gtk_get_major_version () == 4 && gtk_get_minor_version () < 16;
  const char *name = is_old ? "GDK_DEBUG" : "GDK_DISABLE";
  const gboolean is_free = g_getenv (name) == NULL;
  gboolean is_open;

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (g_strcmp0 (g_getenv ("GSK_RENDERER"), "cairo") != 0 || !is_free)
    return gtk_init_check ();

  g_setenv (name, is_old ? "gl-disable" : "gl,vulkan", TRUE);
  is_open = gtk_init_check ();
  g_unsetenv (name); /* a browser that is started for a link chooses for itself */

  return is_open;
}

int
main (int    argc,
      char **argv)
{
  const gboolean show = argc > 1 && strcmp (argv[1], "--show") == 0;
  g_autoptr(AskgDesk) desk = NULL;
  g_autoptr(AskgSession) session = NULL;
  g_autofree char *data_folder = NULL;
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, askg_program_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  askg_program_stay_private ();
  g_set_prgname (ASKG_APP_ID); /* the desktop finds icon and name by it */
  g_set_application_name (_("Askglass"));
  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);

  data_folder = askg_program_data_folder (&error);
  if (data_folder == NULL)
    return askg_exit_with_error (error);
  session = askg_session_new (data_folder);
  if (askg_desk_hand_over (session, show))
    return ASKG_EXIT_OK;
  if (!init_gtk ())
    {
      askg_exit_say (_("The display cannot be reached, so no window can be shown. Run it in a desktop session."));
      return ASKG_EXIT_UNAVAILABLE;
    }

  /* Walking through an answer with Tab must not select every paragraph. */
  g_object_set (gtk_settings_get_default (), "gtk-label-select-on-focus", FALSE, NULL);
  desk = askg_desk_new (session, show);
  if (!register_without_bus (G_APPLICATION (desk), &error))
    return askg_exit_with_error (error);

  return g_application_run (G_APPLICATION (desk), 1, argv);
}
