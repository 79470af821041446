/* askg-page-readings.h: the words of a picture as running text, in the ways a secret may hide in them: as they
 * were read, with what eyes confuse put right, with pieces put together. Pure; any thread. */
#pragma once

#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

#define ASKG_NO_WORD G_MAXUINT32

typedef struct
{
  GString  *text;     /* UTF-8 */
  GArray   *words;    /* of guint32: the word that each byte of @text is from, or ASKG_NO_WORD */
  gboolean  is_guess; /* whole lines run together: only what has the shape of a secret counts */
} AskgPageReading;

GPtrArray *askg_page_readings_new (AskgPageText *page);

G_END_DECLS
