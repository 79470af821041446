/* suppress-noise: 16 kHz S16LE mono on standard input, the same with less noise on standard output. */
#include <stdio.h>

#include "capture/audio/askg-noise-suppressor.h"

int
main (void)
{
  g_autoptr(AskgNoiseSuppressor) suppressor = askg_noise_suppressor_new (16000);
  gint16 samples[160];
  gint64 at = 0;
  guint n_read;

  while ((n_read = (guint) fread (samples, sizeof *samples, G_N_ELEMENTS (samples), stdin)) > 0)
    {
      gint64 position = at;
      guint n = n_read;
      const gint16 *out = askg_noise_suppressor_take (suppressor, &position, samples, &n);

      fwrite (out, sizeof *out, n, stdout);
      at += n_read;
    }

  return 0;
}
