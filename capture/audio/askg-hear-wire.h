/* askg-hear-wire.h: what the helper askglass-hear tells whoever started it: a head, then so many bytes. Any thread.
 *
 * Both ends are of one build on one machine, so numbers are as the machine has them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_HEAR_SAMPLES = 'S', /* signed 16-bit, one channel; not known yet to be the microphone's */
  ASKG_HEAR_VOUCHED = 'V', /* all before @position is the microphone's */
  ASKG_HEAR_DEVICE  = 'D', /* it hears from here on; the bytes are the device's name */
  ASKG_HEAR_LOST    = 'L', /* what came from @position on is not the microphone's; the bytes are an AskgHearTrouble's name */
  ASKG_HEAR_FAILED  = 'F', /* it never heard anything, and has ended; the bytes are the same */
} AskgHearKind;

typedef struct
{
  guint32 kind; /* an AskgHearKind */
  guint32 n_bytes;
  gint64  position; /* samples since the helper began; of the first, where there are some */
} AskgHearHead;

#define ASKG_HEAR_MAX_BYTES (64u * 1024)

/* Returns: whether to go on */
typedef gboolean (*AskgHearFunc) (const AskgHearHead *head,
                                  const guint8       *bytes,
                                  gpointer            user_data);

gboolean askg_hear_wire_read (GByteArray   *held,
                              const guint8 *bytes,
                              gsize         n_bytes,
                              AskgHearFunc  on_message,
                              gpointer      user_data);

G_END_DECLS
