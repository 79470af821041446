/* askg-exit.c: main thread. */
#include "app/askg-exit.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_SENTENCE_CHARS 400

static int
exit_for_code (AskgError code)
{
  switch (code)
    {
    case ASKG_ERROR_USAGE:
    case ASKG_ERROR_NO_SUCH_OUTPUT:
    case ASKG_ERROR_NO_SUCH_ENGINE:
      return ASKG_EXIT_USAGE;
    case ASKG_ERROR_EMPTY_REGION:
    case ASKG_ERROR_NOTHING_THERE:
    case ASKG_ERROR_UNREADABLE_PICTURE:
    case ASKG_ERROR_UNREADABLE_MODEL:
    case ASKG_ERROR_UNREADABLE_SOUND:
    case ASKG_ERROR_TOO_LARGE:
    case ASKG_ERROR_NO_TEXT:
      return ASKG_EXIT_NO_INPUT;
    case ASKG_ERROR_NO_DISPLAY:
    case ASKG_ERROR_CAPTURE_UNAVAILABLE:
    case ASKG_ERROR_CAPTURE_REFUSED:
    case ASKG_ERROR_OCR_UNAVAILABLE:
    case ASKG_ERROR_UNAVAILABLE:
    case ASKG_ERROR_NO_KEYRING:
      return ASKG_EXIT_UNAVAILABLE;
    case ASKG_ERROR_STORAGE:
    case ASKG_ERROR_STORAGE_FULL:
    case ASKG_ERROR_STORAGE_BUSY:
      return ASKG_EXIT_STORAGE;
    case ASKG_ERROR_NEEDS_MODEL:
    case ASKG_ERROR_EMPTY_ANSWER:
    case ASKG_ERROR_NETWORK:
    case ASKG_ERROR_ADDRESS:
    case ASKG_ERROR_CERTIFICATE:
    case ASKG_ERROR_LOCAL_ONLY:
    case ASKG_ERROR_NOT_SENT:
    case ASKG_ERROR_KEY_REFUSED:
    case ASKG_ERROR_NO_CREDIT:
    case ASKG_ERROR_RATE_LIMIT:
    case ASKG_ERROR_NO_SUCH_MODEL:
    case ASKG_ERROR_ENGINE_FAILED:
    case ASKG_ERROR_ENGINE_SILENT:
      return ASKG_EXIT_NO_ANSWER;
    case ASKG_ERROR_TIMED_OUT:
    case ASKG_ERROR_BUSY:
    case ASKG_ERROR_DAMAGED_DOWNLOAD:
    default:
      return ASKG_EXIT_FAILED;
    }
}

int
askg_exit_for_error (const GError *error)
{
  if (askg_error_is_cancelled (error))
    return ASKG_EXIT_CANCELLED;

  return error->domain == ASKG_ERROR ? exit_for_code (error->code) : ASKG_EXIT_FAILED;
}

/* The longest thing in quotes or brackets, in characters; nothing has length 0. */
static void
find_quoted (const char *line,
             glong      *out_start,
             glong      *out_length)
{
  gunichar closing = 0;
  glong start = 0, at = 0;

  *out_start = *out_length = 0;
  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p), at++)
    {
      const gunichar c = g_utf8_get_char (p);

      if (closing == 0 && (c == '(' || c == 0x201C))
        {
          closing = c == '(' ? ')' : 0x201D;
          start = at + 1;
        }
      else if (c == closing)
        {
          if (at - start > *out_length)
            {
              *out_start = start;
              *out_length = at - start;
            }
          closing = 0;
        }
    }
}

/**
 * askg_exit_shorten:
 * @message: of any encoding
 *
 * Returns: (transfer full): one line of at most 400 characters. What is too long is what is quoted in it,
 *   a file's name or another program's words: there it is cut, so that what to do, at the end, remains.
 */
char *
askg_exit_shorten (const char *message)
{
  g_autofree char *line = g_strdelimit (g_utf8_make_valid (message, -1), "\n\r", ' ');
  const glong n_chars = g_utf8_strlen (line, -1);
  const glong n_cut = n_chars - MAX_SENTENCE_CHARS + 1;
  glong start, length;
  g_autofree char *head = NULL;
  g_autofree char *tail = NULL;

  if (n_chars <= MAX_SENTENCE_CHARS)
    return g_steal_pointer (&line);

  find_quoted (line, &start, &length);
  start = length > n_cut ? start + length - n_cut : MAX_SENTENCE_CHARS / 2;
  head = g_utf8_substring (line, 0, start);
  tail = g_utf8_substring (line, start + n_cut, n_chars);

  return g_strconcat (head, "…", tail, NULL);
}

/* One sentence on standard error: one line, at most 400 characters. */
void
askg_exit_say (const char *message)
{
  g_autofree char *line = askg_exit_shorten (message);

  fprintf (stderr, "askglass: %s\n", line);
}

/**
 * askg_exit_with_error:
 *
 * Says what failed, unless the person wanted it so.
 *
 * Returns: the code to exit with
 */
int
askg_exit_with_error (const GError *error)
{
  if (!askg_error_is_cancelled (error))
    askg_exit_say (error->message);

  return askg_exit_for_error (error);
}

/* -- Standard output -------------------------------------------------------- */

static int output_errno; /* of the first write that failed */

/* That a write to standard output failed; told at the end. */
void
askg_exit_note_output (int errno_of_write)
{
  if (output_errno == 0)
    output_errno = errno_of_write;
}

/* At once: somebody may be reading along. */
void
askg_exit_print (const char *text)
{
  if (fputs (text, stdout) < 0 || fflush (stdout) != 0)
    askg_exit_note_output (errno);
}

/**
 * askg_exit_close_output:
 * @code: what the command would exit with
 *
 * Ends as other commands of a pipeline do when their reader has left: by SIGPIPE, without a word.
 * What it did otherwise is done by then.
 *
 * Returns: the code to exit with, now that everything is written or could not be
 */
int
askg_exit_close_output (int code)
{
  g_autofree char *sentence = NULL;

  if (fflush (stdout) != 0)
    askg_exit_note_output (errno);
  if (ferror (stdout))
    askg_exit_note_output (EIO); /* of an earlier write, which did not say more */
  if (output_errno == 0 || code != ASKG_EXIT_OK)
    return code;
  if (output_errno == EPIPE)
    {
      signal (SIGPIPE, SIG_DFL);
      raise (SIGPIPE);
    }
  sentence = g_strdup_printf (_("Standard output cannot be written: %s. Send it somewhere else, then try again."),
                              g_strerror (output_errno));
  askg_exit_say (sentence);

  return ASKG_EXIT_FAILED;
}
