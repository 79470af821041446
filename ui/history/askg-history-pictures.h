/* askg-history-pictures.h: the small pictures of the rows, kept while the window is seen: a list that is
 * made anew shows them at once. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* More than the rows a list keeps; 9 kB each, 36 kB on a screen of scale 2. */
#define ASKG_HISTORY_PICTURES_MOST 256

typedef struct _AskgHistoryPictures AskgHistoryPictures;

AskgHistoryPictures *askg_history_pictures_new  (void);
void                 askg_history_pictures_free (AskgHistoryPictures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgHistoryPictures, askg_history_pictures_free)

GdkTexture          *askg_history_pictures_find (AskgHistoryPictures *self,
                                                 const char          *key,
                                                 int                  side_px);
void                 askg_history_pictures_keep (AskgHistoryPictures *self,
                                                 const char          *key,
                                                 GdkTexture          *picture);
void                 askg_history_pictures_drop (AskgHistoryPictures *self);

G_END_DECLS
