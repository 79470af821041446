/* askg-server-place.c: main thread; small files below the runtime folder. */
#include "engine/provider/askg-server-place.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

#define PREFIX "served-"

void
askg_server_place_free (AskgServerPlace *place)
{
  if (place->socket_path != NULL)
    g_unlink (place->socket_path); /* it leaves it behind, and would not start over one */
  if (place->key_path != NULL)
    g_unlink (place->key_path);
  g_clear_pointer (&place->key, askg_key_unref);
  g_free (place->url);
  g_free (place->socket_path);
  g_free (place->path);
  g_free (place->key_path);
  g_free (place);
}

/* What a process left that was killed. */
static void
tidy (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const int pid = g_str_has_prefix (name, PREFIX) ? atoi (name + strlen (PREFIX)) : 0;
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (pid > 0 && kill (pid, 0) < 0 && errno == ESRCH)
        g_unlink (path);
    }
}

/* Asks the kernel for a free one. Somebody else may take it before the program does: then it ends and
 * is started again with another. */
static guint16
find_free_port (void)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t length = sizeof address;
  const int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  guint16 port = 0;

  if (fd >= 0 && bind (fd, (struct sockaddr *) &address, sizeof address) == 0 &&
      getsockname (fd, (struct sockaddr *) &address, &length) == 0)
    port = ntohs (address.sin_port);
  if (fd >= 0)
    close (fd);

  return port;
}

static gboolean
make_key (AskgServerPlace  *place,
          const char      *folder,
          GError         **error)
{
  g_autofree char *name = g_strdup_printf (PREFIX "%d-%u.key", getpid (), place->port);
  g_autofree char *secret = g_uuid_string_random ();
  g_autoptr(AskgOrigin) origin = askg_origin_new (place->url, NULL, NULL, error);

  place->key_path = g_build_filename (folder, name, NULL);

  return origin != NULL &&
         (place->key = askg_key_new (secret, -1, ASKG_KEY_BEARER, origin, error)) != NULL &&
         g_file_set_contents_full (place->key_path, secret, -1, G_FILE_SET_CONTENTS_NONE, 0600, error);
}

/**
 * askg_server_place_new:
 * @guard: the best that the program understands; where the path of a socket would be too long for one, a key
 *
 * Returns: (transfer full): a place nobody else uses, or %NULL with @error set
 */
AskgServerPlace *
askg_server_place_new (AskgServerGuard   guard,
                       GError          **error)
{
  static guint n_runs;
  g_autofree char *folder = askg_program_runtime_folder (error);
  g_autofree char *name = g_strdup_printf (PREFIX "%d-%u.sock", getpid (), ++n_runs);
  g_autoptr(AskgServerPlace) place = g_new0 (AskgServerPlace, 1);

  if (folder == NULL)
    return NULL;

  tidy (folder);
  place->socket_path = g_build_filename (folder, name, NULL);
  if (guard == ASKG_GUARD_SOCKET && strlen (place->socket_path) < sizeof ((struct sockaddr_un *) NULL)->sun_path)
    {
      place->url = g_strdup ("http://localhost");
      g_unlink (place->socket_path);
      return g_steal_pointer (&place);
    }

  g_clear_pointer (&place->socket_path, g_free);
  place->port = find_free_port ();
  if (guard == ASKG_GUARD_PATH)
    {
      g_autofree char *secret = g_uuid_string_random ();

      place->path = g_strconcat ("/", secret, NULL);
      place->url = g_strdup_printf ("http://127.0.0.1:%u%s", place->port, place->path);
      return g_steal_pointer (&place);
    }
  place->url = g_strdup_printf ("http://127.0.0.1:%u", place->port);

  return make_key (place, folder, error) ? g_steal_pointer (&place) : NULL;
}

/**
 * askg_server_place_log_path:
 *
 * Returns: (transfer full): where the words of the last run are kept
 */
char *
askg_server_place_log_path (const char  *program,
                            const char  *engine_id,
                            GError     **error)
{
  g_autofree char *folder = askg_program_cache_folder (error);
  g_autofree char *name = g_strdup_printf ("%s-%s.log", program, engine_id);

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}
