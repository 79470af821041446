/* askg-watch-tree.h: whether somebody changed a file below a folder. What version control ignores, hidden folders and where
 * builds write are left out. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgWatchTree AskgWatchTree;

/* @paths: (element-type filename): what changed, relative to the folder; once it is quiet again */
typedef void (*AskgWatchTreeFunc) (GPtrArray *paths,
                                   gpointer   user_data);

AskgWatchTree *askg_watch_tree_new  (const char         *folder,
                                     AskgWatchTreeFunc   func,
                                     gpointer            user_data,
                                     GError            **error);
GPtrArray     *askg_watch_tree_take (AskgWatchTree      *self);
void           askg_watch_tree_free (AskgWatchTree      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWatchTree, askg_watch_tree_free)

G_END_DECLS
