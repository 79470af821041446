/* askg-sse.h: server-sent events out of bytes, the same events however the bytes were cut. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_SSE_MAX_BYTES (32 * 1024 * 1024) /* of a line, and of an event: sound and pictures are single lines */

typedef struct _AskgSse AskgSse;

/* @name is "message" where the server gave none; @data is valid UTF-8, ends with a NUL that @n_bytes does not
 * count, and may be written to. @is_whole is false for what no blank line ended. Both live as long as the call. */
typedef void (*AskgSseFunc) (const char *name,
                             char       *data,
                             gsize       n_bytes,
                             gboolean    is_whole,
                             gpointer    user_data);

AskgSse  *askg_sse_new                (AskgSseFunc  func,
                                       gpointer     user_data);
void      askg_sse_free               (AskgSse     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSse, askg_sse_free)

gboolean  askg_sse_feed               (AskgSse     *self,
                                       const char  *bytes,
                                       gsize        n_bytes) G_GNUC_WARN_UNUSED_RESULT;
gboolean  askg_sse_end                (AskgSse     *self);
guint     askg_sse_get_n_comments     (AskgSse     *self);
gboolean  askg_sse_was_repaired       (AskgSse     *self);

G_END_DECLS
