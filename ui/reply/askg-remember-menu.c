/* askg-remember-menu.c: main thread. */
#include "ui/reply/askg-remember-menu.h"

#include <glib/gi18n-lib.h>

/* (transfer none): one for all of them; where words are no part of a turn, it shows nothing */
GMenuModel *
askg_remember_menu_get (void)
{
  static GMenu *menu;
  g_autoptr(GMenuItem) item = NULL;

  if (menu != NULL)
    return G_MENU_MODEL (menu);

  menu = g_menu_new ();
  item = g_menu_item_new (_("Remember This…"), "turn.remember::selected");
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
  g_menu_append_item (menu, item);

  return G_MENU_MODEL (menu);
}
