/* askg-cli-sound.c: one thread. */
#include "app/askg-cli-sound.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"

struct _AskgCliSound
{
  GByteArray *samples; /* owned */
  guint       rate_hz;
};

AskgCliSound *
askg_cli_sound_new (void)
{
  AskgCliSound *self = g_new0 (AskgCliSound, 1);

  self->samples = g_byte_array_new ();

  return self;
}

void
askg_cli_sound_free (AskgCliSound *self)
{
  g_byte_array_unref (self->samples);
  g_free (self);
}

/* @event: {"event":"sound","rate_hz","samples"}: what follows the sound so far */
void
askg_cli_sound_take (AskgCliSound *self,
                     json_t       *event)
{
  const char *base64 = askg_json_get_string (event, "samples");
  gsize n_bytes = 0;
  g_autofree guchar *samples = base64 != NULL ? g_base64_decode (base64, &n_bytes) : NULL;

  self->rate_hz = json_integer_value (json_object_get (event, "rate_hz"));
  g_byte_array_append (self->samples, samples, n_bytes);
}

/* @samples: what follows the sound so far, at the same rate */
void
askg_cli_sound_add (AskgCliSound *self,
                    guint         rate_hz,
                    GBytes       *samples)
{
  self->rate_hz = rate_hz;
  g_byte_array_append (self->samples, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));
}

/**
 * askg_cli_sound_write:
 * @path: "-" for standard output
 *
 * Errors: %ASKG_ERROR_NO_TEXT when nothing was said; %ASKG_ERROR_STORAGE when the file cannot be written
 */
gboolean
askg_cli_sound_write (AskgCliSound  *self,
                      const char    *path,
                      GError       **error)
{
  g_autoptr(GBytes) samples = g_bytes_new (self->samples->data, self->samples->len);
  g_autoptr(AskgPcm) sound = NULL;
  g_autoptr(GBytes) wav = NULL;
  g_autoptr(GError) trouble = NULL;

  if (self->samples->len == 0)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NO_TEXT, _("Nothing was said, so there is no sound to write."));
      return FALSE;
    }

  sound = askg_pcm_new (samples, self->rate_hz, 1);
  wav = askg_wav_write (sound);
  if (g_str_equal (path, "-"))
    {
      if (fwrite (g_bytes_get_data (wav, NULL), 1, g_bytes_get_size (wav), stdout) != g_bytes_get_size (wav))
        askg_exit_note_output (errno);
      return TRUE;
    }
  if (g_file_set_contents_full (path, g_bytes_get_data (wav, NULL), g_bytes_get_size (wav), G_FILE_SET_CONTENTS_NONE, 0600,
                                &trouble))
    return TRUE;

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE, _("The sound could not be written: %s. Choose another file."),
               trouble->message);

  return FALSE;
}
