/* askg-proof-sink.c: a thread of its own that reads; the rest on any thread. */
#include "app/askg-proof-sink.h"

#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_PACKET_BYTES  65536u
#define MAX_KINDS         4096u            /* different contacts that are told apart */
#define ROOM_BYTES        (8 * 1024 * 1024) /* for packets that wait to be read */
#define SETTLE_MS         150              /* after the last one no other is on its way */

struct _AskgProofSink
{
  GThread    *thread;
  int         packets; /* a socket that gets a copy of everything */
  int         names;   /* where questions for names are answered */
  int         end;     /* readable when the thread is to end */

  GMutex      mutex;
  GHashTable *seen;       /* description -> number of times; behind the mutex */
  guint       n_loopback; /* behind the mutex */
  gint64      last_us;    /* monotonic: of the last packet; behind the mutex */
};

static void
note (AskgProofSink     *self,
      const AskgContact *contact)
{
  g_autofree char *words = askg_contact_describe (contact);

  g_mutex_lock (&self->mutex);
  self->last_us = g_get_monotonic_time ();
  if (contact->kind == ASKG_CONTACT_LOOPBACK)
    self->n_loopback++;
  else if (g_hash_table_size (self->seen) < MAX_KINDS || g_hash_table_contains (self->seen, words))
    {
      const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, words));

      g_hash_table_insert (self->seen, g_steal_pointer (&words), GUINT_TO_POINTER (n + 1));
    }
  g_mutex_unlock (&self->mutex);
}

/* On this network every packet passes twice: as it is sent, and as it comes in. */
static void
read_packet (AskgProofSink *self,
             guint8        *room)
{
  struct sockaddr_ll from;
  socklen_t n_from = sizeof from;
  const gssize n = recvfrom (self->packets, room, MAX_PACKET_BYTES, MSG_DONTWAIT, (struct sockaddr *) &from, &n_from);
  AskgContact contact;

  if (n > 0 && from.sll_pkttype == PACKET_OUTGOING &&
      askg_proof_packet_read (room, (gsize) n, &contact) != ASKG_CONTACT_NONE)
    note (self, &contact);
}

/* Answered from the address that was asked, or the asker would not take it. */
static void
answer_question (AskgProofSink *self,
                 guint8        *room)
{
  guint8 answer[1024], control[256];
  struct sockaddr_in6 from;
  struct iovec data = { room, MAX_PACKET_BYTES };
  struct msghdr message = { .msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &data, .msg_iovlen = 1,
                            .msg_control = control, .msg_controllen = sizeof control };
  const gssize n = recvmsg (self->names, &message, MSG_DONTWAIT);
  const gsize n_answer = n > 0 ? askg_proof_packet_answer (room, (gsize) n, answer, sizeof answer) : 0;

  if (n_answer == 0)
    return;
  data = (struct iovec) { answer, n_answer };
  message.msg_flags = 0;
  (void) sendmsg (self->names, &message, 0); /* IPV6_PKTINFO of the question says where from */
}

static gpointer
sink_thread (gpointer user_data)
{
  AskgProofSink *self = user_data;
  g_autofree guint8 *room = g_malloc (MAX_PACKET_BYTES);
  struct pollfd watched[] = { { self->packets, POLLIN, 0 }, { self->names, POLLIN, 0 }, { self->end, POLLIN, 0 } };

  for (;;)
    {
      if (poll (watched, G_N_ELEMENTS (watched), -1) < 0 && errno != EINTR)
        return NULL;
      if (watched[0].revents != 0)
        read_packet (self, room);
      if (watched[1].revents != 0)
        answer_question (self, room);
      if (watched[2].revents != 0 && watched[0].revents == 0)
        return NULL;
    }
}

static gboolean
open_packets (AskgProofSink *self)
{
  const struct sockaddr_ll where = { .sll_family = AF_PACKET, .sll_protocol = htons (ETH_P_ALL),
                                     .sll_ifindex = (int) if_nametoindex ("lo") };
  const int room = ROOM_BYTES;

  self->packets = socket (AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, htons (ETH_P_ALL));
  if (self->packets < 0)
    return FALSE;
  (void) setsockopt (self->packets, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);

  return bind (self->packets, (const struct sockaddr *) &where, sizeof where) == 0;
}

static gboolean
open_names (AskgProofSink *self)
{
  const struct sockaddr_in6 where = { .sin6_family = AF_INET6, .sin6_addr = in6addr_any, .sin6_port = htons (53) };
  const int no = 0, yes = 1;

  self->names = socket (AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  return self->names >= 0 && setsockopt (self->names, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no) == 0 &&
         setsockopt (self->names, IPPROTO_IPV6, IPV6_RECVPKTINFO, &yes, sizeof yes) == 0 &&
         bind (self->names, (const struct sockaddr *) &where, sizeof where) == 0;
}

/**
 * askg_proof_sink_new:
 *
 * Sees from now on what is sent on the network that this thread is on; it must have the right to, as in a network of
 * one's own.
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE
 */
AskgProofSink *
askg_proof_sink_new (GError **error)
{
  g_autoptr(AskgProofSink) self = g_new0 (AskgProofSink, 1);

  self->packets = self->names = -1;
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->mutex);
  self->end = eventfd (0, EFD_CLOEXEC);
  if (self->end < 0 || !open_packets (self) || !open_names (self))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("It cannot be proven here: the packets of the network made for it cannot be seen (%s). "
                     "Run it on a system that lets a person’s programs do that."), g_strerror (errno));
      return NULL;
    }
  self->thread = g_thread_new ("askg-proof", sink_thread, self);

  return g_steal_pointer (&self);
}

void
askg_proof_sink_free (AskgProofSink *self)
{
  const guint64 one = 1;

  if (self == NULL)
    return;

  if (self->thread != NULL && write (self->end, &one, sizeof one) == sizeof one)
    g_thread_join (self->thread);
  if (self->packets >= 0)
    close (self->packets);
  if (self->names >= 0)
    close (self->names);
  if (self->end >= 0)
    close (self->end);
  g_hash_table_unref (self->seen);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * askg_proof_sink_take:
 * @out_n_loopback: (out): how many connections stayed on this machine
 *
 * Waits a moment for what is still on its way, and begins anew.
 *
 * Returns: (transfer full) (element-type utf8): who was to be reached, each once: "TCP 198.51.100.7:443"
 */
GPtrArray *
askg_proof_sink_take (AskgProofSink *self,
                      guint         *out_n_loopback)
{
  GPtrArray *contacts = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer words;

  g_usleep (SETTLE_MS * 1000);
  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &words, NULL))
    g_ptr_array_add (contacts, g_strdup (words));
  g_hash_table_remove_all (self->seen);
  *out_n_loopback = self->n_loopback;
  self->n_loopback = 0;
  g_mutex_unlock (&self->mutex);
  g_ptr_array_sort (contacts, compare_words);

  return contacts;
}

/* Whether packets came faster than they were read since the last time this was asked. */
gboolean
askg_proof_sink_was_blind (AskgProofSink *self)
{
  struct tpacket_stats statistics = { 0 };
  socklen_t n = sizeof statistics;

  return getsockopt (self->packets, SOL_PACKET, PACKET_STATISTICS, &statistics, &n) != 0 || statistics.tp_drops > 0;
}
