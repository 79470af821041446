/* askg-find-list.c: names and passwords in the rows below a head that says what they are: "basic_auth_users:" and "name: X",
 * "[users]" and "name = X", "chpasswd:" and "name:X". One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_HEAD_BYTES 64
#define MAX_ROWS 40
#define MAX_TAIL_BYTES 6
#define MAX_NAME_BYTES 48

/* What a list of people and their passwords is called. */
static const char * const heads[] = { "users", "passw", "credential", "logins", "accounts", "basic_auth", "basicauth", "htpasswd" };

/* What rows below such a head tell besides. */
static const char * const others[] = { "name", "user", "username", "id", "uid", "email", "mail", "role", "roles", "host", "url", "image",
                                       "version", "group", "groups", "home", "shell", "type", "file", "path", "database", "realm",
                                       "hash", "salt", "algorithm", "uuid", "created", "updated", "image_id", "client_id", "tenant" };

/* One line without what quotes, lists and comments put before it. */
typedef struct
{
  gsize start;
  gsize end;
  gsize indent;
  gboolean is_item; /* of a list */
} Row;

static gsize
read_row (AskgScan *scan,
          gsize     at,
          Row      *out_row)
{
  const gsize line_end = askg_scan_line_end (scan, at), from = at;

  while (at < line_end && strchr (" \t>", scan->text[at]) != NULL)
    at++;
  out_row->indent = at - from;
  out_row->is_item = at < line_end && scan->text[at] == '-';
  while (at < line_end && strchr (" \t>-*#|\"'`", scan->text[at]) != NULL)
    at++;
  out_row->start = at;
  out_row->end = line_end;
  while (out_row->end > at && strchr (" \t\r,", scan->text[out_row->end - 1]) != NULL)
    out_row->end--;

  return line_end;
}

/* "basic_auth_users:", "[users]", "\"users\": {": the head and nothing behind it. */
static gboolean
is_head (const AskgScan *scan,
         const Row      *row)
{
  const gsize n = row->end - row->start;
  char text[MAX_HEAD_BYTES + 1];

  if (n < 5 || n > MAX_HEAD_BYTES || strchr (":{]", scan->text[row->end - 1]) == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    text[i] = g_ascii_tolower (scan->text[row->start + i]);
  text[n] = '\0';
  if (strchr (text, '(') != NULL || strchr (text, '=') != NULL)
    return FALSE; /* code */
  if (text[n - 1] == ']' && (*text != '[' || strchr (text, ' ') != NULL))
    return FALSE; /* "[password 1]" of what is covered */

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (strstr (text, heads[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_other (const AskgScan *scan,
          gsize           at,
          gsize           n)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strlen (others[i]) == n && g_ascii_strncasecmp (others[i], scan->text + at, n) == 0)
      return TRUE;

  return FALSE;
}

/* name: X, name = X, name:X; behind a comma may stand what the one may do. */
static void
try_row (AskgScan  *scan,
         const Row *row)
{
  gsize at = row->start, start, end;

  while (at < row->end && askg_scan_is (scan, at, ASKG_BYTES_DOTTED) && at - row->start < MAX_NAME_BYTES)
    at++;
  if (at - row->start < 2 || is_other (scan, row->start, at - row->start))
    return;
  while (at < row->end && strchr ("\"' \t", scan->text[at]) != NULL)
    at++;
  if (at >= row->end || strchr (":=", scan->text[at]) == NULL)
    return;
  for (at++; at < row->end && strchr (" \t\"'", scan->text[at]) != NULL; at++)
    ;
  start = end = at;
  while (end < row->end && !askg_scan_is (scan, end, ASKG_BYTE_SPACE) && strchr ("\"'`,", scan->text[end]) == NULL)
    end++;
  while (end > start && strchr (".;)", scan->text[end - 1]) != NULL)
    end--;
  if (end == start ||
      (row->end - end > MAX_TAIL_BYTES && strchr ("\"'`,", scan->text[end]) == NULL && !askg_scan_starts_with (scan, end, " #")) ||
      askg_scan_is_taken (scan, start) ||
      !(askg_value_is_password (scan->text + start, end - start) ||
        (end - start >= 10 && end - start <= 64 && askg_value_is_random (scan->text + start, end - start) &&
         memchr (scan->text + start, '/', end - start) == NULL &&
         !askg_value_is_uuid (scan->text + start, end - start) && !askg_value_is_stand_in (scan->text + start, end - start))))
    return;
  askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* name:X, and no space: in such a file the rows stand no deeper than its name. */
static gboolean
is_tight (const AskgScan *scan,
          const Row      *row)
{
  const char *colon = memchr (scan->text + row->start, ':', MIN (row->end - row->start, MAX_NAME_BYTES));

  return colon != NULL && colon + 1 < scan->text + row->end && !askg_byte_is (colon[1], ASKG_BYTE_SPACE);
}

void
askg_find_lists (AskgScan *scan)
{
  guint n_rows = 0; /* that may still belong to the list */
  gboolean is_bracketed = FALSE;
  Row head = { 0 };

  for (gsize at = 0; at < scan->n;)
    {
      Row row;

      at = read_row (scan, at, &row) + 1;
      if (is_head (scan, &row))
        {
          n_rows = MAX_ROWS;
          is_bracketed = scan->text[row.end - 1] == ']';
          head = row;
        }
      else if (row.end <= row.start || (!is_bracketed && !row.is_item && row.indent <= head.indent && !is_tight (scan, &row)) || scan->text[row.start] == '[')
        n_rows = 0;
      else if (n_rows > 0)
        {
          n_rows--;
          try_row (scan, &row);
        }
    }
}
