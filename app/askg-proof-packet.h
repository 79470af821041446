/* askg-proof-packet.h: what a packet on a wire that leads nowhere tells of who wanted to be reached. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_CONTACT_NONE,     /* an answer, or no packet of IP */
  ASKG_CONTACT_LOOPBACK, /* stays on this machine */
  ASKG_CONTACT_TCP,
  ASKG_CONTACT_UDP,
  ASKG_CONTACT_DNS,      /* a question for a name, wherever it goes to */
  ASKG_CONTACT_OTHER,    /* another protocol of IP */
} AskgContactKind;

typedef struct
{
  AskgContactKind kind;
  char            address[46]; /* whom it was for */
  guint16         port;        /* 0 where there is none */
  char            name[256];   /* of %ASKG_CONTACT_DNS; "" when it cannot be read */
} AskgContact;

AskgContactKind  askg_proof_packet_read   (const guint8       *bytes,
                                           gsize               n_bytes,
                                           AskgContact        *out);
gsize            askg_proof_packet_answer (const guint8       *question,
                                           gsize               n_bytes,
                                           guint8             *out,
                                           gsize               n_out_bytes);
char            *askg_contact_describe    (const AskgContact  *contact);

G_END_DECLS
