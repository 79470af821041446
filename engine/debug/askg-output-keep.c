/* askg-output-keep.c: any thread. */
#include "engine/debug/askg-output-keep.h"

#include <string.h>

#include "engine/debug/askg-error-scan.h"

#define MAX_CARRY (ASKG_ERROR_SCAN_MAX_WORD_BYTES - 1)
#define MAX_STEP (64u * 1024) /* what is taken at once: less than the ring holds beside a place */

typedef struct
{
  guint64  offset;
  GBytes  *bytes; /* owned */
} Place;

struct _AskgOutputKeep
{
  GByteArray *head;     /* owned */
  char       *ring;     /* (nullable) owned: made when the head is full; byte N of the output is at N modulo its size */
  GArray     *places;   /* owned: of Place */
  guint64     n_total;
  guint64     sounds_at; /* where something sounds like an error that is not kept yet; 0: nowhere */
  guint64     quiet_until; /* up to there it is kept already */
  char        carry[MAX_CARRY]; /* the last bytes that were looked at: a word may be cut */
  gsize       n_carry;
};

static void
place_clear (gpointer data)
{
  g_bytes_unref (((Place *) data)->bytes);
}

AskgOutputKeep *
askg_output_keep_new (void)
{
  AskgOutputKeep *self = g_new0 (AskgOutputKeep, 1);

  self->head = g_byte_array_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, place_clear);

  return self;
}

void
askg_output_keep_free (AskgOutputKeep *self)
{
  if (self == NULL)
    return;
  g_byte_array_unref (self->head);
  g_array_unref (self->places);
  g_free (self->ring);
  g_free (self);
}

/* -- The ring ------------------------------------------------------------------------ */

static void
put_in_ring (AskgOutputKeep *self,
             const char     *bytes,
             gsize           n_bytes)
{
  const gsize at = self->n_total % ASKG_OUTPUT_KEEP_TAIL_BYTES;
  const gsize n_first = MIN (n_bytes, ASKG_OUTPUT_KEEP_TAIL_BYTES - at);

  if (self->ring == NULL)
    self->ring = g_malloc (ASKG_OUTPUT_KEEP_TAIL_BYTES);
  memcpy (self->ring + at, bytes, n_first);
  memcpy (self->ring, bytes + n_first, n_bytes - n_first);
}

static GBytes *
copy_from_ring (AskgOutputKeep *self,
                guint64         start,
                guint64         end)
{
  const gsize n_bytes = (gsize) (end - start);
  const gsize at = start % ASKG_OUTPUT_KEEP_TAIL_BYTES;
  const gsize n_first = MIN (n_bytes, ASKG_OUTPUT_KEEP_TAIL_BYTES - at);
  char *copy = g_malloc (n_bytes);

  memcpy (copy, self->ring + at, n_first);
  memcpy (copy + n_first, self->ring, n_bytes - n_first);

  return g_bytes_new_take (copy, n_bytes);
}

/* -- Places that sound like an error --------------------------------------------------- */

static void
note_sound (AskgOutputKeep *self,
            guint64         at)
{
  if (self->sounds_at == 0 && at >= self->quiet_until)
    self->sounds_at = at;
}

static void
listen (AskgOutputKeep *self,
        const char     *bytes,
        gsize           n_bytes)
{
  char seam[MAX_CARRY + ASKG_ERROR_SCAN_MAX_WORD_BYTES];
  const gsize n_seam = MIN (n_bytes, ASKG_ERROR_SCAN_MAX_WORD_BYTES);
  const gsize n_known = self->n_carry + n_bytes;
  gssize found;

  if (self->places->len >= ASKG_OUTPUT_KEEP_MAX_PLACES)
    return;

  memcpy (seam, self->carry, self->n_carry);
  memcpy (seam + self->n_carry, bytes, n_seam);
  found = askg_error_scan (seam, self->n_carry + n_seam);
  if (found >= 0)
    note_sound (self, self->n_total - self->n_carry + (gsize) found);
  for (gsize at = 0;
       self->sounds_at == 0 && at < n_bytes && (found = askg_error_scan (bytes + at, n_bytes - at)) >= 0;
       at += (gsize) found + 1)
    note_sound (self, self->n_total + at + (gsize) found);

  if (n_bytes >= MAX_CARRY)
    memcpy (self->carry, bytes + n_bytes - MAX_CARRY, MAX_CARRY);
  else
    memcpy (self->carry, seam + n_known - MIN (n_known, MAX_CARRY), MIN (n_known, MAX_CARRY));
  self->n_carry = MIN (n_known, MAX_CARRY);
}

/* Once what stands behind it is there too. */
static void
keep_place (AskgOutputKeep *self)
{
  const guint64 head = self->head->len;
  const guint64 at = self->sounds_at;
  const guint64 start = MAX (MAX (head, self->quiet_until), at - MIN (at, ASKG_OUTPUT_KEEP_BEFORE_BYTES));
  const guint64 end = at + ASKG_OUTPUT_KEEP_BEHIND_BYTES;

  if (at == 0 || self->n_total < end)
    return;
  g_array_append_vals (self->places, &(Place) { start, copy_from_ring (self, start, end) }, 1);
  self->quiet_until = end;
  self->sounds_at = 0;
}

/**
 * askg_output_keep_take:
 * @bytes: (array length=n_bytes): the next of the output; may be cut anywhere
 */
void
askg_output_keep_take (AskgOutputKeep *self,
                       const char     *bytes,
                       gsize           n_bytes)
{
  const gsize n_head = MIN (n_bytes, ASKG_OUTPUT_KEEP_HEAD_BYTES - self->head->len);

  if (n_head > 0)
    {
      g_byte_array_append (self->head, (const guint8 *) bytes, (guint) n_head);
      self->n_total += n_head;
    }
  for (gsize at = n_head; at < n_bytes;)
    {
      const gsize n = MIN (n_bytes - at, MAX_STEP);

      listen (self, bytes + at, n);
      put_in_ring (self, bytes + at, n);
      self->n_total += n;
      keep_place (self);
      at += n;
    }
}

/**
 * askg_output_keep_leave:
 * @record: is given what was kept, and how much there was
 */
void
askg_output_keep_leave (AskgOutputKeep    *self,
                        AskgCommandRecord *record)
{
  g_autoptr(GBytes) head = g_bytes_new (self->head->data, self->head->len);
  const guint64 n_tail = MIN (self->n_total - self->head->len, ASKG_OUTPUT_KEEP_TAIL_BYTES);
  const guint64 tail_at = self->n_total - n_tail;

  record->n_total_bytes = self->n_total;
  if (self->head->len > 0)
    askg_command_record_add_part (record, 0, head);
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);
      const gsize n = g_bytes_get_size (place->bytes);
      const gsize n_before_tail = place->offset >= tail_at ? 0 : MIN (n, tail_at - place->offset);
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (place->bytes, 0, n_before_tail);

      if (n_before_tail > 0)
        askg_command_record_add_part (record, place->offset, part);
    }
  if (n_tail > 0)
    {
      g_autoptr(GBytes) tail = copy_from_ring (self, tail_at, self->n_total);

      askg_command_record_add_part (record, tail_at, tail);
    }
}
