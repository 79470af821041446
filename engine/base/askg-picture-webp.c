/* askg-picture-webp.c: the caged helper's only thread. */
#include "engine/base/askg-picture-decode-private.h"

#include <stdlib.h>

#include <webp/decode.h>
#include <webp/demux.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WebPDemuxer, WebPDemuxDelete)

static AskgPictureVerdict
verdict_of (VP8StatusCode code)
{
  switch (code)
    {
    case VP8_STATUS_OK:
      return ASKG_PICTURE_WHOLE;
    case VP8_STATUS_NOT_ENOUGH_DATA:
    case VP8_STATUS_SUSPENDED:
      return ASKG_PICTURE_CUT_SHORT;
    case VP8_STATUS_OUT_OF_MEMORY:
      return ASKG_PICTURE_TOO_HEAVY;
    case VP8_STATUS_INVALID_PARAM:
    case VP8_STATUS_BITSTREAM_ERROR:
    case VP8_STATUS_UNSUPPORTED_FEATURE:
    case VP8_STATUS_USER_ABORT:
    default:
      return ASKG_PICTURE_DAMAGED;
    }
}

/* Into its place on the canvas; what a moving picture leaves free there is transparent. */
static AskgPictureVerdict
decode_frame (const WebPIterator *frame,
              AskgDecoded        *decoded)
{
  const guint32 width = decoded->report.width_px, height = decoded->report.height_px;
  const gsize start = (gsize) frame->y_offset * width + frame->x_offset;
  WebPDecoderConfig config;

  if (frame->x_offset < 0 || frame->y_offset < 0 || frame->width <= 0 || frame->height <= 0 ||
      (guint64) frame->x_offset + frame->width > width || (guint64) frame->y_offset + frame->height > height ||
      !WebPInitDecoderConfig (&config))
    return ASKG_PICTURE_DAMAGED;

  decoded->pixels = calloc ((gsize) width * height, sizeof *decoded->pixels);
  if (decoded->pixels == NULL)
    return ASKG_PICTURE_TOO_HEAVY;
  config.output.colorspace = G_BYTE_ORDER == G_LITTLE_ENDIAN ? MODE_bgrA : MODE_Argb; /* premultiplied */
  config.output.is_external_memory = 1;
  config.output.u.RGBA.rgba = (guint8 *) (decoded->pixels + start);
  config.output.u.RGBA.stride = (int) (width * sizeof *decoded->pixels);
  config.output.u.RGBA.size = ((gsize) width * height - start) * sizeof *decoded->pixels;
  decoded->report.opaque = !frame->has_alpha && frame->width == (int) width && frame->height == (int) height;

  return verdict_of (WebPDecode (frame->fragment.bytes, frame->fragment.size, &config));
}

AskgDecoded
askg_picture_decode_webp (const guint8 *bytes,
                          gsize         n_bytes)
{
  AskgDecoded decoded = askg_decoded_refuse (ASKG_PICTURE_DAMAGED, ASKG_PICTURE_KIND_WEBP, 0, 0);
  AskgPictureReport *report = &decoded.report;
  WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
  const WebPData data = { bytes, n_bytes };
  g_autoptr(WebPDemuxer) demuxer = WebPDemuxPartial (&data, &state);
  WebPIterator frame;

  if (demuxer == NULL || state < WEBP_DEMUX_PARSED_HEADER)
    {
      report->verdict = state == WEBP_DEMUX_PARSING_HEADER ? ASKG_PICTURE_CUT_SHORT : ASKG_PICTURE_DAMAGED;
      return decoded;
    }
  report->width_px = WebPDemuxGetI (demuxer, WEBP_FF_CANVAS_WIDTH);
  report->height_px = WebPDemuxGetI (demuxer, WEBP_FF_CANVAS_HEIGHT);
  if (!askg_picture_size_is_allowed (report->width_px, report->height_px))
    {
      report->verdict = ASKG_PICTURE_TOO_BIG;
      return decoded;
    }

  if (!WebPDemuxGetFrame (demuxer, 1, &frame))
    report->verdict = state == WEBP_DEMUX_DONE ? ASKG_PICTURE_DAMAGED : ASKG_PICTURE_CUT_SHORT;
  else
    {
      report->verdict = frame.complete ? decode_frame (&frame, &decoded) : ASKG_PICTURE_CUT_SHORT;
      WebPDemuxReleaseIterator (&frame);
    }
  if (report->verdict != ASKG_PICTURE_WHOLE)
    g_clear_pointer (&decoded.pixels, free);

  return decoded;
}
