/* test-finder.c: servers on this machine are found where they listen, named for what they are, and nobody else is. */
#include <string.h>

#include "engine/provider/askg-finder.h"
#include "tests/unit/transport/wire-rig.h"

/* A listener that answers each path as it is told, and everything else with 404. */
typedef struct
{
  const char *path;
  const char *type;
  const char *body;
} Page;

typedef struct
{
  AskgPolicy     *policy;
  AskgGate       *gate;
  FakeLedger     *ledger;
  AskgHttp       *http;
  AskgKeys       *keys;
  AskgProfiles   *profiles;
  AskgFinder     *finder;
  AskgFinderPort  ports[8];
  guint           n_ports;
  GPtrArray      *services;
  char           *folder;
  GError         *error;
  gboolean        is_done;
} Rig;

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  const Page *pages = user_data;
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char request[4096] = "";
  gsize n = 0;
  g_auto(GStrv) words = NULL;
  g_autofree char *reply = NULL;

  while (n < sizeof request - 1 && strstr (request, "\r\n\r\n") == NULL)
    {
      const gssize got = g_input_stream_read (in, request + n, sizeof request - 1 - n, NULL, NULL);

      if (got <= 0)
        return TRUE;
      n += got;
      request[n] = '\0';
    }
  if (pages == NULL) /* listens, and says nothing */
    {
      g_usleep (3 * G_USEC_PER_SEC);
      return TRUE;
    }

  words = g_strsplit (request, " ", 3);
  while (pages->path != NULL && !g_str_equal (pages->path, words[1]))
    pages++;
  reply = pages->path != NULL ?
    g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s",
                     pages->type, strlen (pages->body), pages->body) :
    g_strdup ("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
  g_output_stream_write_all (out, reply, strlen (reply), NULL, NULL, NULL);

  return TRUE;
}

static void
listen_as (Rig        *rig,
           const char *usual_name,
           const Page *pages)
{
  GSocketService *service = g_threaded_socket_service_new (4);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) effective = NULL;

  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (service), address, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &effective, NULL));
  g_signal_connect (service, "run", G_CALLBACK (run_cb), (gpointer) pages);
  g_ptr_array_add (rig->services, service);
  rig->ports[rig->n_ports].port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  rig->ports[rig->n_ports++].name = usual_name;
}

static void
set_up (Rig *rig)
{
  g_autofree char *list = NULL;

  memset (rig, 0, sizeof *rig);
  rig->folder = g_dir_make_tmp ("askg-finder-XXXXXX", NULL);
  list = g_build_filename (rig->folder, "engines.json", NULL);
  rig->policy = askg_policy_new ();
  rig->gate = askg_gate_new ();
  rig->ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  rig->http = askg_http_new (rig->policy, rig->gate, ASKG_LEDGER (rig->ledger));
  rig->keys = askg_keys_new (rig->folder);
  rig->profiles = askg_profiles_new (list);
  rig->finder = askg_finder_new (rig->profiles, rig->http, rig->keys);
  rig->services = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Rig *rig)
{
  const char *argv[] = { "rm", "-rf", rig->folder, NULL };

  for (guint i = 0; i < rig->services->len; i++)
    {
      g_socket_service_stop (g_ptr_array_index (rig->services, i));
      g_socket_listener_close (g_ptr_array_index (rig->services, i));
    }
  g_ptr_array_unref (rig->services);
  g_object_unref (rig->finder);
  g_object_unref (rig->profiles);
  g_object_unref (rig->keys);
  wire_rig_turn_loop (20);
  g_object_unref (rig->http);
  g_object_unref (rig->ledger);
  g_object_unref (rig->gate);
  g_object_unref (rig->policy);
  g_clear_error (&rig->error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (rig->folder);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Rig *rig = user_data;

  askg_finder_look_finish (ASKG_FINDER (object), result, &rig->error);
  rig->is_done = TRUE;
}

static void
look (Rig          *rig,
      GCancellable *cancellable)
{
  rig->is_done = FALSE;
  askg_finder_set_ports (rig->finder, rig->ports, rig->n_ports);
  askg_finder_look_async (rig->finder, cancellable, looked_cb, rig);
  while (!rig->is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* "NAME at PORT'S INDEX[/PATH]", one after the other. */
static char *
describe (Rig *rig)
{
  GListModel *found = askg_finder_get_found (rig->finder);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (found, i);
      const char *rest = strchr (askg_profile_get_url (profile) + strlen ("http://"), ':') + 1;
      char *path = NULL;
      const guint port = strtoul (rest, &path, 10);
      guint at = 0;

      while (rig->ports[at].port != port)
        at++;
      g_string_append_printf (text, "%s%s at %u%s", i > 0 ? ", " : "", askg_profile_get_name (profile), at, path);
    }

  return g_string_free (text, FALSE);
}

static const Page llama[] = {
  { "/v1/models", "application/json", "{\"object\":\"list\",\"data\":[{\"id\":\"a.gguf\",\"owned_by\":\"llamacpp\"}]}" },
  { NULL },
};
static const Page ollama[] = {
  { "/v1/models", "application/json", "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\",\"owned_by\":\"me\"}]}" },
  { "/api/version", "application/json", "{\"version\":\"0.5.1\"}" },
  { NULL },
};
static const Page other[] = {
  { "/v1/models", "application/json", "{\"object\":\"list\",\"data\":[{\"id\":\"m\",\"object\":\"model\"}]}" },
  { NULL },
};
static const Page whisper[] = {
  { "/", "text/html", "<html><title>Whisper.cpp Server</title>/inference</html>" },
  { NULL },
};
static const Page web[] = {
  { "/", "text/html", "<html>Welcome</html>" },
  { "/v1/models", "text/html", "<html>Welcome</html>" },
  { NULL },
};

static void
servers_are_named_for_what_they_are (void)
{
  Rig rig;
  g_autofree char *found = NULL;

  set_up (&rig);
  listen_as (&rig, "Somebody", llama);
  listen_as (&rig, "Somebody", web);
  listen_as (&rig, "Somebody", ollama);
  listen_as (&rig, "Jan", other);
  listen_as (&rig, "Somebody", whisper);
  listen_as (&rig, "Somebody", llama);
  look (&rig, NULL);
  g_assert_no_error (rig.error);
  found = describe (&rig);
  g_assert_true (g_str_has_prefix (found, "llama.cpp at 0, Ollama at 2, Jan at 3, whisper.cpp at 4/inference, llama.cpp "));
  g_assert_true (g_str_has_suffix (found, " at 5"));
  tear_down (&rig);
}

static void
who_says_nothing_is_waited_for_a_second (void)
{
  Rig rig;
  const gint64 begun_us = g_get_monotonic_time ();
  g_autofree char *found = NULL;

  set_up (&rig);
  for (guint i = 0; i < 4; i++)
    listen_as (&rig, "Somebody", NULL);
  listen_as (&rig, "Somebody", llama);
  look (&rig, NULL);
  found = describe (&rig);
  g_assert_cmpstr (found, ==, "llama.cpp at 4");
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, 2500 * 1000);
  tear_down (&rig);
}

static void
what_is_connected_is_not_found (void)
{
  Rig rig;
  g_autoptr(AskgProfile) profile = NULL;
  g_autoptr(AskgProfile) found = NULL;
  g_autofree char *url = NULL;
  g_autofree char *left = NULL;

  set_up (&rig);
  listen_as (&rig, "Somebody", llama);
  listen_as (&rig, "Somebody", ollama);
  url = g_strdup_printf ("localhost:%u/v1", rig.ports[0].port);
  profile = askg_profile_new ("mine", "mine", url);
  g_assert_true (askg_profiles_add (rig.profiles, profile, NULL));
  look (&rig, NULL);
  left = describe (&rig);
  g_assert_cmpstr (left, ==, "Ollama at 1");
  found = g_list_model_get_item (askg_finder_get_found (rig.finder), 0);
  g_assert_true (askg_profiles_add (rig.profiles, found, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (askg_finder_get_found (rig.finder)), ==, 0);
  tear_down (&rig);
}

static void
looking_can_be_stopped (void)
{
  Rig rig;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  set_up (&rig);
  listen_as (&rig, "Somebody", NULL);
  g_cancellable_cancel (cancellable);
  look (&rig, cancellable);
  g_assert_error (rig.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tear_down (&rig);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finder/named", servers_are_named_for_what_they_are);
  g_test_add_func ("/finder/silent", who_says_nothing_is_waited_for_a_second);
  g_test_add_func ("/finder/connected", what_is_connected_is_not_found);
  g_test_add_func ("/finder/stopped", looking_can_be_stopped);

  return g_test_run ();
}
