/* askg-error-scan.h: where in a flood of output something may be wrong: a glance at each byte at most, no understanding.
 * Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No word that is looked for is longer: whoever cuts the output keeps as many bytes of the cut, less one. */
#define ASKG_ERROR_SCAN_MAX_WORD_BYTES 24u

gssize askg_error_scan (const char *bytes,
                        gsize       n_bytes);

G_END_DECLS
