/* judge-barge-in.c: who speaks over a reply, as it is heard through the echo canceller: what the rig takes minutes for, in
 * seconds.
 *
 *   judge-barge-in [--frames]
 *
 * Standard input: clips at 16 kHz, each its number of samples (32 bits), those played and those heard (16 bits). Standard output:
 * a line a clip, in milliseconds: "D310" where a voice begins (the reply is softened), "E1010" where it has ended, "S350" where it
 * is sure (the reply falls silent). With --frames instead of lines, of each 10 ms: that it is a voice, that it goes on, decibels of
 * full scale, and decibels over the echo (floats). */
#include <stdio.h>
#include <string.h>

#include "capture/audio/askg-echo-canceller.h"
#include "capture/audio/askg-echo-judge.h"
#include "engine/voice/askg-barge-in.h"
#include "engine/voice/askg-speech-edges.h"
#include "engine/voice/askg-trained-detector.h"

#define RATE_HZ 16000u
#define FRAME ASKG_VOICE_FRAME_SAMPLES (RATE_HZ)
#define UNHEARD_DBFS (-70.0f)
#define NO_ECHO_DB 200.0f

static gboolean tells_frames;

typedef struct
{
  AskgVoiceDetector *detector;
  AskgSpeechEdges   *edges;
  AskgBargeIn        barge_in;
  gint16             frame[FRAME];
  guint              n_frame;
  guint              n_frames;
} Ear;

static void
judge_frame (Ear   *ear,
             float  surplus_db)
{
  AskgVoiceVerdict verdict;
  AskgSpeechEdge edge;
  const guint at_ms = ++ear->n_frames * ASKG_VOICE_FRAME_MS;

  askg_voice_detector_judge (ear->detector, ear->frame, &verdict);
  if (tells_frames)
    {
      const float told[] = { verdict.surety, verdict.goes_on, verdict.level_dbfs, surplus_db };

      fwrite (told, sizeof told, 1, stdout);
    }
  askg_barge_in_discount (&verdict, surplus_db);
  edge = askg_speech_edges_take (ear->edges, &verdict);
  if (edge != ASKG_SPEECH_NONE && !tells_frames)
    printf ("%c%u ", edge == ASKG_SPEECH_BEGAN ? 'D' : 'E', at_ms);
  if (askg_barge_in_take (&ear->barge_in, &verdict, surplus_db, surplus_db < 60) && !tells_frames)
    printf ("S%u ", at_ms);
}

static void
hear (Ear          *ear,
      const gint16 *samples,
      guint         n_samples,
      float         surplus_db)
{
  for (guint i = 0; i < n_samples; i++)
    {
      ear->frame[ear->n_frame++] = samples[i];
      if (ear->n_frame == FRAME)
        {
          ear->n_frame = 0;
          judge_frame (ear, surplus_db);
        }
    }
}

/* As askglass-hear does it. */
static void
judge_clip (const gint16 *played,
            const gint16 *heard,
            guint         n_samples)
{
  g_autoptr(AskgEchoCanceller) canceller = askg_echo_canceller_new (RATE_HZ);
  g_autoptr(AskgEchoJudge) judge = askg_echo_judge_new ();
  g_autoptr(AskgVoiceDetector) detector = ASKG_VOICE_DETECTOR (askg_trained_detector_new (RATE_HZ));
  g_autoptr(AskgSpeechEdges) edges = askg_speech_edges_new (&askg_speech_usual_rule);
  const guint n_block = askg_echo_canceller_get_block (canceller);
  g_autofree gint16 *block = g_new (gint16, n_block);
  Ear ear = { .detector = detector, .edges = edges };

  askg_barge_in_begin (&ear.barge_in);
  for (guint at = 0; at + n_block <= n_samples; at += n_block)
    {
      AskgHearEcho echo;

      memcpy (block, heard + at, n_block * sizeof *block);
      askg_echo_canceller_take (canceller, played + at, block, &echo);
      if (askg_echo_judge_get_coupling (judge) == ASKG_HEAR_APART || echo.left_dbfs > echo.heard_dbfs)
        memcpy (block, heard + at, n_block * sizeof *block);
      askg_echo_judge_take (judge, askg_echo_canceller_get_coupling_db (canceller), n_block * 1000.0f / RATE_HZ, &echo);
      hear (&ear, block, n_block, echo.played_dbfs > UNHEARD_DBFS ? echo.left_dbfs - echo.expected_dbfs : NO_ECHO_DB);
    }
  if (!tells_frames)
    printf ("\n");
}

int
main (int argc, char **argv)
{
  guint32 n_samples;

  tells_frames = argc == 2 && g_str_equal (argv[1], "--frames");
  while (fread (&n_samples, sizeof n_samples, 1, stdin) == 1)
    {
      g_autofree gint16 *played = g_new (gint16, n_samples);
      g_autofree gint16 *heard = g_new (gint16, n_samples);

      if (fread (played, sizeof *played, n_samples, stdin) != n_samples || fread (heard, sizeof *heard, n_samples, stdin) != n_samples)
        return 1;
      judge_clip (played, heard, n_samples);
    }

  return 0;
}
