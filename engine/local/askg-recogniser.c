/* askg-recogniser.c: main thread. */
#include "engine/local/askg-recogniser.h"

G_DEFINE_INTERFACE (AskgRecogniser, askg_recogniser, G_TYPE_OBJECT)

static void
askg_recogniser_default_init (AskgRecogniserInterface *iface)
{
}

/* Called when a picture is likely to come soon (the picker opened): makes the first one fast. */
void
askg_recogniser_warm_up (AskgRecogniser *self)
{
  g_return_if_fail (ASKG_IS_RECOGNISER (self));

  ASKG_RECOGNISER_GET_IFACE (self)->warm_up (self);
}

/**
 * askg_recogniser_read_async:
 * @frame: the picture; never changed
 * @so_far: (nullable): hears of lines as they are read, before @callback
 * @cancellable: (nullable): ends the reading within 100 ms
 *
 * @callback runs on the main thread, once.
 */
void
askg_recogniser_read_async (AskgRecogniser      *self,
                            AskgFrame           *frame,
                            AskgReadSoFarFunc    so_far,
                            gpointer             so_far_data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_RECOGNISER (self));
  g_return_if_fail (ASKG_IS_FRAME (frame));

  ASKG_RECOGNISER_GET_IFACE (self)->read_async (self, frame, so_far, so_far_data, cancellable, callback, user_data);
}

/**
 * askg_recogniser_read_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED; %ASKG_ERROR_OCR_UNAVAILABLE when the reading data is missing
 *   (the message names the package); %ASKG_ERROR_TOO_LARGE; %ASKG_ERROR_TIMED_OUT.
 *
 * Returns: (transfer full): the words; a picture without any gives one without lines
 */
AskgPageText *
askg_recogniser_read_finish (AskgRecogniser  *self,
                             GAsyncResult    *result,
                             GError         **error)
{
  g_return_val_if_fail (ASKG_IS_RECOGNISER (self), NULL);

  return ASKG_RECOGNISER_GET_IFACE (self)->read_finish (self, result, error);
}
