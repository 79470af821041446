/* askg-seeker.h: where a scrolled list stands; brings one widget of it into view and lets it stand out for a moment. Main
 * thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _AskgSeeker AskgSeeker;

AskgSeeker *askg_seeker_new  (GtkScrolledWindow *scroller,
                              GtkWidget         *list);
void        askg_seeker_free (AskgSeeker        *self);
void        askg_seeker_seek (AskgSeeker        *self,
                              GtkWidget         *child);
void        askg_seeker_stop (AskgSeeker        *self);
void        askg_seeker_go_to      (AskgSeeker        *self,
                                    double             value);
void        askg_seeker_measure_anew (AskgSeeker      *self,
                                    GtkWidget         *top);
void        askg_seeker_turn_pages (AskgSeeker        *self,
                                    int                n_pages);

G_END_DECLS
