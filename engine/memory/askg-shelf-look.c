/* askg-shelf-look.c: the store's thread.
 *
 * A page of the index that a disk gave back empty, all of it or a sector, is no mistake to SQLite: a search just finds
 * less. But three things hold of every page that was written: it has never more than a few zeros in a row; the piece
 * of the index that it belongs to is listed; and its first word leads to it. Looking at that costs as much as reading
 * the pages, where making the words again would cost a hundred times as much. */
#include "engine/memory/askg-shelf-look.h"

#include "engine/memory/askg-page-record.h"

/* Numbers and words are written without any zeros between them: two in a row are the most, four at the very beginning. */
#define HOLE_BYTES 8

#define HEAD_BYTES 4

/* How the number of a row says what it is: the piece, whether it is a page of words, and which one. */
#define STRUCTURE_ROW  10
#define PIECE_SHIFT    37
#define PAGE_MASK      G_GINT64_CONSTANT (0x7fffffff)
#define KIND_MASK      (G_GINT64_CONSTANT (0x3f) << 31)
#define MAX_PIECE      0xffff

/* Of the same words written at one time. */
typedef struct
{
  guint64 id;
  guint64 first_page;
  guint64 last_page;
} Piece;

typedef struct
{
  AskgDb       *db;
  GArray       *pieces;  /* of Piece */
  sqlite3_stmt *leading; /* from a word to its page */
} Look;

static void
look_clear (Look *look)
{
  g_clear_pointer (&look->pieces, g_array_unref);
  g_clear_pointer (&look->leading, sqlite3_finalize);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/* Whether zeros stand where there are none. */
gboolean
askg_shelf_look_has_hole (const guint8 *bytes,
                          gsize         n_bytes)
{
  gsize n_zeros = 0;

  for (gsize i = 0; i < n_bytes; i++)
    {
      n_zeros = bytes[i] == 0 ? n_zeros + 1 : 0;
      if (n_zeros == HOLE_BYTES)
        return TRUE;
    }

  return FALSE;
}

/* -- The list of the pieces ----------------------------------------------- */

/* (transfer full) (nullable): NULL for what is no such list */
static GArray *
read_pieces (const guint8 *bytes,
             gsize         n_bytes)
{
  g_autoptr(GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const guint8 *at, *end;
  guint64 n_levels, n_all, n_written;

  if (n_bytes < HEAD_BYTES)
    return NULL;
  at = bytes + HEAD_BYTES;
  end = bytes + n_bytes;
  if (!askg_page_take_varint (&at, end, &n_levels) || !askg_page_take_varint (&at, end, &n_all) ||
      !askg_page_take_varint (&at, end, &n_written))
    return NULL;

  for (guint64 level = 0; level < n_levels; level++)
    {
      guint64 n_merging, n;

      if (!askg_page_take_varint (&at, end, &n_merging) || !askg_page_take_varint (&at, end, &n))
        return NULL;
      for (; n > 0; n--)
        {
          Piece piece;

          if (!askg_page_take_varint (&at, end, &piece.id) || !askg_page_take_varint (&at, end, &piece.first_page) ||
              !askg_page_take_varint (&at, end, &piece.last_page))
            return NULL;
          g_array_append_val (pieces, piece);
        }
    }

  return pieces->len == n_all ? g_steal_pointer (&pieces) : NULL;
}

static const Piece *
find_piece (GArray  *pieces,
            guint64  id,
            guint64  page)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->id == id && piece->first_page <= page && page <= piece->last_page)
        return piece;
    }

  return NULL;
}

/* -- Pages ---------------------------------------------------------------- */

/* Of the words that begin on it; there may be none where one word fills it. FALSE where it cannot be read. */
static gboolean
find_first_word (const guint8  *bytes,
                 gsize          n_bytes,
                 const guint8 **out_word,
                 gsize         *out_n_bytes)
{
  const gsize n_body = n_bytes < HEAD_BYTES ? 0 : (gsize) bytes[2] << 8 | bytes[3];
  const guint8 *at;
  guint64 start, n_word;

  *out_word = NULL;
  *out_n_bytes = 0;
  if (n_body < HEAD_BYTES || n_body > n_bytes)
    return FALSE;
  if (n_body == n_bytes)
    return TRUE;
  at = bytes + n_body;
  if (!askg_page_take_varint (&at, bytes + n_bytes, &start) || start < HEAD_BYTES || start >= n_body)
    return FALSE;

  at = bytes + start;
  if (!askg_page_take_varint (&at, bytes + n_body, &n_word) || n_word > (guint64) (bytes + n_body - at))
    return FALSE;
  *out_word = at;
  *out_n_bytes = n_word;

  return TRUE;
}

/* Whether a search for this word comes to this page. */
static gboolean
leads_to (const Look    *look,
          const Piece   *piece,
          const guint8  *word,
          gsize          n_bytes,
          guint64        page,
          gboolean      *out_does,
          GError       **error)
{
  guint64 found = 1; /* where a search begins that is led nowhere */
  AskgDbStep step;

  (void) sqlite3_reset (look->leading);
  (void) sqlite3_bind_int64 (look->leading, 1, (gint64) piece->id);
  (void) sqlite3_bind_blob64 (look->leading, 2, word, n_bytes, SQLITE_STATIC);
  while ((step = askg_db_step (look->db, look->leading, error)) == ASKG_DB_ROW)
    found = (guint64) sqlite3_column_int64 (look->leading, 0) >> 1; /* the last bit is for something else */
  *out_does = MAX (found, piece->first_page) == page;

  return step == ASKG_DB_DONE;
}

static gboolean
look_at_page (const Look    *look,
              gint64         row,
              const guint8  *bytes,
              gsize          n_bytes,
              GError       **error)
{
  const guint64 page = row & PAGE_MASK, piece_id = row >> PIECE_SHIFT;
  const Piece *piece;
  const guint8 *word;
  gsize n_word;
  gboolean does_lead = TRUE;

  if ((row & KIND_MASK) != 0 || piece_id == 0 || piece_id > MAX_PIECE)
    return TRUE; /* what makes searching faster, and is not asked what there is */

  piece = find_piece (look->pieces, piece_id, page);
  if (piece == NULL || !find_first_word (bytes, n_bytes, &word, &n_word) || askg_shelf_look_has_hole (bytes, n_bytes))
    return askg_db_tell_bad_index (look->db, error);
  if (word != NULL && !leads_to (look, piece, word, n_word, page, &does_lead, error))
    return FALSE;

  return does_lead || askg_db_tell_bad_index (look->db, error);
}

static gboolean
begin (Look             *look,
       AskgDb           *db,
       const AskgShelf  *shelf,
       GError          **error)
{
  g_autofree char *structure = askg_shelf_sql_fill ("SELECT block FROM words_%ID_data WHERE id = ?1", shelf->id);
  g_autofree char *leading = askg_shelf_sql_fill ("SELECT pgno FROM words_%ID_idx WHERE segid = ?1 AND term <= ?2"
                                                  " ORDER BY term DESC LIMIT 1", shelf->id);
  g_autoptr(sqlite3_stmt) stmt = askg_db_query (db, error, structure, "i", (gint64) STRUCTURE_ROW);
  AskgDbStep step;

  look->db = db;
  if (stmt == NULL || (look->leading = askg_db_query (db, error, leading, "")) == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    look->pieces = read_pieces (sqlite3_column_blob (stmt, 0), sqlite3_column_bytes (stmt, 0));
  if (step != ASKG_DB_DONE)
    return FALSE;

  return look->pieces != NULL || askg_db_tell_bad_index (db, error);
}

/**
 * askg_shelf_look_on:
 * @deadline_us: monotonic: when to stop; one page is looked at in any case
 * @page: (inout): the last one that was looked at; 0 to begin
 * @out_is_done: (out): whether that was the last one
 *
 * Between two calls the shelf may be written to.
 *
 * Fails where a page is not what was written, or is not found by its words; then askg_db_take_bad_index() says so.
 */
gboolean
askg_shelf_look_on (AskgDb           *db,
                    const AskgShelf  *shelf,
                    gint64            deadline_us,
                    gint64           *page,
                    gboolean         *out_is_done,
                    GError          **error)
{
  g_autofree char *sql = askg_shelf_sql_fill ("SELECT id, block FROM words_%ID_data WHERE id > ?1 ORDER BY id", shelf->id);
  g_auto(Look) look = { NULL, NULL, NULL };
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;

  *out_is_done = FALSE;
  if (!begin (&look, db, shelf, error) || (stmt = askg_db_query (db, error, sql, "i", *page)) == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      *page = sqlite3_column_int64 (stmt, 0);
      if (!look_at_page (&look, *page, sqlite3_column_blob (stmt, 1), sqlite3_column_bytes (stmt, 1), error))
        return FALSE;
      if (g_get_monotonic_time () > deadline_us)
        return TRUE;
    }
  *out_is_done = step == ASKG_DB_DONE;

  return *out_is_done;
}
