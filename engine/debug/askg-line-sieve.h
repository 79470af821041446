/* askg-line-sieve.h: of a flood of output, the lines that are worth understanding. Pure; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgLineSieve AskgLineSieve;

/* @at: which line of all it is, from 0 */
typedef void (*AskgLineSieveFunc) (const char *text,
                                   gsize       n_bytes,
                                   guint       at,
                                   gpointer    user_data);

AskgLineSieve *askg_line_sieve_new    (AskgLineSieveFunc  func,
                                       gpointer           user_data);
void           askg_line_sieve_free   (AskgLineSieve     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLineSieve, askg_line_sieve_free)
void           askg_line_sieve_take   (AskgLineSieve     *self,
                                       const char        *text,
                                       gsize              n_bytes);
void           askg_line_sieve_finish (AskgLineSieve     *self);

G_END_DECLS
