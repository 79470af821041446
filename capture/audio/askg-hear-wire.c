/* askg-hear-wire.c: pure; any thread. */
#include "capture/audio/askg-hear-wire.h"

#include <string.h>

static gboolean
is_sound (const AskgHearHead *head)
{
  const gboolean has_samples = head->kind == ASKG_HEAR_SAMPLES || head->kind == ASKG_PLAY_SAMPLES;

  return head->n_bytes <= ASKG_HEAR_MAX_BYTES && head->position >= 0 && (!has_samples || head->n_bytes % sizeof (gint16) == 0);
}

/**
 * askg_hear_wire_read:
 * @held: what was left over the last time; at first nothing
 * @bytes: as they came, cut anywhere
 *
 * Returns: %FALSE when these are no messages, or @on_message wants no more
 */
gboolean
askg_hear_wire_read (GByteArray   *held,
                     const guint8 *bytes,
                     gsize         n_bytes,
                     AskgHearFunc  on_message,
                     gpointer      user_data)
{
  gsize at = 0;
  gboolean is_fine = TRUE;
  AskgHearHead head;

  g_byte_array_append (held, bytes, n_bytes);
  while (is_fine && held->len >= at + sizeof head)
    {
      memcpy (&head, held->data + at, sizeof head);
      is_fine = is_sound (&head);
      if (!is_fine || held->len - at - sizeof head < head.n_bytes)
        break;
      is_fine = on_message (&head, held->data + at + sizeof head, user_data);
      at += sizeof head + head.n_bytes;
    }
  g_byte_array_remove_range (held, 0, MIN (at, held->len)); /* whoever wants no more may have emptied it */

  return is_fine;
}
