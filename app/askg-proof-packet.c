/* askg-proof-packet.c: any thread. Nothing in a packet is believed before its length is checked. */
#include "app/askg-proof-packet.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#define DNS_PORT        53
#define DNS_HEAD_BYTES  12u
#define DNS_TYPE_A      1u
#define TCP_FLAGS_AT    13u
#define TCP_SYN         0x02u
#define TCP_ACK         0x10u
#define ICMP_UNREACHABLE 3u
/* What every name is answered with: an address of nobody (TEST-NET-2). */
static const guint8 nobody[4] = { 198, 51, 100, 7 };

typedef struct
{
  const guint8 *bytes; /* behind the head of IP */
  gsize         n_bytes;
  guint8        protocol;
  gboolean      is_loopback;
  gboolean      is_multicast;
} Inside;

static guint16
read_16 (const guint8 *bytes)
{
  return (guint16) (bytes[0] << 8 | bytes[1]);
}

/* -- IP ---------------------------------------------------------------------------- */

static gboolean
read_v4 (const guint8 *bytes,
         gsize         n_bytes,
         Inside       *inside,
         AskgContact  *out)
{
  const gsize n_head = (bytes[0] & 0x0f) * 4u;

  if (n_bytes < 20 || n_head < 20 || n_bytes < n_head)
    return FALSE;
  inside->protocol = bytes[9];
  inside->bytes = bytes + n_head;
  inside->n_bytes = n_bytes - n_head;
  inside->is_loopback = bytes[16] == 127;
  inside->is_multicast = bytes[16] >= 224;
  inet_ntop (AF_INET, bytes + 16, out->address, sizeof out->address);

  return TRUE;
}

static gboolean
read_v6 (const guint8 *bytes,
         gsize         n_bytes,
         Inside       *inside,
         AskgContact  *out)
{
  static const guint8 loopback[16] = { [15] = 1 };

  if (n_bytes < 40)
    return FALSE;
  inside->protocol = bytes[6];
  inside->bytes = bytes + 40;
  inside->n_bytes = n_bytes - 40;
  inside->is_loopback = memcmp (bytes + 24, loopback, sizeof loopback) == 0;
  inside->is_multicast = bytes[24] == 0xff;
  inet_ntop (AF_INET6, bytes + 24, out->address, sizeof out->address);

  return TRUE;
}

/* -- A question for a name ------------------------------------------------------------ */

/* Returns where the question ends; 0 when it cannot be read. */
static gsize
read_name (const guint8 *dns,
           gsize         n_bytes,
           char         *name,
           gsize         n_name)
{
  gsize at = DNS_HEAD_BYTES, n = 0;

  name[0] = '\0';
  while (at < n_bytes && dns[at] != 0)
    {
      const gsize length = dns[at];

      if (length > 63 || at + 1 + length >= n_bytes || n + length + 2 > n_name)
        return 0;
      if (n > 0)
        name[n++] = '.';
      for (gsize i = 0; i < length; i++)
        name[n++] = g_ascii_isgraph (dns[at + 1 + i]) ? (char) dns[at + 1 + i] : '?';
      name[n] = '\0';
      at += 1 + length;
    }

  return at + 5 <= n_bytes ? at + 5 : 0; /* the end, type and class */
}

static AskgContactKind
read_dns (const guint8 *dns,
          gsize         n_bytes,
          AskgContact  *out)
{
  if (n_bytes < DNS_HEAD_BYTES || read_name (dns, n_bytes, out->name, sizeof out->name) == 0)
    out->name[0] = '\0';

  return out->kind = ASKG_CONTACT_DNS;
}

/* -- What is inside ---------------------------------------------------------------------- */

static AskgContactKind
read_tcp (const Inside *inside,
          AskgContact  *out)
{
  const guint8 *bytes = inside->bytes;

  if (inside->n_bytes < 20)
    return ASKG_CONTACT_NONE;
  out->port = read_16 (bytes + 2);
  if ((bytes[TCP_FLAGS_AT] & (TCP_SYN | TCP_ACK)) != TCP_SYN)
    return ASKG_CONTACT_NONE; /* only who begins wants something */
  if (out->port == DNS_PORT)
    return out->kind = ASKG_CONTACT_DNS;

  return out->kind = inside->is_loopback ? ASKG_CONTACT_LOOPBACK : ASKG_CONTACT_TCP;
}

static AskgContactKind
read_udp (const Inside *inside,
          AskgContact  *out)
{
  const guint8 *bytes = inside->bytes;

  if (inside->n_bytes < 8)
    return ASKG_CONTACT_NONE;
  out->port = read_16 (bytes + 2);
  if (out->port == DNS_PORT)
    return read_dns (bytes + 8, inside->n_bytes - 8, out);
  if (read_16 (bytes) == DNS_PORT)
    return ASKG_CONTACT_NONE; /* our own answer to such a question */

  return out->kind = inside->is_loopback ? ASKG_CONTACT_LOOPBACK : ASKG_CONTACT_UDP;
}

static AskgContactKind
read_other (const Inside *inside,
            AskgContact  *out)
{
  /* The kernel itself says that nobody listens, and greets the groups of IPv6. */
  if (inside->protocol == IPPROTO_ICMP && inside->n_bytes > 0 && inside->bytes[0] == ICMP_UNREACHABLE)
    return ASKG_CONTACT_NONE;
  if (inside->protocol == IPPROTO_ICMPV6 || (inside->protocol == IPPROTO_HOPOPTS && inside->is_multicast))
    return ASKG_CONTACT_NONE;

  return out->kind = inside->is_loopback ? ASKG_CONTACT_LOOPBACK : ASKG_CONTACT_OTHER;
}

/**
 * askg_proof_packet_read:
 * @bytes: (array length=n_bytes): a packet of IP, version 4 or 6, as it was sent
 * @out: (out): whom it was for
 *
 * Returns: what it wants; the same as @out's kind
 */
AskgContactKind
askg_proof_packet_read (const guint8 *bytes,
                        gsize         n_bytes,
                        AskgContact  *out)
{
  Inside inside = { 0 };

  memset (out, 0, sizeof *out);
  if (n_bytes == 0 || !(bytes[0] >> 4 == 4 ? read_v4 (bytes, n_bytes, &inside, out)
                                           : bytes[0] >> 4 == 6 && read_v6 (bytes, n_bytes, &inside, out)))
    return ASKG_CONTACT_NONE;
  if (inside.protocol == IPPROTO_TCP)
    return read_tcp (&inside, out);
  if (inside.protocol == IPPROTO_UDP)
    return read_udp (&inside, out);

  return read_other (&inside, out);
}

/**
 * askg_proof_packet_answer:
 * @question: (array length=n_bytes): a message of DNS
 * @out: (array length=n_out_bytes): room for the answer
 *
 * Every name is that of one machine, which is nobody's; there is no other kind of answer.
 *
 * Returns: how long the answer is; 0 when there is none
 */
gsize
askg_proof_packet_answer (const guint8 *question,
                          gsize         n_bytes,
                          guint8       *out,
                          gsize         n_out_bytes)
{
  static const guint8 record[] = { 0xc0, DNS_HEAD_BYTES, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4 };
  char name[256];
  const gsize end = n_bytes >= DNS_HEAD_BYTES ? read_name (question, n_bytes, name, sizeof name) : 0;
  gboolean is_for_address;

  if (end == 0 || end + sizeof record + sizeof nobody > n_out_bytes)
    return 0;
  is_for_address = read_16 (question + end - 4) == DNS_TYPE_A;
  memcpy (out, question, end);
  memset (out + 4, 0, 8);
  out[2] = 0x81; /* an answer */
  out[3] = 0x80;
  out[5] = 1;    /* to one question */
  out[7] = is_for_address;
  if (!is_for_address)
    return end;
  memcpy (out + end, record, sizeof record);
  memcpy (out + end + sizeof record, nobody, sizeof nobody);

  return end + sizeof record + sizeof nobody;
}

/* (transfer full): "TCP 198.51.100.7:443", "DNS api.example" */
char *
askg_contact_describe (const AskgContact *contact)
{
  const gboolean is_v6 = strchr (contact->address, ':') != NULL;

  if (contact->kind == ASKG_CONTACT_DNS && contact->name[0] != '\0')
    return g_strdup_printf ("DNS %s", contact->name);
  if (contact->kind == ASKG_CONTACT_OTHER)
    return g_strdup_printf ("IP %s", contact->address);

  return g_strdup_printf (is_v6 ? "%s [%s]:%u" : "%s %s:%u", contact->kind == ASKG_CONTACT_UDP ? "UDP"
                                                            : contact->kind == ASKG_CONTACT_DNS ? "DNS"
                                                                                                : "TCP",
                          contact->address, contact->port);
}
