/* askg-list-page.h: a list of texts in the settings, as a subpage of the preferences. Main thread.
 *
 * Signal: "back". */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_LIST_PAGE (askg_list_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgListPage, askg_list_page, ASKG, LIST_PAGE, GtkBox)

/* What a list is called and what stands in it; its words are marked for translation. */
typedef struct
{
  const char *key;          /* of the settings: an array of strings */
  const char *title;
  const char *description;
  const char *entry_title;  /* of where another is written */
  const char *about;        /* (nullable): of each */
  const char *prefix;       /* (nullable): those that begin so are shown without it */
  const char *prefix_about; /* (nullable): and have this said of them */
  gboolean    is_of_rules;  /* about what is covered: a line can be tried on it */
} AskgListPageKind;

GtkWidget *askg_list_page_new (GSettings              *settings,
                               const AskgListPageKind *kind);

G_END_DECLS
