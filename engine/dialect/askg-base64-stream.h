/* askg-base64-stream.h: base64 that was cut anywhere, whose pieces may each be padded. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32  bits;
  guint8   n_chars; /* of the group of four that is begun */
  guint8   n_pads;
  gboolean is_bad;  /* a piece held what base64 does not; what followed in that piece was left out */
} AskgBase64Stream;

void     askg_base64_stream_feed     (AskgBase64Stream *self,
                                      const char       *piece,
                                      GByteArray       *bytes);
gboolean askg_base64_stream_is_whole (AskgBase64Stream *self);
GBytes  *askg_base64_decode_whole    (const char       *text);

G_END_DECLS
