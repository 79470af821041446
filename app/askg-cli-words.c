/* askg-cli-words.c: a picture is decoded in one cage and read in another. */
#include "app/askg-cli-words.h"

#include "app/askg-cli.h"
#include "engine/base/askg-picture.h"
#include "engine/base/askg-program.h"
#include "engine/local/askg-reading-process.h"

static AskgFrame *
decode (GBytes  *picture,
        GError **error)
{
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  askg_picture_decode_async (picture, askg_cli_get_cancellable (), askg_wait_cb, &wait);

  return askg_picture_finish (askg_wait_for (&wait), error);
}

/**
 * askg_cli_read_words:
 * @picture: PNG, JPEG or WebP
 * @out_width_px: (out): set on success
 *
 * Errors: those of askg_picture_finish() and askg_recogniser_read_finish()
 *
 * Returns: (transfer full) (nullable): what was read
 */
AskgPageText *
askg_cli_read_words (GBytes  *picture,
                     guint   *out_width_px,
                     GError **error)
{
  g_autofree char *helper = askg_program_find_helper ("askglass-read");
  g_autoptr(AskgReadingProcess) reader = askg_reading_process_new (helper);
  g_autoptr(AskgFrame) frame = NULL;
  g_auto(AskgWait) wait;

  askg_wait_init (&wait);
  askg_recogniser_warm_up (ASKG_RECOGNISER (reader)); /* loads its data meanwhile */
  frame = decode (picture, error);
  if (frame == NULL)
    return NULL;
  *out_width_px = askg_frame_get_width_px (frame);
  askg_recogniser_read_async (ASKG_RECOGNISER (reader), frame, NULL, NULL, askg_cli_get_cancellable (), askg_wait_cb, &wait);

  return askg_recogniser_read_finish (ASKG_RECOGNISER (reader), askg_wait_for (&wait), error);
}
