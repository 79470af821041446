/* test-page-record.c: rows are read off the pages as SQLite reads them; off damaged ones nothing that is not there. */
#include "engine/memory/askg-page-record.h"

#include <string.h>

#include <sqlite3.h>

#define PAGE_BYTES 1024

/* A database of 300 rows of all kinds, some over several pages; as it would lie on a disk. */
static GBytes *
make_database (void)
{
  sqlite3 *db = NULL;
  sqlite3_int64 size;
  guint8 *copy, *bytes;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA page_size=1024; CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b REAL, c TEXT, d BLOB);"
                                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
                                     "INSERT INTO t SELECT i, CASE i % 9 WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN -128 WHEN 3 THEN 40000"
                                     "  WHEN 4 THEN -8388608 WHEN 5 THEN 2147483648 WHEN 6 THEN 9223372036854775807"
                                     "  WHEN 7 THEN NULL ELSE i END, i / 8.0, substr (hex (zeroblob (i * 17 % 2500)), 1, i * 17 % 2500),"
                                     " zeroblob (i % 40) FROM n", NULL, NULL, NULL), ==, SQLITE_OK);
  bytes = sqlite3_serialize (db, "main", &size, 0);
  copy = g_memdup2 (bytes, size);
  sqlite3_free (bytes);
  sqlite3_close (db);

  return g_bytes_new_take (copy, size);
}

static AskgPages
pages_of (GBytes *bytes)
{
  AskgPages pages = { NULL, 0, PAGE_BYTES };

  pages.bytes = g_bytes_get_data (bytes, &pages.n_bytes);
  return pages;
}

static void
check_row (const AskgPageRecord *record, gint64 rowid)
{
  static const gint64 integers[] = { 0, 1, -128, 40000, -8388608, 2147483648, G_MAXINT64 };
  const AskgField *fields = record->fields;

  g_assert_cmpuint (record->n_fields, ==, 5);
  g_assert_cmpint (fields[0].kind, ==, ASKG_FIELD_NULL); /* its own number */
  if (rowid % 9 == 7)
    g_assert_cmpint (fields[1].kind, ==, ASKG_FIELD_NULL);
  else
    g_assert_cmpint (fields[1].integer, ==, rowid % 9 == 8 ? rowid : integers[rowid % 9]);
  g_assert_cmpfloat (fields[2].kind == ASKG_FIELD_REAL ? fields[2].real : (double) fields[2].integer, ==, rowid / 8.0);
  g_assert_cmpint (fields[3].kind, ==, ASKG_FIELD_TEXT);
  g_assert_cmpuint (fields[3].n_bytes, ==, rowid * 17 % 2500);
  for (gsize i = 0; i < fields[3].n_bytes; i++)
    g_assert_cmpint (fields[3].bytes[i], ==, '0');
  g_assert_cmpint (fields[4].kind, ==, ASKG_FIELD_BLOB);
  g_assert_cmpuint (fields[4].n_bytes, ==, rowid % 40);
}

/* Reads all there is; returns how many rows of the table. */
static guint
read_all (GBytes *bytes, gboolean is_whole)
{
  const AskgPages pages = pages_of (bytes);
  volatile guint8 sum = 0;
  guint n = 0;

  for (guint page = 1; page <= pages.n_bytes / PAGE_BYTES + 1; page++)
    for (guint cell = 0, n_cells = askg_pages_get_n_cells (&pages, page); cell < n_cells; cell++)
      {
        gint64 rowid;
        g_autoptr(GBytes) payload = askg_pages_read_cell (&pages, page, cell, &rowid);
        AskgPageRecord record;

        if (payload == NULL || !askg_page_record_parse (&record, payload))
          continue;
        for (guint i = 0; i < record.n_fields; i++)
          for (gsize j = 0; j < record.fields[i].n_bytes; j++)
            sum ^= record.fields[i].bytes[j]; /* every byte of it can be read */
        if (is_whole && page > 1)
          check_row (&record, rowid);
        n += page > 1;
      }

  return n;
}

static void
test_every_row_of_a_whole_file (void)
{
  g_autoptr(GBytes) bytes = make_database ();

  g_assert_cmpuint (read_all (bytes, TRUE), ==, 300);
}

static void
test_a_file_cut_anywhere (void)
{
  g_autoptr(GBytes) bytes = make_database ();

  for (gsize cut = 0; cut < g_bytes_get_size (bytes); cut += 509)
    {
      g_autofree guint8 *exact = g_memdup2 (g_bytes_get_data (bytes, NULL), cut);
      g_autoptr(GBytes) part = g_bytes_new_static (exact, cut);

      g_assert_cmpuint (read_all (part, FALSE), <=, 300);
    }
}

static void
test_changed_bytes_are_not_trusted (void)
{
  g_autoptr(GBytes) bytes = make_database ();
  gsize size = g_bytes_get_size (bytes);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
      g_autoptr(GBytes) damaged = g_bytes_new_static (changed, size);

      for (guint j = 0; j < 200; j++)
        changed[g_test_rand_int_range (0, size)] = g_test_rand_int ();
      (void) read_all (damaged, FALSE);
    }
}

/* A row that is cut off gives what stands before the cut, and the beginning of a text. */
static void
test_a_row_cut_at_every_byte (void)
{
  static const guint8 row[] = { 5, 1, 2, 23, 14, 7, 1, 2, 'h', 'e', 'l', 'l', 'o', 0xAB };
  AskgPageRecord record;

  for (gsize cut = 0; cut <= sizeof row; cut++)
    {
      g_autofree guint8 *exact = g_memdup2 (row, cut);
      g_autoptr(GBytes) part = g_bytes_new_static (exact, cut);
      const gboolean is_row = askg_page_record_parse (&record, part);

      g_assert_true (is_row == (cut > 5));
      g_assert_true (!is_row || record.n_fields == (cut < 8 ? 1 : cut == 8 ? 2 : cut < sizeof row ? 3 : 4));
      if (is_row && record.n_fields > 2)
        g_assert_cmpuint (record.fields[2].n_bytes, ==, MIN (cut - 8, 5));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/engine/page-record/" name, func)
  ADD ("every-row-of-a-whole-file", test_every_row_of_a_whole_file);
  ADD ("a-file-cut-anywhere", test_a_file_cut_anywhere);
  ADD ("changed-bytes-are-not-trusted", test_changed_bytes_are_not_trusted);
  ADD ("a-row-cut-at-every-byte", test_a_row_cut_at_every_byte);

  return g_test_run ();
}
