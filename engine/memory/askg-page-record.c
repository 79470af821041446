/* askg-page-record.c: any thread. After the description of the file format that SQLite publishes: a leaf of a table
 * is a page whose first byte is 13, with an array of offsets to its cells; a cell is the length of the row, its id
 * and the row, of which what does not fit goes on in a chain of other pages. */
#include "engine/memory/askg-page-record.h"

#include <string.h>

#define TABLE_LEAF 13
#define LEAF_HEAD_BYTES 8
#define FILE_HEAD_BYTES 100           /* before the head of the first page */
#define MAX_PAYLOAD_BYTES (1 << 30)
#define MAX_VARINT_BYTES 9

static guint
be16 (const guint8 *at)
{
  return (guint) at[0] << 8 | at[1];
}

static guint32
be32 (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* A number of one to nine bytes. Moves *@at behind it; FALSE where it goes beyond @end. */
gboolean
askg_page_take_varint (const guint8 **at,
                       const guint8  *end,
                       guint64       *out_value)
{
  guint64 value = 0;

  for (guint i = 0; i < MAX_VARINT_BYTES && *at < end; i++)
    {
      const guint8 byte = *(*at)++;

      if (i == MAX_VARINT_BYTES - 1)
        {
          *out_value = value << 8 | byte;
          return TRUE;
        }
      value = value << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0)
        {
          *out_value = value;
          return TRUE;
        }
    }

  return FALSE;
}

/* (nullable): the page of that number, which begins with 1; NULL where it is not whole. */
static const guint8 *
page_at (const AskgPages *pages,
         guint64          page)
{
  const guint64 start = (page - 1) * pages->page_bytes;

  return page > 0 && start + pages->page_bytes <= pages->n_bytes ? pages->bytes + start : NULL;
}

/**
 * askg_pages_get_n_cells:
 * @page: its number, from 1 on
 *
 * Returns: how many cells it says it has; 0 for all that is no leaf of a table
 */
guint
askg_pages_get_n_cells (const AskgPages *pages,
                        guint            page)
{
  const guint8 *start = page_at (pages, page);
  const guint head = page == 1 ? FILE_HEAD_BYTES : 0;
  guint n;

  if (start == NULL || start[head] != TABLE_LEAF)
    return 0;
  n = be16 (start + head + 3);

  return MIN (n, (pages->page_bytes - head - LEAF_HEAD_BYTES) / 2);
}

/* How much of a row of @n_bytes stands on its own page. */
static guint
local_bytes (const AskgPages *pages,
             guint64          n_bytes)
{
  const guint usable = pages->page_bytes;
  const guint most = usable - 35;
  const guint least = (usable - 12) * 32 / 255 - 23;
  guint kept;

  if (n_bytes <= most)
    return (guint) n_bytes;
  kept = least + (n_bytes - least) % (usable - 4);

  return kept <= most ? kept : least;
}

/* The rest of a row, from page to page; one that goes in a circle ends by its length. Returns how much of it
 * there is before the chain breaks. */
static guint64
follow_chain (const AskgPages *pages,
              guint32          page,
              guint8          *to,
              guint64          n_wanted)
{
  guint64 n_read = 0;

  while (n_read < n_wanted)
    {
      const guint8 *start = page_at (pages, page);
      const guint64 n = MIN (n_wanted - n_read, pages->page_bytes - 4);

      if (start == NULL)
        break;
      memcpy (to + n_read, start + 4, n);
      n_read += n;
      page = be32 (start);
    }

  return n_read;
}

/**
 * askg_pages_read_cell:
 * @cell: below askg_pages_get_n_cells()
 *
 * Returns: (transfer full) (nullable): the row, as far as it is there; %NULL where it is damaged
 */
GBytes *
askg_pages_read_cell (const AskgPages *pages,
                      guint            page,
                      guint            cell,
                      gint64          *out_rowid)
{
  const guint8 *start = page_at (pages, page);
  const guint8 *end = start + pages->page_bytes;
  const guint head = page == 1 ? FILE_HEAD_BYTES : 0;
  const guint offset = be16 (start + head + LEAF_HEAD_BYTES + 2 * cell);
  const guint8 *at = start + offset;
  g_autofree guint8 *payload = NULL;
  guint64 n_bytes, rowid;
  guint local;

  if (offset >= pages->page_bytes || !askg_page_take_varint (&at, end, &n_bytes) || !askg_page_take_varint (&at, end, &rowid) ||
      n_bytes > MIN (pages->n_bytes, MAX_PAYLOAD_BYTES))
    return NULL;
  local = local_bytes (pages, n_bytes);
  if (local + (local < n_bytes ? 4 : 0) > (gsize) (end - at))
    return NULL;

  *out_rowid = (gint64) rowid;
  if (local == n_bytes)
    return g_bytes_new (at, local);
  payload = g_malloc (n_bytes);
  memcpy (payload, at, local);
  n_bytes = local + follow_chain (pages, be32 (at + local), payload + local, n_bytes - local);

  return g_bytes_new_take (g_steal_pointer (&payload), n_bytes);
}

static gint64
read_integer (const guint8 *at,
              gsize         n_bytes)
{
  guint64 value = n_bytes > 0 && (at[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < n_bytes; i++)
    value = value << 8 | at[i];

  return (gint64) value;
}

static gboolean
read_field (AskgField     *field,
            guint64        type,
            const guint8 **at,
            const guint8  *end)
{
  static const guint8 integer_bytes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };
  guint64 raw;

  if (type == 10 || type == 11)
    return FALSE; /* for SQLite's own use */
  *field = (AskgField) { .kind = type == 0 ? ASKG_FIELD_NULL : type == 7 ? ASKG_FIELD_REAL
                                 : type < 10 ? ASKG_FIELD_INTEGER : type % 2 == 0 ? ASKG_FIELD_BLOB : ASKG_FIELD_TEXT };
  field->n_bytes = type < 10 ? integer_bytes[type] : (type - 12) / 2;
  if (field->n_bytes > (gsize) (end - *at) && field->kind != ASKG_FIELD_TEXT)
    return FALSE;
  field->n_bytes = MIN (field->n_bytes, (gsize) (end - *at)); /* a text is worth its beginning */
  field->bytes = *at;
  *at += field->n_bytes;
  if (type >= 8 && type < 10)
    field->integer = (gint64) type - 8;
  else if (field->kind == ASKG_FIELD_INTEGER)
    field->integer = read_integer (field->bytes, field->n_bytes);
  else if (field->kind == ASKG_FIELD_REAL)
    {
      raw = (guint64) read_integer (field->bytes, field->n_bytes);
      memcpy (&field->real, &raw, sizeof raw);
    }

  return TRUE;
}

/**
 * askg_page_record_parse:
 * @payload: borrowed: the fields point into it
 *
 * Returns: %FALSE where that is no row, or one of more than %ASKG_RECORD_MAX_FIELDS fields
 */
gboolean
askg_page_record_parse (AskgPageRecord *self,
                        GBytes         *payload)
{
  gsize size;
  const guint8 *start = g_bytes_get_data (payload, &size);
  const guint8 *at = start;
  const guint8 *end = start + size;
  const guint8 *types_end;
  guint64 n_head, type;

  self->n_fields = 0;
  if (size == 0 || !askg_page_take_varint (&at, end, &n_head) || n_head > size)
    return FALSE;
  types_end = start + n_head;
  end = start + size;
  for (const guint8 *value = types_end; at < types_end; self->n_fields++)
    {
      if (self->n_fields == ASKG_RECORD_MAX_FIELDS || !askg_page_take_varint (&at, types_end, &type))
        return FALSE;
      if ((value == end && type > 0 && type != 8 && type != 9 && type != 12 && type != 13) ||
          !read_field (&self->fields[self->n_fields], type, &value, end))
        break; /* of a row that is cut off, what stands before the cut */
    }

  return self->n_fields > 0;
}
