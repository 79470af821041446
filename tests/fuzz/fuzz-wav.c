/* fuzz-wav.c: a WAV file may hold anything: it is read, or refused in one sentence; what was read once is
 * written and read again the same. */
#include "engine/base/askg-wav.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPcm) pcm = askg_wav_read (bytes, &error);
  g_autoptr(GBytes) written = NULL;
  g_autoptr(AskgPcm) again = NULL;
  g_autoptr(AskgPcm) mixed = NULL;

  g_assert_true ((pcm == NULL) == (error != NULL));
  if (pcm == NULL)
    return 0;

  written = askg_wav_write (pcm);
  again = askg_wav_read (written, NULL);
  g_assert_true (g_bytes_equal (askg_pcm_get_samples (again), askg_pcm_get_samples (pcm)));
  g_assert_cmpint (askg_pcm_get_duration_us (again), ==, askg_pcm_get_duration_us (pcm));
  mixed = askg_pcm_mix (pcm);
  g_assert_cmpint (askg_pcm_get_duration_us (mixed), ==, askg_pcm_get_duration_us (pcm));

  return 0;
}
