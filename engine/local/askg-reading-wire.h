/* askg-reading-wire.h: what goes between the program and its reading helper. Pure; any thread. */
#pragma once

#include "engine/local/askg-caged-wire.h"
#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

#define ASKG_READING_MAX_PIXELS (64u * 1000 * 1000)

/* To the helper: a header with one of these, then width times height pixels. */
typedef enum
{
  ASKG_READING_REQUEST = 0x72676b61, /* first, second: width and height in pixels */
} AskgReadingRequest;

/* From the helper: a header with one of these, then the lines where there are any. */
typedef enum
{
  ASKG_READING_READY = ASKG_CAGED_READY, /* once, when the reading data is loaded */
  ASKG_READING_NO_DATA,     /* once instead: the reading data is not installed */
  ASKG_READING_NO_CAGE,     /* once instead: it could not lock itself in */
  ASKG_READING_FRESH_LINES, /* first: bytes that follow */
  ASKG_READING_WHOLE_PAGE,  /* first: bytes that follow */
} AskgReadingMessage;

GBytes       *askg_reading_page_pack    (AskgPageText            *page);
gboolean      askg_reading_page_parse   (const guint8            *bytes,
                                         gsize                    n_bytes,
                                         guint                    width_px,
                                         guint                    height_px,
                                         AskgPageTextBuilder     *builder);
AskgPageText *askg_reading_pages_parse  (const GPtrArray         *pages,
                                         guint                    width_px,
                                         guint                    height_px);

G_END_DECLS
