/* askg-proof-home.c: main thread. */
#include "app/askg-proof-home.h"

#include <ftw.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/askg-settings.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

#define MOST_OPEN_FOLDERS 16

struct _AskgProofHome
{
  char *folder;
};

static int
remove_one (const char        *path,
            const struct stat *info,
            int                kind,
            struct FTW        *where)
{
  (void) remove (path);

  return 0;
}

/**
 * askg_proof_home_new:
 *
 * Errors: %ASKG_ERROR_STORAGE
 *
 * Returns: (transfer full): an empty home below the folder for temporary files; freeing it removes it
 */
AskgProofHome *
askg_proof_home_new (GError **error)
{
  g_autoptr(GError) trouble = NULL;
  g_autofree char *folder = g_dir_make_tmp ("askglass-proof-XXXXXX", &trouble);
  AskgProofHome *self;

  if (folder == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                   _("It cannot be proven now: no folder can be made for it (%s). Free some space, then try again."),
                   trouble->message);
      return NULL;
    }
  self = g_new0 (AskgProofHome, 1);
  self->folder = g_steal_pointer (&folder);

  return self;
}

void
askg_proof_home_free (AskgProofHome *self)
{
  if (self == NULL)
    return;

  (void) nftw (self->folder, remove_one, MOST_OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
  g_free (self->folder);
  g_free (self);
}

/* (transfer full) */
char *
askg_proof_home_path (AskgProofHome *self,
                      const char    *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* Returns: (transfer full) (nullable): where it is */
char *
askg_proof_home_write (AskgProofHome *self,
                       const char    *name,
                       const void    *bytes,
                       gsize          n_bytes)
{
  g_autofree char *path = askg_proof_home_path (self, name);
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0 ||
      !g_file_set_contents_full (path, bytes, (gssize) n_bytes, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    return NULL;

  return g_steal_pointer (&path);
}

/**
 * askg_proof_home_take_engines:
 *
 * Copies the list of the person's engines, without their keys.
 *
 * Returns: whether there is one
 */
gboolean
askg_proof_home_take_engines (AskgProofHome *self)
{
  g_autofree char *own = askg_program_config_folder (NULL);
  g_autofree char *list = own != NULL ? g_build_filename (own, "engines.json", NULL) : NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *copy = NULL;
  gsize n_bytes;

  if (list == NULL || !g_file_get_contents (list, &bytes, &n_bytes, NULL))
    return FALSE;
  copy = askg_proof_home_write (self, "config/askglass/engines.json", bytes, n_bytes);

  return copy != NULL;
}

/* @agreed: (nullable): what may be sent where without a question */
gboolean
askg_proof_home_set_local_only (AskgProofHome *self,
                                gboolean       local_only,
                                const char    *agreed)
{
  g_autoptr(GSettings) settings = askg_settings_new ();
  g_autofree char *program = settings != NULL ? g_settings_get_string (settings, "llama-server") : g_strdup ("");
  g_autoptr(GVariant) name = g_variant_ref_sink (g_variant_new_string (program));
  g_autofree char *quoted = g_variant_print (name, FALSE);
  g_autofree char *text = g_strdup_printf ("[Askglass]\nlocal-only=%s\nllama-server=%s\n%s%s%s",
                                           local_only ? "true" : "false", quoted, agreed != NULL ? "agreed=['" : "",
                                           agreed != NULL ? agreed : "", agreed != NULL ? "']\n" : "");
  g_autofree char *path = askg_proof_home_write (self, "config/askglass/settings.ini", text, strlen (text));

  return path != NULL;
}

static char **
set_folder (AskgProofHome  *self,
            char          **environment,
            const char     *variable,
            const char     *name)
{
  g_autofree char *path = askg_proof_home_path (self, name);

  (void) g_mkdir_with_parents (path, 0700);

  return g_environ_setenv (environment, variable, path, TRUE);
}

/**
 * askg_proof_home_environment:
 * @with_proxy: whether it names proxies, which nobody may use
 *
 * Returns: (transfer full) (array zero-terminated=1): that of this process, with this home, without a bus
 */
char **
askg_proof_home_environment (AskgProofHome *self,
                             gboolean       with_proxy)
{
  static const char *const proxies[] = { "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY" };
  g_autofree char *nowhere = askg_proof_home_path (self, "no-bus");
  g_autofree char *bus = g_strconcat ("unix:path=", nowhere, NULL);
  g_autofree char *may_show = g_build_filename (g_get_home_dir (), ".Xauthority", NULL); /* of the display, where it is the person's own */
  char **environment = g_get_environ ();

  if (g_environ_getenv (environment, "XAUTHORITY") == NULL)
    environment = g_environ_setenv (environment, "XAUTHORITY", may_show, FALSE);
  environment = set_folder (self, environment, "HOME", "home");
  environment = set_folder (self, environment, "XDG_CONFIG_HOME", "config");
  environment = set_folder (self, environment, "XDG_DATA_HOME", "data");
  environment = set_folder (self, environment, "XDG_CACHE_HOME", "cache");
  environment = set_folder (self, environment, "XDG_STATE_HOME", "state");
  environment = g_environ_setenv (environment, "DBUS_SESSION_BUS_ADDRESS", bus, TRUE);
  environment = g_environ_setenv (environment, "DBUS_SYSTEM_BUS_ADDRESS", bus, TRUE);
  environment = g_environ_unsetenv (environment, "no_proxy");
  environment = g_environ_unsetenv (environment, "NO_PROXY");
  for (gsize i = 0; i < G_N_ELEMENTS (proxies); i++)
    environment = with_proxy ? g_environ_setenv (environment, proxies[i], "http://proxy.askglass-proof.example:3128", TRUE)
                             : g_environ_unsetenv (environment, proxies[i]);

  return environment;
}
