/* askg-prefix-table-private.h: how providers mark their keys. A table; any thread. */
#pragma once

#include "engine/privacy/askg-bytes-private.h"
#include "engine/privacy/askg-secret.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_PREFIX_PLAIN  = 0,
  ASKG_PREFIX_RANDOM = 1 << 0, /* the prefix is short or a word: what follows must look drawn by lot */
  ASKG_PREFIX_WHOLE  = 1 << 1, /* exactly so long, or it is something else */
  ASKG_PREFIX_OCR    = 1 << 2, /* sure enough to be known also with l for I and O for 0 */
} AskgPrefixFlags;

typedef struct
{
  const char         *prefix;
  guint16             kinds;     /* the alphabet behind it */
  guint16             min_bytes; /* behind the prefix */
  guint16             max_bytes; /* behind the prefix; 0 for no limit */
  AskgSecretCategory  category;
  AskgPrefixFlags     flags;
} AskgPrefix;

const AskgPrefix *askg_prefix_table (gsize *n_prefixes);

G_END_DECLS
