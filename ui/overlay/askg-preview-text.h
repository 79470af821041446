/* askg-preview-text.h: pure: what a request says, byte for byte, as a person can read it. Any thread. */
#pragma once

#include "engine/privacy/askg-outbound.h"

G_BEGIN_DECLS

char *askg_preview_dup_line  (AskgOutbound *outbound);
char *askg_preview_dup_facts (AskgOutbound *outbound);
char *askg_preview_dup_readable (const char *bytes,
                                 gsize       n_bytes);
char *askg_preview_dup_words (AskgOutbound *outbound);
char *askg_preview_dup_head  (AskgOutbound *outbound);
char *askg_preview_dup_body  (GBytes       *body);
char *askg_preview_dup_part  (GBytes       *body,
                              gsize         from,
                              gsize         n_bytes);

G_END_DECLS
