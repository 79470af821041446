/* askg-error-scan.c: any thread.
 *
 * Wu and Manber's way of looking for many words at once: two bytes tell how far it is at least to the end of any word's
 * beginning. Most of them tell “far”, so that most bytes are never looked at. */
#include "engine/debug/askg-error-scan.h"

#include <string.h>

#define N_BEGINNING 5u /* bytes of each word that the table knows: no word is shorter */
#define N_PAIRS 1024u

/* In small letters. They are told by programs that fail, and seldom by those that do not. */
static const char *const words[] = {
  "error:", "error[", "error (", "error at ", "errors:", " error ", "failed", "failure", "fatal", "panic", "traceback (most",
  "exception", "undefined reference", "undefined symbol", "assert", "aborted", "core dumped", "segmentation fault", "permission denied",
  "no such file", "not found", "cannot ", "unable to", "err! ", "오류:", "エラー:", "fehler:", "erreur", "錯誤:", "错误:",
};

static guint8 steps[N_PAIRS];
static guint8 begins[N_PAIRS]; /* the first word that begins so, counted from 1; 0: none does */

/* Letters of both cases have the same five bits. */
static inline guint
pair (const guint8 *at)
{
  return (guint) (at[0] & 31) << 5 | (at[1] & 31);
}

static void
prepare (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  memset (steps, N_BEGINNING - 1, sizeof steps);
  for (gsize i = G_N_ELEMENTS (words); i-- > 0;)
    {
      begins[pair ((const guint8 *) words[i])] = (guint8) (i + 1);
      for (guint at = 0; at + 2 <= N_BEGINNING; at++)
        {
          guint8 *step = &steps[pair ((const guint8 *) words[i] + at)];

          *step = MIN (*step, N_BEGINNING - 2 - at);
        }
    }
  g_once_init_leave (&once, 1);
}

/* As far as the beginnings of all words reach, in either case of letters. */
static inline gboolean
begins_like (const char *bytes,
             const char *word)
{
  for (guint i = 0; i < N_BEGINNING; i++)
    if (((bytes[i] ^ word[i]) & 0xdf) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
begins_with_a_word (const char *bytes,
                    gsize       n_bytes)
{
  const guint first = begins[pair ((const guint8 *) bytes)];

  for (gsize i = first; first > 0 && i <= G_N_ELEMENTS (words); i++)
    if (begins_like (bytes, words[i - 1]))
      {
        const gsize n = strlen (words[i - 1]);

        if (n <= n_bytes && g_ascii_strncasecmp (bytes, words[i - 1], n) == 0)
          return TRUE;
      }

  return FALSE;
}

/**
 * askg_error_scan:
 *
 * Returns: where the first word stands that sounds like an error, in bytes; -1 where none does
 */
gssize
askg_error_scan (const char *bytes,
                 gsize       n_bytes)
{
  gsize at = 0; /* where a word may begin */

  prepare ();
  while (at + N_BEGINNING <= n_bytes)
    {
      const guint8 step = steps[pair ((const guint8 *) bytes + at + N_BEGINNING - 2)];

      if (step > 0)
        at += step;
      else if (begins_with_a_word (bytes + at, n_bytes - at))
        return (gssize) at;
      else
        at++;
    }

  return -1;
}
