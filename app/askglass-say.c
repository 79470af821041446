/* askglass-say: words on standard input, their sound on standard output, by eSpeak NG.
 *
 * A process of its own: the library brings forty others with it and reads the words of strangers. It stays as long as
 * there is something to say now and then, and ends by itself. What is loaded is loaded before the cage closes; after that
 * voices are still read, and nothing else. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/askg-cage.h"
#include "engine/base/askg-caged-pipe.h"
#include "engine/local/askg-espeak-synth.h"
#include "engine/local/askg-espeak-wire.h"

#define IDLE_MS 30000

static const AskgCage cage = {
  .memory_bytes = (guint64) 512 * 1024 * 1024, .cpu_s = 3600, .readable = "/usr", .may_read_later = TRUE
};

static void
tell (AskgEspeakMessage  kind,
      guint32            first,
      guint32            second,
      guint32            third,
      const void        *data,
      gsize              n_bytes)
{
  const AskgEspeakHeader header = { ASKG_ESPEAK_MAGIC, kind, (guint32) n_bytes, first, second, third };

  askg_caged_pipe_write (&header, sizeof header);
  askg_caged_pipe_write (data, n_bytes);
}

static void
sound_cb (const gint16 *samples,
          gsize         n_samples,
          gpointer      user_data)
{
  tell (ASKG_ESPEAK_SOUND, 0, 0, 0, samples, n_samples * sizeof *samples);
}

static void
word_cb (gsize    start_byte,
         gsize    end_byte,
         guint    at_sample,
         gpointer user_data)
{
  tell (ASKG_ESPEAK_WORD, start_byte, end_byte, at_sample, NULL, 0);
}

static gboolean
say (guint       words_a_minute,
     const char *bytes,
     gsize       n_bytes)
{
  static const AskgEspeakHandlers handlers = { sound_cb, word_cb };
  const char *end = bytes + n_bytes;
  const char *voice = bytes;
  const char *language = memchr (voice, '\0', end - voice);
  const char *words = language != NULL && language + 1 < end ? memchr (language + 1, '\0', end - language - 1) : NULL;

  if (words == NULL || words + 1 >= end || end[-1] != '\0' || !g_utf8_validate (words + 1, -1, NULL))
    return FALSE;
  if (askg_espeak_synth_set_voice (voice, language + 1))
    {
      askg_espeak_synth_say (words + 1, words_a_minute, &handlers, NULL);
      tell (ASKG_ESPEAK_END, 0, 0, 0, NULL, 0);
    }
  else
    tell (ASKG_ESPEAK_NO_VOICE, 0, 0, 0, NULL, 0);

  return TRUE;
}

static void
list_voices (void)
{
  g_autofree char *voices = askg_espeak_synth_list_voices ();

  tell (ASKG_ESPEAK_VOICES, 0, 0, 0, voices, strlen (voices));
  tell (ASKG_ESPEAK_END, 0, 0, 0, NULL, 0);
}

/* Returns FALSE when nothing was asked for a while, or nothing that makes sense: time to end. */
static gboolean
serve_one (void)
{
  struct pollfd input = { STDIN_FILENO, POLLIN, 0 };
  AskgEspeakHeader request;
  g_autofree char *bytes = NULL;

  if (poll (&input, 1, IDLE_MS) <= 0 || !askg_caged_pipe_read (&request, sizeof request) || request.magic != ASKG_ESPEAK_MAGIC ||
      request.n_bytes > ASKG_ESPEAK_MAX_BYTES)
    return FALSE;
  bytes = g_malloc (request.n_bytes + 1);
  if (!askg_caged_pipe_read (bytes, request.n_bytes))
    return FALSE;

  if (request.kind == ASKG_ESPEAK_LIST)
    list_voices ();
  else if (request.kind != ASKG_ESPEAK_SAY || !say (request.first, bytes, request.n_bytes))
    return FALSE;

  return TRUE;
}

int
main (void)
{
  guint rate_hz;

  if (!askg_cage_follow_parent () || !askg_cage_limit (&cage))
    {
      tell (ASKG_ESPEAK_NO_CAGE, 0, 0, 0, NULL, 0);
      return EXIT_FAILURE;
    }
  rate_hz = askg_espeak_synth_begin ();
  if (rate_hz == 0)
    {
      tell (ASKG_ESPEAK_NO_DATA, 0, 0, 0, NULL, 0);
      return EXIT_FAILURE;
    }
  askg_espeak_synth_set_voice (NULL, "en");
  if (!askg_cage_lock (&cage))
    {
      tell (ASKG_ESPEAK_NO_CAGE, 0, 0, 0, NULL, 0);
      return EXIT_FAILURE;
    }

  tell (ASKG_ESPEAK_READY, rate_hz, 0, 0, NULL, 0);
  while (serve_one ())
    ;

  return EXIT_SUCCESS;
}
