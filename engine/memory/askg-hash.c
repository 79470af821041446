/* askg-hash.c: any thread. */
#include "engine/memory/askg-hash.h"

#define SHA256_BYTES 32

/* Returns: (transfer full): the 32 bytes of it */
GBytes *
askg_hash_sha256 (GBytes *bytes)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[SHA256_BYTES];
  gsize size = sizeof digest;

  g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_checksum_get_digest (checksum, digest, &size);

  return g_bytes_new (digest, size);
}
