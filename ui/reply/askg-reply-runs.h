/* askg-reply-runs.h: what of a growing text is as it was, and where it may be cut. Pure. */
#pragma once

#include "engine/model/askg-markdown.h"

G_BEGIN_DECLS

void     askg_reply_runs_copy       (AskgMarkdownText       *to,
                                     const AskgMarkdownText *from);
void     askg_reply_runs_clear      (AskgMarkdownText       *text);
guint    askg_reply_runs_count_same (const AskgMarkdownText *before,
                                     const AskgMarkdownText *after);
gboolean askg_reply_runs_may_cut    (const AskgMarkdownText *text,
                                     guint                   at,
                                     gboolean                within_words);

G_END_DECLS
