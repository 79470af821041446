/* askg-never-list.h: the windows that are never looked at: password managers, private browser windows.
 * Immutable; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an entry that is about titles begins with. */
#define ASKG_NEVER_LIST_TITLE "title:"

typedef struct _AskgNeverList AskgNeverList;

AskgNeverList *askg_never_list_new      (const char *const  *entries);
AskgNeverList *askg_never_list_ref      (AskgNeverList      *self);
void           askg_never_list_unref    (AskgNeverList      *self);
gboolean       askg_never_list_is_empty (AskgNeverList      *self);
gboolean       askg_never_list_has      (AskgNeverList      *self,
                                         const char         *app,
                                         const char         *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgNeverList, askg_never_list_unref)

G_END_DECLS
