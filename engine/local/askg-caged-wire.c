/* askg-caged-wire.c: any thread. */
#include "engine/local/askg-caged-wire.h"

#include <string.h>

#define MAGIC 0x31676b61u

/* @bytes: room for %ASKG_CAGED_HEADER_BYTES */
void
askg_caged_header_pack (const AskgCagedHeader *header,
                        guint8                *bytes)
{
  const guint32 words[] = { MAGIC, header->kind, header->first, header->second };

  G_STATIC_ASSERT (sizeof words == ASKG_CAGED_HEADER_BYTES);
  memcpy (bytes, words, sizeof words);
}

gboolean
askg_caged_header_parse (const guint8    *bytes,
                         AskgCagedHeader *header)
{
  guint32 words[4];

  memcpy (words, bytes, sizeof words);
  *header = (AskgCagedHeader) { words[1], words[2], words[3] };

  return words[0] == MAGIC;
}
