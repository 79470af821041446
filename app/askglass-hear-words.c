/* askglass-hear-words: sound on standard input, its words on standard output: rough English, an order, or whether one
 * phrase was said.
 *
 * Stays for the next utterance as long as some come, and ends by itself when none did for a while. It loads its model
 * first, then closes its cage, and only then reads what somebody said. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/askg-cage.h"
#include "engine/base/askg-caged-pipe.h"
#include "engine/local/askg-word-hearer.h"
#include "engine/local/askg-words-wire.h"
#include "engine/voice/askg-voice-commands.h"

#define IDLE_MS 20000

/* The model and what is searched in it; one that waits for its phrase computes a little all day. */
static const AskgCage cage = {
  .memory_bytes = (guint64) 1024 * 1024 * 1024, .cpu_s = 7 * 24 * 3600, .readable = "/usr"
};

static void
tell (AskgWordsMessage  kind,
      const char       *words,
      guint32           n_samples)
{
  const AskgCagedHeader header = { kind, words != NULL ? (guint32) strlen (words) : 0, n_samples };
  guint8 packed[ASKG_CAGED_HEADER_BYTES];

  askg_caged_header_pack (&header, packed);
  askg_caged_pipe_write (packed, sizeof packed);
  if (words != NULL)
    askg_caged_pipe_write (words, header.first);
}

static gboolean
wait_for_sound (void)
{
  struct pollfd input = { STDIN_FILENO, POLLIN, 0 };

  return poll (&input, 1, IDLE_MS) > 0;
}

/* Returns: (transfer full) (nullable): %NULL when there was none, or none that makes sense: time to end */
static gint16 *
read_sound (gsize *out_n_samples)
{
  guint8 packed[ASKG_CAGED_HEADER_BYTES];
  AskgCagedHeader request;
  g_autofree gint16 *samples = NULL;

  if (!wait_for_sound () || !askg_caged_pipe_read (packed, sizeof packed) || !askg_caged_header_parse (packed, &request) ||
      request.kind != ASKG_WORDS_SOUND || request.first % sizeof *samples != 0 || request.first > ASKG_WORDS_MAX_BYTES)
    return NULL;

  *out_n_samples = request.first / sizeof *samples;
  samples = g_try_malloc (MAX (request.first, 1));

  return samples != NULL && askg_caged_pipe_read (samples, request.first) ? g_steal_pointer (&samples) : NULL;
}

static AskgWordHearer *
new_hearer (const char *mode,
            char      **arguments)
{
  g_autofree char *grammar = NULL;

  if (g_str_equal (mode, ASKG_WORDS_DICTATION))
    return askg_word_hearer_new_dictation (arguments[0]);
  if (g_str_equal (mode, ASKG_WORDS_WAKE))
    return askg_word_hearer_new_phrase (arguments[0], arguments[1], atoi (arguments[2]));

  grammar = askg_voice_commands_grammar ();

  return askg_word_hearer_new_grammar (arguments[0], grammar);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AskgWordHearer) hearer = NULL;
  const gboolean waits = argc == 5 && g_str_equal (argv[1], ASKG_WORDS_WAKE);
  guint32 n_so_far = 0;

  if (argc != 3 && !waits)
    return EXIT_FAILURE;
  if (!askg_cage_follow_parent () || !askg_cage_limit (&cage))
    {
      tell (ASKG_WORDS_NO_CAGE, NULL, 0);
      return EXIT_FAILURE;
    }
  hearer = new_hearer (argv[1], argv + 2);
  if (hearer == NULL || (waits && !askg_word_hearer_knows (hearer, argv[3])))
    {
      tell (hearer == NULL ? ASKG_WORDS_NO_MODEL : ASKG_WORDS_NO_PHRASE, NULL, 0);
      return EXIT_FAILURE;
    }
  if (!askg_cage_lock (&cage))
    {
      tell (ASKG_WORDS_NO_CAGE, NULL, 0);
      return EXIT_FAILURE;
    }

  tell (ASKG_WORDS_READY, NULL, 0);
  for (;;)
    {
      gsize n_samples;
      g_autofree gint16 *samples = read_sound (&n_samples);
      g_autofree char *words = NULL;

      if (samples == NULL)
        return EXIT_SUCCESS;
      n_so_far += n_samples;
      if (waits && askg_word_hearer_watch (hearer, samples, n_samples))
        tell (ASKG_WORDS_WOKEN, NULL, n_so_far);
      else if (!waits)
        {
          words = askg_word_hearer_hear (hearer, samples, n_samples);
          tell (ASKG_WORDS_HEARD, words, 0);
        }
    }
}
