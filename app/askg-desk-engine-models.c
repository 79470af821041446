/* askg-desk-engine-models.c: main thread. */
#include "app/askg-desk-engine-models.h"

#include "engine/provider/askg-engine-models.h"

static void
models_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgModelMenu) menu = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgModelList) models = askg_engine_models_finish (link, result, &error);

  if (!gtk_widget_get_mapped (GTK_WIDGET (menu))) /* the person went on */
    return;
  if (models != NULL)
    askg_model_menu_set_models (menu, models, askg_profile_get_model (askg_engine_link_get_profile (link)));
  else
    askg_model_menu_fail (menu, error->message);
}

static void
wanted_cb (AskgModelMenu  *menu,
           AskgEngineRoom *room)
{
  AskgEnginePage *page = ASKG_ENGINE_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (menu), ASKG_TYPE_ENGINE_PAGE));
  g_autoptr(AskgEngineLink) link = askg_engine_room_new_link (room, askg_engine_page_get_profile (page));

  askg_engine_models_async (link, NULL, models_cb, g_object_ref (menu));
}

/* They are asked for when the menu is opened, and not before. */
void
askg_desk_engine_models_offer (AskgEnginePage *page,
                               AskgEngineRoom *room)
{
  g_signal_connect_object (askg_engine_page_get_model_menu (page), "wanted", G_CALLBACK (wanted_cb), room,
                           G_CONNECT_DEFAULT);
}
