/* askg-argument-private.h: what commands are handed: their arguments, and what goes to them through a pipe. One thread at a time. */
#pragma once

#include "engine/privacy/askg-scan-private.h"

G_BEGIN_DECLS

/* How far back a line is looked through. */
#define ASKG_ARGUMENT_MAX_LINE_BYTES 160

gsize    askg_argument_read        (const AskgScan     *scan,
                                    gsize               at,
                                    gsize              *out_end);
gboolean askg_argument_is_variable (const char         *value,
                                    gsize               n_bytes);
gboolean askg_argument_is_behind   (const AskgScan     *scan,
                                    gsize               at,
                                    const char * const *words,
                                    gsize               n_words);
void     askg_find_piped           (AskgScan           *scan,
                                    gsize               at);
void     askg_find_here_string     (AskgScan           *scan,
                                    gsize               at);
void     askg_find_sent            (AskgScan           *scan,
                                    gsize               at);

G_END_DECLS
