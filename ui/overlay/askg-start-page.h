/* askg-start-page.h: what can be attached, and what was asked lately. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In the order of their keys, Alt+1 to Alt+4. */
typedef enum
{
  ASKG_OFFER_REGION,
  ASKG_OFFER_CLIPBOARD,
  ASKG_OFFER_WINDOW,
  ASKG_OFFER_SCREEN,
  ASKG_N_OFFERS,
} AskgOffer;

#define ASKG_TYPE_START_PAGE (askg_start_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgStartPage, askg_start_page, ASKG, START_PAGE, GtkWidget)

const char *askg_offer_get_id              (AskgOffer      offer);
void        askg_start_page_set_offer      (AskgStartPage *self,
                                            AskgOffer      offer,
                                            gboolean       can,
                                            const char    *detail,
                                            const char    *preview);
gboolean    askg_start_page_can_offer      (AskgStartPage *self,
                                            AskgOffer      offer);
void        askg_start_page_set_recents    (AskgStartPage *self,
                                            GPtrArray     *summaries,
                                            gint64         now_us);
void        askg_start_page_fit            (AskgStartPage *self,
                                            int            width);
void        askg_start_page_set_discreet   (AskgStartPage *self,
                                            gboolean       discreet);
gboolean    askg_start_page_focus_recents  (AskgStartPage *self);

G_END_DECLS
