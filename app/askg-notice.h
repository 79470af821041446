/* askg-notice.h: a quiet word on the desktop: it takes no focus, makes no sound and waits in the list of notifications. Main
 * thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgNotice AskgNotice;

AskgNotice *askg_notice_new  (void);
void        askg_notice_free (AskgNotice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgNotice, askg_notice_free)

void        askg_notice_show (AskgNotice *self,
                              const char *title,
                              const char *body);

G_END_DECLS
