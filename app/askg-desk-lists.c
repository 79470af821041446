/* askg-desk-lists.c: main thread. */
#include "app/askg-desk-lists.h"

#include <glib/gi18n-lib.h>

#include "engine/privacy/askg-never-list.h"
#include "ui/preferences/askg-list-page.h"
#include "ui/preferences/askg-shown-page.h"

static const AskgListPageKind kinds[] = {
  {
    .key = "redact-rules",
    .title = N_("Always cover"),
    .description = N_("A word or a pattern that is covered before anything leaves: “?” is any one character, “*” any number "
                      "of them but spaces. ACME-???" "?-* covers every number made so."),
    .entry_title = N_("Word or pattern"),
    .is_of_rules = TRUE,
  },
  {
    .key = "redact-allow",
    .title = N_("Never cover"),
    .description = N_("A value or a pattern that is the whole of what was found, or the name of a category, such as "
                      "email_address."),
    .entry_title = N_("Value, pattern or category"),
    .is_of_rules = TRUE,
  },
  {
    .key = "never-capture",
    .title = N_("Never look at"),
    .description = N_("An application, such as keepassxc, or a window’s title, such as title:*(Incognito). The stars stand "
                      "for any letters."),
    .entry_title = N_("Application or title"),
    .about = N_("Application"),
    .prefix = ASKG_NEVER_LIST_TITLE,
    .prefix_about = N_("Windows with this title"),
  },
};

static void
show (AskgPreferencesWindow *window,
      GtkWidget             *page)
{
  g_signal_connect_object (page, "back", G_CALLBACK (askg_preferences_window_go_back), window, G_CONNECT_SWAPPED);
  askg_preferences_window_show_page (window, page);
}

/* @key: of @settings; nothing happens for one that is no list of the page */
void
askg_desk_lists_show (AskgPreferencesWindow *window,
                      GSettings             *settings,
                      const char            *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].key, key))
      show (window, askg_list_page_new (settings, &kinds[i]));
}

/* Returns: (transfer none): the subpage */
GtkWidget *
askg_desk_lists_show_when (AskgPreferencesWindow *window,
                           AskgProfiles          *profiles)
{
  GtkWidget *page = askg_shown_page_new (profiles);

  show (window, page);

  return page;
}
