/* askg-error-line.c: any thread. For tools the catalogue does not know: honest words need no more
 * than the right line. */
#include "engine/debug/askg-error-line.h"

#include <string.h>

#include "engine/debug/askg-skeleton.h"

#define MAX_LINE_BYTES 2000 /* what a line says about itself, it says in the beginning */

typedef struct
{
  const char   *words; /* small letters; must stand alone at both ends unless Hangul */
  AskgLineKind  kind;
} Sign;

/* The first that is found decides: what takes a line back stands before what would accuse it. */
static const Sign signs[] = {
  { "0 errors", ASKG_LINE_PLAIN },
  { "no errors", ASKG_LINE_PLAIN },
  { "no error", ASKG_LINE_PLAIN },
  { "0 failed", ASKG_LINE_PLAIN },
  { "without error", ASKG_LINE_PLAIN },
  { "오류 없음", ASKG_LINE_PLAIN },
  { "오류가 없", ASKG_LINE_PLAIN },
  { "ld returned", ASKG_LINE_CONSEQUENCE },
  { "build stopped", ASKG_LINE_CONSEQUENCE },
  { "build failed", ASKG_LINE_CONSEQUENCE },
  { "exit status", ASKG_LINE_CONSEQUENCE },
  { "exit code", ASKG_LINE_CONSEQUENCE },
  { "exited with", ASKG_LINE_CONSEQUENCE },
  { "non-zero", ASKG_LINE_CONSEQUENCE },
  { "could not compile", ASKG_LINE_CONSEQUENCE },
  { "being treated as errors", ASKG_LINE_CONSEQUENCE },
  { "due to previous error", ASKG_LINE_CONSEQUENCE },
  { "traceback", ASKG_LINE_CONSEQUENCE },
  { "warning", ASKG_LINE_WARNING },
  { "deprecated", ASKG_LINE_WARNING },
  { "경고", ASKG_LINE_WARNING },
  { "note", ASKG_LINE_NOTE },
  { "hint", ASKG_LINE_NOTE },
  { "error", ASKG_LINE_ERROR },
  { "errors", ASKG_LINE_ERROR },
  { "err", ASKG_LINE_ERROR },
  { "fatal", ASKG_LINE_ERROR },
  { "failed", ASKG_LINE_ERROR },
  { "failure", ASKG_LINE_ERROR },
  { "exception", ASKG_LINE_ERROR },
  { "panic", ASKG_LINE_ERROR },
  { "panicked", ASKG_LINE_ERROR },
  { "segmentation fault", ASKG_LINE_ERROR },
  { "core dumped", ASKG_LINE_ERROR },
  { "aborted", ASKG_LINE_ERROR },
  { "assertion", ASKG_LINE_ERROR },
  { "cannot", ASKG_LINE_ERROR },
  { "can't", ASKG_LINE_ERROR },
  { "could not", ASKG_LINE_ERROR },
  { "couldn't", ASKG_LINE_ERROR },
  { "unable to", ASKG_LINE_ERROR },
  { "not found", ASKG_LINE_ERROR },
  { "no such", ASKG_LINE_ERROR },
  { "denied", ASKG_LINE_ERROR },
  { "refused", ASKG_LINE_ERROR },
  { "rejected", ASKG_LINE_ERROR },
  { "timed out", ASKG_LINE_ERROR },
  { "undefined", ASKG_LINE_ERROR },
  { "unexpected", ASKG_LINE_ERROR },
  { "unrecognized", ASKG_LINE_ERROR },
  { "invalid", ASKG_LINE_ERROR },
  { "illegal", ASKG_LINE_ERROR },
  { "unresolved", ASKG_LINE_ERROR },
  { "오류", ASKG_LINE_ERROR },
  { "에러", ASKG_LINE_ERROR },
  { "실패", ASKG_LINE_ERROR },
  { "거부", ASKG_LINE_ERROR },
  { "찾을 수 없", ASKG_LINE_ERROR },
  { "할 수 없", ASKG_LINE_ERROR },
  { "없습니다", ASKG_LINE_ERROR },
};

/* -- A glance ------------------------------------------------------------------------------ */

#define N_BEGINNING 4u /* letters of each sign that the table knows */
#define N_SLOTS 65536u

static guint8 beginnings[N_SLOTS / 8];

static inline guint
roll (guint  slot,
      guchar byte)
{
  return (slot << 4 ^ (byte & 31)) & (N_SLOTS - 1);
}

/* Of a sign that is shorter, whatever comes behind it. */
static void
know_beginning (const char *words)
{
  const gsize n = MIN (strlen (words), N_BEGINNING);
  guint slot = 0;

  for (gsize i = 0; i < n; i++)
    slot = roll (slot, (guchar) words[i]);
  for (guint last = 0; last < (n < N_BEGINNING ? 32u : 1u); last++)
    {
      const guint at = n < N_BEGINNING ? roll (slot, (guchar) last) : slot;

      beginnings[at / 8] |= (guint8) (1u << at % 8);
    }
}

static void
prepare (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (signs[i].kind != ASKG_LINE_PLAIN && (guchar) signs[i].words[0] < 0x80)
      know_beginning (signs[i].words);
  g_once_init_leave (&once, 1);
}

/* Most lines hold the beginning of no sign at all. */
static gboolean
may_tell (const char *line,
          gsize       n_bytes)
{
  guint slot = 0;

  prepare ();
  for (gsize i = 0; i <= n_bytes; i++) /* with the end as if a space stood there */
    {
      const guchar byte = i < n_bytes ? (guchar) line[i] : ' ';

      if (byte >= 0x80)
        return TRUE;
      slot = roll (slot, byte);
      if (beginnings[slot / 8] & 1u << slot % 8)
        return TRUE;
    }

  return FALSE;
}

/* -- A look ---------------------------------------------------------------------------------- */

static gboolean
is_part_of_name (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* "error" is a word in "TypeError:" and "[ERROR]", but not in "error_handler.c" or "terror". */
static gboolean
stands_alone (const char *line,
              const char *at,
              gsize       length,
              const char *lower)
{
  const char before = at > lower ? at[-1] : ' ', after = at[length];
  const gboolean is_camel_case = g_ascii_isupper (line[at - lower]) && g_ascii_isalpha (before);

  if ((guint8) *at >= 0x80)
    return TRUE;
  if (is_part_of_name (before) && !is_camel_case)
    return FALSE;
  if (after == '.' && g_ascii_isalpha (at[length + 1])) /* the name of a file */
    return FALSE;

  return !is_part_of_name (after) && after != '-' && !(after == '(' && g_ascii_isalpha (at[length + 1]));
}

static gboolean
holds (const char *line,
       const char *lower,
       const char *words)
{
  const gsize length = strlen (words);

  for (const char *at = strstr (lower, words); at != NULL; at = strstr (at + 1, words))
    if (stands_alone (line, at, length, lower))
      return TRUE;

  return FALSE;
}

/* "-Werror", and an exit that went well, are no news. */
static gboolean
is_ruled_out (const char *lower)
{
  return strstr (lower, "exit status 0") != NULL || strstr (lower, "exit code 0") != NULL;
}

static AskgLineKind
look (const char *line,
      gsize       length)
{
  g_autofree char *clean = askg_skeleton_clean (line, MIN (length, MAX_LINE_BYTES), TRUE);
  g_autofree char *lower = g_ascii_strdown (clean, -1);

  if (is_ruled_out (lower))
    return ASKG_LINE_PLAIN;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (holds (clean, lower, signs[i].words))
      return signs[i].kind;

  return ASKG_LINE_PLAIN;
}

/**
 * askg_error_line_kind:
 * @line: one line, any bytes
 * @n_bytes: its length; -1 when it ends with NUL
 */
AskgLineKind
askg_error_line_kind (const char *line,
                      gssize      n_bytes)
{
  const gsize length = n_bytes < 0 ? strlen (line) : (gsize) n_bytes;

  return may_tell (line, MIN (length, MAX_LINE_BYTES)) ? look (line, length) : ASKG_LINE_PLAIN;
}

/**
 * askg_error_line_find:
 * @text: any bytes
 *
 * Returns: the index of the first line that says what went wrong; without one, of the first that
 *   reports a consequence, then of the first warning; %G_MAXUINT when nothing went wrong
 */
guint
askg_error_line_find (const char *text)
{
  guint found[ASKG_LINE_ERROR + 1];
  guint line = 0;

  memset (found, 0xff, sizeof found);
  for (const char *at = text;; line++)
    {
      const char *end = strchrnul (at, '\n');
      const AskgLineKind kind = askg_error_line_kind (at, end - at);

      if (kind == ASKG_LINE_ERROR)
        return line;
      if (found[kind] == G_MAXUINT)
        found[kind] = line;
      if (*end == '\0')
        break;
      at = end + 1;
    }

  return found[ASKG_LINE_CONSEQUENCE] != G_MAXUINT ? found[ASKG_LINE_CONSEQUENCE] : found[ASKG_LINE_WARNING];
}
