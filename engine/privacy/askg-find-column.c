/* askg-find-column.c: tables with a column of secrets: what stands under "password". One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_COLUMNS 24
#define MAX_HEAD_BYTES 400

typedef struct
{
  gsize starts[MAX_COLUMNS];
  gsize ends[MAX_COLUMNS];
  guint n;
} Row;

static const char * const heads[] = {
  "password", "passwd", "pwd", "pass", "pw", "passphrase", "passcode", "secret", "token", "apikey", "secretkey", "accesstoken",
  "secretaccesskey", "clientsecret", "credentials", "accesskey", "apitoken", "authtoken", "privatekey", "sshpassword",
  "rootpassword", "adminpassword", "userpassword", "dbpassword", "temppassword", "newpassword", "passwort", "비밀번호", "비번", "api키",
  "시크릿키", "임시비밀번호", "초기비밀번호", "암호", "패스워드", "토큰", "시크릿",
};

/* Cells from @at to @end, without the space, quotes and ticks around them. */
static void
read_row (const AskgScan *scan,
          gsize           at,
          gsize           end,
          char            separator,
          Row            *row)
{
  row->n = 0;
  while (at <= end && row->n < MAX_COLUMNS)
    {
      const char *next = at < end ? memchr (scan->text + at, separator, end - at) : NULL;
      gsize start = at, stop = next != NULL ? (gsize) (next - scan->text) : end;

      at = stop + 1;
      while (start < stop && strchr (" \t\r\"'`*", scan->text[start]) != NULL)
        start++;
      while (stop > start && strchr (" \t\r\"'`*", scan->text[stop - 1]) != NULL)
        stop--;
      row->starts[row->n] = start;
      row->ends[row->n++] = stop;
    }
}

/* host    user    X: cells with two spaces or more between them. */
static void
read_spaced_row (const AskgScan *scan,
                 gsize           at,
                 gsize           end,
                 Row            *row)
{
  row->n = 0;
  while (at < end && row->n < MAX_COLUMNS)
    {
      gsize stop;

      while (at < end && strchr (" \t", scan->text[at]) != NULL)
        at++;
      for (stop = at;
           stop < end &&
           !(scan->text[stop] == ' ' && (stop + 1 == end || scan->text[stop + 1] == ' ')) &&
           scan->text[stop] != '\t' && scan->text[stop] != '\r';
           stop++)
        ;
      if (stop > at)
        {
          row->starts[row->n] = at;
          row->ends[row->n++] = stop;
        }
      at = stop + 1;
    }
}

/* "> | a | b |": what quotes a message stands before each line. */
static gsize
skip_quote (const AskgScan *scan,
            gsize           at,
            gsize           end)
{
  while (at < end && (scan->text[at] == '>' || (scan->text[at] == ' ' && at + 1 < end && scan->text[at + 1] == '>')))
    at++;

  return at;
}

/* |---|:--:|, ----+----: what stands between the head and the rest. */
static gboolean
is_rule (const AskgScan *scan,
         gsize           at,
         gsize           end)
{
  if (end < at + 3)
    return FALSE;
  for (; at < end; at++)
    if (strchr ("|-+=: \t\r", scan->text[at]) == NULL)
      return FALSE;

  return TRUE;
}

/* "API key" is "apikey". */
static gboolean
is_head (const AskgScan *scan,
         gsize           start,
         gsize           end)
{
  char name[32];
  gsize n = 0;

  for (gsize at = start; at < end; at++)
    if (strchr (" _-.", scan->text[at]) == NULL)
      {
        if (n + 1 == sizeof name)
          return FALSE;
        name[n++] = g_ascii_tolower (scan->text[at]);
      }
  name[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (strcmp (heads[i], name) == 0)
      return TRUE;

  return FALSE;
}

/* "note: host,user,password": the first cell with what stands before the table in its line. */
static gboolean
is_introduced (const AskgScan *scan,
               const Row      *row)
{
  gsize at = row->ends[0];

  while (at > row->starts[0] && askg_byte_is (scan->text[at - 1], ASKG_BYTES_LETTERS | ASKG_BYTE_UNDER))
    at--;

  return at > row->starts[0] &&
         row->ends[0] - at >= 2 && row->ends[0] - at <= 20 &&
         row->ends[0] - row->starts[0] < 64 &&
         (strchr ("(`\"", scan->text[at - 1]) != NULL ||
          (at > row->starts[0] + 1 && scan->text[at - 1] == ' ' && strchr (":]`-", scan->text[at - 2]) != NULL));
}

/* Bits of the columns that hold secrets, if @row is the head of a table: names and nothing else. */
static guint
read_head (const AskgScan *scan,
           const Row      *row,
           char            separator)
{
  guint columns = 0, n_names = 0;

  for (guint i = 0; i < row->n; i++)
    n_names += row->ends[i] > row->starts[i];
  if (row->n < 2 || n_names < 2)
    return 0;
  for (guint i = 0; i < row->n; i++)
    {
      if (i == 0 && separator != '|' && is_introduced (scan, row))
        continue;
      if (row->ends[i] - row->starts[i] > 30)
        return 0;
      if (separator == '|' && (i == 0 || i + 1 == row->n))
        continue; /* outside of the lines */
      for (gsize at = row->starts[i]; at < row->ends[i]; at++)
        if (!askg_byte_is (scan->text[at],
                           ASKG_BYTES_LETTERS | ASKG_BYTE_HIGH | ASKG_BYTE_UNDER | ASKG_BYTE_DASH | ASKG_BYTE_SPACE))
          return 0;
    }
  for (guint i = 0; i < row->n; i++)
    if (is_head (scan, row->starts[i], row->ends[i]))
      columns |= 1u << i;

  return columns;
}

static void
judge (AskgScan *scan,
       gsize     start,
       gsize     end)
{
  const char *value = scan->text + start, *space = memchr (value, ' ', end - start);
  const gsize n = space != NULL && scan->text + end - space <= 5 ? (gsize) (space - value) : end - start; /* "X ..." */

  end = start + n;
  if (n < 5 || n > 200 || memchr (value, ' ', n) != NULL || askg_value_is_stand_in (value, n))
    return;
  if (askg_value_look (value, n) != ASKG_PASSWORD_NO || askg_value_is_made_up (value, n) || askg_value_is_random (value, n))
    askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_PROSE);
}

/* The rows below a head, from @at on. Returns where the table ends. */
static gsize
read_table (AskgScan *scan,
            gsize     at,
            char      separator,
            guint     n_columns,
            guint     columns)
{
  while (at < scan->n)
    {
      const gsize end = askg_scan_line_end (scan, at);
      Row row;

      if (is_rule (scan, skip_quote (scan, at, end), end))
        {
          at = end + 1;
          continue;
        }
      if (separator == ' ')
        read_spaced_row (scan, skip_quote (scan, at, end), end, &row);
      else
        read_row (scan, skip_quote (scan, at, end), end, separator, &row);
      if (row.n != n_columns && !(separator == ' ' && row.n > n_columns))
        return at;
      for (guint i = 0; i < row.n; i++)
        if ((columns >> i & 1) != 0)
          judge (scan, row.starts[i], row.ends[i]);
      at = end + 1;
    }

  return scan->n;
}

void
askg_find_columns (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n;)
    {
      const gsize end = askg_scan_line_end (scan, at);
      gsize next = end + 1;

      if (end > at && end - at < MAX_HEAD_BYTES && end < scan->n)
        for (const char *separator = "|\t,; "; *separator != '\0'; separator++)
          {
            const gsize start = skip_quote (scan, at, end) + (askg_scan_starts_with (scan, at, "# ") ? 2 : 0);
            Row row;
            guint columns;

            if (memchr (scan->text + at, *separator, end - at) == NULL)
              continue;
            if (*separator == ' ')
              read_spaced_row (scan, start, end, &row);
            else
              read_row (scan, start, end, *separator, &row);
            columns = read_head (scan, &row, *separator);
            if (columns != 0)
              next = MAX (next, read_table (scan, end + 1, *separator, row.n, columns));
            break;
          }
      at = next;
    }
}
