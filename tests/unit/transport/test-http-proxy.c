/* test-http-proxy.c: the way through a SOCKS proxy, and the proxy that GNOME's settings name. The desktop's own part
 * of GIO reads the settings, from a file; the proxies are real ones that follow no script. */
#include <glib/gstdio.h>
#include <string.h>

#include "engine/base/askg-error.h"
#include "tests/unit/transport/wire-rig.h"

/* As they stand in the command line of the server. */
enum { PLAIN, PROXY, SOCKS, SOCKS_LOGIN };

#define NOWHERE "10.255.255.254" /* of a network at home, which has nobody of this number */

static WireRig rig;
static char *folder;

static char *
make_url (const char *host)
{
  return g_strdup_printf ("http://%s:%s/play", host, rig.listeners[PLAIN]);
}

static void
clear (void)
{
  g_unsetenv ("NO_PROXY");
  g_unsetenv ("no_proxy");
  g_unsetenv ("http_proxy");
  g_unsetenv ("https_proxy");
  g_unsetenv ("all_proxy");
}

static void
use_socks (const char *scheme,
           const char *login,
           guint       listener)
{
  g_autofree char *value = g_strdup_printf ("%s://%s127.0.0.1:%s", scheme, login, rig.listeners[listener]);

  clear ();
  g_setenv ("all_proxy", value, TRUE);
}

/* Its address leads nowhere, so what answers was reached by the proxy. */
static void
test_a_socks_proxy_leads_there (void)
{
  static const struct { const char *scheme; const char *login; guint listener; const char *host; } rows[] = {
    { "socks5", "", SOCKS, "one.tests.example" },
    { "socks5h", "", SOCKS, "two.tests.example" },
    { "socks", "", SOCKS, "three.tests.example" },
    { "socks5", "me:secret@", SOCKS_LOGIN, "four.tests.example" },
  };

  rig.resolver->address = NOWHERE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = make_url (rows[i].host);

      use_socks (rows[i].scheme, rows[i].login, rows[i].listener);
      wire_rig_send (&rig, url, "echo");
      g_assert_no_error (rig.error);
      g_assert_nonnull (strstr (rig.body->str, rows[i].host));
      g_assert_null (strstr (rig.body->str, "secret"));
    }
}

static void
test_a_socks_proxy_that_says_no_is_named (void)
{
  g_autofree char *url = make_url ("five.tests.example");

  rig.resolver->address = NOWHERE;
  use_socks ("socks5", "me:wrong@", SOCKS_LOGIN);
  wire_rig_send (&rig, url, "echo");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  g_assert_nonnull (strstr (rig.error->message, "proxy"));
  g_assert_null (strstr (rig.error->message, "wrong"));
}

/* -- GNOME's settings -------------------------------------------------------------- */

static void
set_gnome (const char *mode,
           const char *kind,
           const char *port)
{
  g_autofree char *settings = g_build_filename (folder, "glib-2.0/settings", NULL);
  g_autofree char *file = g_build_filename (settings, "keyfile", NULL);
  g_autofree char *text = g_strdup_printf ("[system/proxy]\nmode='%s'\nignore-hosts=['left.tests.example']\n"
                                           "[system/proxy/%s]\nhost='127.0.0.1'\nport=%s\n", mode, kind, port);

  g_assert_cmpint (g_mkdir_with_parents (settings, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static gboolean
is_gnome_there (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, "org.gnome.system.proxy", TRUE)
                                                     : NULL;

  return schema != NULL && strstr (G_OBJECT_TYPE_NAME (g_proxy_resolver_get_default ()), "Gnome") != NULL;
}

static void
test_gnomes_settings_name_the_proxy (void)
{
  static const struct { const char *mode; const char *kind; guint listener; const char *host; gboolean leads; } rows[] = {
    { "manual", "http", PROXY, "six.tests.example", TRUE },
    { "manual", "socks", SOCKS, "seven.tests.example", TRUE },
    { "manual", "http", PROXY, "left.tests.example", FALSE },
    { "none", "http", PROXY, "eight.tests.example", FALSE },
  };

  clear ();
  if (!is_gnome_there ())
    {
      g_test_skip ("glib-networking or gsettings-desktop-schemas is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = make_url (rows[i].host);
      AskgExchangeLimits limits = { .connect_ms = 700, .first_byte_ms = 5000, .quiet_ms = 5000, .max_bytes = 1 << 20 };

      rig.resolver->address = NOWHERE;
      set_gnome (rows[i].mode, rows[i].kind, rig.listeners[rows[i].listener]);
      wire_rig_turn_loop (300); /* the file is watched */
      rig.limits = &limits;
      wire_rig_send (&rig, url, "echo");
      rig.limits = NULL;
      if (rows[i].leads)
        g_assert_no_error (rig.error);
      else
        g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
    }
}

int
main (int argc, char **argv)
{
  const char *argv_rm[] = { "rm", "-rf", NULL, NULL };
  int status;

  /* Before anything of GIO looks at them. */
  folder = g_strdup ("/tmp/askglass-proxy-XXXXXX");
  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_setenv ("XDG_CURRENT_DESKTOP", "GNOME", TRUE);
  g_test_init (&argc, &argv, NULL);
  set_gnome ("none", "http", "1");
  wire_rig_set_up (&rig, (const char *[]) { "plain", "proxy", "socks", "socks-login", NULL });
  g_test_add_func ("/http-proxy/a-socks-proxy-leads-there", test_a_socks_proxy_leads_there);
  g_test_add_func ("/http-proxy/a-socks-proxy-that-says-no-is-named", test_a_socks_proxy_that_says_no_is_named);
  g_test_add_func ("/http-proxy/gnomes-settings-name-the-proxy", test_gnomes_settings_name_the_proxy);
  status = g_test_run ();
  wire_rig_tear_down (&rig);
  argv_rm[2] = folder;
  g_spawn_sync (NULL, (char **) argv_rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (folder);

  return status;
}
