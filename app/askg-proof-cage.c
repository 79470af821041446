/* askg-proof-cage.c: main thread, before there is another.
 *
 * The kernel gives any person a user namespace in which they may make a network, unless the system forbids it. What
 * would go round that network, by a Unix socket to a program that asks for names on behalf of others, is hidden. */
#include "app/askg-proof-cage.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/* Who looks up names for others. */
static const char *const name_services[] = {
  "/run/systemd/resolve/io.systemd.Resolve", "/run/nscd/socket", "/var/run/nscd/socket", "/run/avahi-daemon/socket",
  "/run/sssd/pipes/nss", "/var/lib/sss/pipes/nss",
};

typedef struct
{
  struct nlmsghdr head;
  struct rtmsg    route;
  struct rtattr   attribute;
  guint32         interface;
} RouteMessage;

static gboolean
write_file (const char *path,
            const char *text)
{
  const int fd = open (path, O_WRONLY | O_CLOEXEC);
  const gboolean is_written = fd >= 0 && write (fd, text, strlen (text)) == (gssize) strlen (text);

  if (fd >= 0)
    close (fd);

  return is_written;
}

/* The person stays who they are. */
static gboolean
keep_identity (uid_t uid,
               gid_t gid)
{
  g_autofree char *uids = g_strdup_printf ("%u %u 1", (guint) uid, (guint) uid);
  g_autofree char *gids = g_strdup_printf ("%u %u 1", (guint) gid, (guint) gid);

  return write_file ("/proc/self/setgroups", "deny") && write_file ("/proc/self/uid_map", uids) &&
         write_file ("/proc/self/gid_map", gids);
}

static gboolean
bring_up_loopback (void)
{
  struct ifreq request = { .ifr_name = "lo" };
  const int fd = socket (AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean is_up = FALSE;

  if (fd < 0)
    return FALSE;
  if (ioctl (fd, SIOCGIFFLAGS, &request) == 0)
    {
      request.ifr_flags |= IFF_UP;
      is_up = ioctl (fd, SIOCSIFFLAGS, &request) == 0;
    }
  close (fd);

  return is_up;
}

/* "ip route add local default dev lo": whatever the address, it is here. */
static gboolean
make_all_local (guint8 family)
{
  RouteMessage message = {
    .head = { .nlmsg_len = sizeof message, .nlmsg_type = RTM_NEWROUTE,
              .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE },
    .route = { .rtm_family = family, .rtm_table = RT_TABLE_LOCAL, .rtm_protocol = RTPROT_BOOT,
               .rtm_scope = RT_SCOPE_HOST, .rtm_type = RTN_LOCAL },
    .attribute = { .rta_len = RTA_LENGTH (sizeof (guint32)), .rta_type = RTA_OIF },
    .interface = if_nametoindex ("lo"),
  };
  struct { struct nlmsghdr head; struct nlmsgerr error; char rest[512]; } reply = { 0 };
  const int fd = socket (AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  gboolean is_made;

  is_made = fd >= 0 && send (fd, &message, sizeof message, 0) == sizeof message &&
            recv (fd, &reply, sizeof reply, 0) >= (gssize) (sizeof reply.head + sizeof reply.error) &&
            reply.head.nlmsg_type == NLMSG_ERROR && reply.error.error == 0;
  if (fd >= 0)
    close (fd);

  return is_made;
}

static gboolean
cover (const char *with,
       const char *what)
{
  return mount (with, what, NULL, MS_BIND, NULL) == 0;
}

/* Names are asked for where they can be seen; a system without that file asks this machine, which is seen as well. */
static gboolean
lead_names_here (const char *resolv_conf)
{
  char *real = realpath ("/etc/resolv.conf", NULL);
  gboolean is_done = real == NULL || cover (resolv_conf, real);

  free (real);
  for (gsize i = 0; is_done && i < G_N_ELEMENTS (name_services); i++)
    if (access (name_services[i], F_OK) == 0)
      is_done = cover ("/dev/null", name_services[i]);

  return is_done;
}

static gboolean
fail (const char *what,
      GError    **error)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
               _("It cannot be proven here: this system does not let a person’s programs have a network of their own (%s: %s). "
                 "Allow unprivileged user namespaces, then try again."), what, g_strerror (errno));
  return FALSE;
}

/**
 * askg_proof_cage_enter:
 * @resolv_conf: a file that names the server for names; becomes /etc/resolv.conf for this process and its children
 *
 * From now on this process and what it starts have no way to any other machine: every address leads here.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE where the system forbids it; the process is then good for nothing else
 */
gboolean
askg_proof_cage_enter (const char  *resolv_conf,
                       GError     **error)
{
  const uid_t uid = getuid ();
  const gid_t gid = getgid ();

  if (unshare (CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS) != 0)
    return fail ("unshare", error);
  if (!keep_identity (uid, gid))
    return fail ("uid_map", error);
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 || !lead_names_here (resolv_conf))
    return fail ("mount", error);
  if (!bring_up_loopback () || !make_all_local (AF_INET))
    return fail ("route", error);
  (void) make_all_local (AF_INET6); /* there may be none */

  return TRUE;
}
