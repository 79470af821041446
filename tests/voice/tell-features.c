/* tell-features.c: what the detector sees of sounds, for tests/voice/train-detector.
 *
 *   tell-features RATE_HZ
 *
 * Standard input: clips, each its number of samples (32 bits) and they (16 bits). Standard output: of each frame its features
 * (floats). */
#include <stdio.h>
#include <stdlib.h>

#include "engine/voice/askg-voice-detector.h"
#include "engine/voice/askg-voice-features.h"

int
main (int argc, char **argv)
{
  const guint rate_hz = argc == 2 ? atoi (argv[1]) : 16000;
  const guint n = ASKG_VOICE_FRAME_SAMPLES (rate_hz);
  guint32 n_samples;

  while (fread (&n_samples, sizeof n_samples, 1, stdin) == 1)
    {
      g_autofree gint16 *samples = g_new (gint16, n_samples);
      g_autoptr(AskgVoiceFeatures) features = askg_voice_features_new (rate_hz);

      if (fread (samples, sizeof *samples, n_samples, stdin) != n_samples)
        return 1;
      for (guint i = 0; i < n_samples / n; i++)
        {
          float told[ASKG_VOICE_N_FEATURES];

          askg_voice_features_take (features, samples + i * n, told);
          if (fwrite (told, sizeof told, 1, stdout) != 1)
            return 1;
        }
    }

  return 0;
}
