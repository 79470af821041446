/* askg-desk-preferences.c: main thread. The lists of engines and what is done in them; how one is added is
 * in askg-desk-engine-add.c. */
#include "app/askg-desk-preferences.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-engine-add.h"
#include "app/askg-desk-engine-models.h"
#include "app/askg-desk-engine-test.h"
#include "app/askg-desk-engines.h"
#include "app/askg-desk-facts.h"
#include "app/askg-desk-privacy.h"
#include "app/askg-desk-voice.h"
#include "app/askg-engine-change.h"
#include "engine/provider/askg-reader.h"
#include "ui/preferences/askg-preferences-window.h"

struct _AskgDeskPreferences
{
  GObject                parent_instance;

  /* Owned */
  AskgSession           *session;
  GSettings             *settings; /* (nullable) */
  AskgOverlay           *overlay;
  AskgDeskRegion        *region;
  AskgEngineRoom        *room;     /* (nullable): once the session is open */
  AskgDeskEngines       *engines;  /* (nullable): as @room */
  AskgPreferencesWindow *window;   /* (nullable): made when it is first wanted */
  AskgDeskPrivacy       *privacy;  /* (nullable): as @window */
  char                  *first_id; /* (nullable): of one that was removed when it was asked first */
  char                  *talked_id; /* (nullable): of the one that is spoken with just now */

  /* Borrowed */
  GtkApplication        *application;

  guint                  position; /* that the one that was removed last had */
};

G_DEFINE_FINAL_TYPE (AskgDeskPreferences, askg_desk_preferences, G_TYPE_OBJECT)

/* -- Which one is asked --------------------------------------------------- */

static void
first_changed_cb (AskgDeskPreferences *self)
{
  AskgEngineItem *talked = self->talked_id != NULL ? askg_desk_engines_find (self->engines, self->talked_id) : NULL;
  AskgEngineItem *first = talked != NULL ? talked : askg_desk_engines_get_first (self->engines);
  const AskgDot dot = askg_engine_item_get_dot (first);

  askg_overlay_set_engine (self->overlay, askg_engine_item_get_name (first),
                           askg_engine_item_get_profile (first) == NULL   ? _("no model")
                           : dot == ASKG_DOT_READY || dot == ASKG_DOT_IDLE ? NULL
                                                                           : askg_engine_item_get_state (first),
                           dot, askg_engine_item_get_place (first));
}

/* @engine_id: (nullable): it is spoken with in the overlay, which tells where the voice goes */
void
askg_desk_preferences_set_talked (AskgDeskPreferences *self,
                                  const char          *engine_id)
{
  if (self->engines == NULL || g_strcmp0 (engine_id, self->talked_id) == 0)
    return;
  g_free (self->talked_id);
  self->talked_id = g_strdup (engine_id);
  first_changed_cb (self);
}

static void
choose (AskgDeskPreferences *self,
        const char          *id)
{
  g_autoptr(GError) error = NULL;

  if (!askg_engine_room_set_default (self->room, id, &error))
    askg_desk_preferences_tell (self, error);
}

static void
item_chosen_cb (AskgDeskPreferences *self,
                AskgEngineItem      *item)
{
  choose (self, askg_engine_item_get_id (item));
}

static void
restart_cb (AskgDeskPreferences *self,
            AskgEngineItem      *item)
{
  askg_engine_room_start_server (self->room, askg_engine_item_get_profile (item));
}

/* -- Added ---------------------------------------------------------------- */

/* Who had none but the reader wants to ask it. */
static void
added_cb (AskgProfile *profile,
          gpointer     user_data)
{
  AskgDeskPreferences *self = user_data;
  AskgEngineItem *first = askg_desk_engines_get_first (self->engines);

  if (askg_engine_item_get_profile (first) == NULL)
    {
      g_autofree char *words = g_strdup_printf (_("“%s” is asked first now"), askg_profile_get_name (profile));

      choose (self, askg_profile_get_id (profile));
      askg_preferences_window_tell (self->window, words);
    }
  askg_preferences_window_open (self->window, profile);
}

static void
add_cb (AskgDeskPreferences *self)
{
  askg_desk_engine_add (GTK_WINDOW (self->window), self->room, added_cb, self);
}

/* -- Found on this machine ------------------------------------------------ */

/* One that was found is being connected. */
typedef struct
{
  /* Owned */
  AskgDeskPreferences *self;
  AskgProfile         *profile;
} FoundAdding;

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskPreferences) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_finder_look_finish (ASKG_FINDER (object), result, &error) && self->window != NULL)
    askg_preferences_window_tell (self->window, error->message);
}

static void
find_cb (AskgDeskPreferences *self)
{
  askg_finder_look_async (askg_engine_room_get_finder (self->room), NULL, looked_cb, g_object_ref (self));
}

static void
found_added_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree FoundAdding *adding = user_data;
  g_autoptr(AskgDeskPreferences) self = adding->self;
  g_autoptr(AskgProfile) profile = adding->profile;
  g_autoptr(GError) error = NULL;

  if (askg_engine_connect_finish (ASKG_ENGINE_ROOM (object), result, &error))
    added_cb (profile, self);
  else
    askg_preferences_window_tell (self->window, error->message);
}

/* It is connected as it was found. */
static void
add_found_cb (AskgDeskPreferences *self,
              AskgProfile         *profile)
{
  FoundAdding *adding = g_new0 (FoundAdding, 1);

  adding->self = g_object_ref (self);
  adding->profile = g_object_ref (profile);
  askg_engine_connect_async (self->room, profile, NULL, ASKG_KEY_NONE, NULL, found_added_cb, adding);
}

/* -- Removed, and brought back -------------------------------------------- */

static guint
position_of (AskgProfiles *profiles,
             AskgProfile  *wanted)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (profiles));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      if (profile == wanted)
        return i;
    }

  return n;
}

/* Its key stays until it is too late to bring it back. */
static void
remove_cb (AskgEnginePage      *page,
           AskgDeskPreferences *self)
{
  AskgProfile *profile = askg_engine_page_get_profile (page);
  AskgProfiles *profiles = askg_engine_room_get_profiles (self->room);
  g_autofree char *first = askg_engine_room_get_default (self->room);

  g_clear_pointer (&self->first_id, g_free);
  self->position = position_of (profiles, profile);
  if (g_strcmp0 (first, askg_profile_get_id (profile)) == 0)
    {
      self->first_id = g_steal_pointer (&first);
      choose (self, ASKG_READER_ID);
    }
  askg_preferences_window_show_removed (self->window, profile);
  askg_profiles_remove (profiles, profile);
}

static void
undo_remove_cb (AskgDeskPreferences *self,
                AskgProfile         *profile)
{
  AskgProfiles *profiles = askg_engine_room_get_profiles (self->room);
  const guint last = g_list_model_get_n_items (G_LIST_MODEL (profiles));
  g_autoptr(GError) error = NULL;

  if (!askg_profiles_add (profiles, profile, &error))
    {
      askg_preferences_window_tell (self->window, error->message);
      return;
    }

  askg_profiles_move (profiles, last, MIN (self->position, last));
  if (g_strcmp0 (self->first_id, askg_profile_get_id (profile)) == 0)
    choose (self, self->first_id);
}

/* Unless there is another one of that name by now, which has a key of its own. */
static void
removed_for_good_cb (AskgDeskPreferences *self,
                     AskgProfile         *profile)
{
  const char *id = askg_profile_get_id (profile);

  if (askg_profiles_find (askg_engine_room_get_profiles (self->room), id) == NULL)
    askg_keys_remove_async (askg_engine_room_get_keys (self->room), askg_profile_get_key_place (profile), id, NULL, NULL,
                            NULL);
}

/* -- One engine ----------------------------------------------------------- */

static void
key_cb (AskgEnginePage      *page,
        const char          *secret,
        AskgDeskPreferences *self)
{
  askg_desk_engine_set_key (page, self->room, secret);
}

static void
engine_opened_cb (AskgDeskPreferences *self,
                  AskgEnginePage      *page)
{
  g_signal_connect_object (page, "key", G_CALLBACK (key_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (page, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_DEFAULT);
  askg_desk_engine_models_offer (page, self->room);
  askg_desk_engine_test_offer (page, self->session, self->room, self->engines);
}

/* -- The window ----------------------------------------------------------- */

/* Window managers do not give the focus back to a window that is not in the taskbar. */
static void
hidden_cb (AskgDeskPreferences *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->overlay)))
    gtk_window_present (GTK_WINDOW (self->overlay));
}

static void
make_window (AskgDeskPreferences *self)
{
  AskgEnginesPage *list;

  self->window = g_object_ref (askg_preferences_window_new (self->application,
                                                            askg_engine_room_get_profiles (self->room)));
  list = askg_preferences_window_get_engines (self->window);
  askg_desk_region_keep_out (self->region, GTK_WINDOW (self->window));
  askg_engines_page_set_engines (list, askg_desk_engines_get_list (self->engines));
  askg_engines_page_set_found (list, askg_finder_get_found (askg_engine_room_get_finder (self->room)));
  if (self->settings != NULL)
    {
      g_settings_bind (self->settings, "local-only", askg_engines_page_get_local_only (list), "active",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (self->settings, "monthly-cap-usd", askg_engines_page_get_monthly_cap (list), "value",
                       G_SETTINGS_BIND_DEFAULT);
      self->privacy = askg_desk_privacy_new (self->session, self->settings, self->window);
      askg_desk_facts_add_page (self->window, self->session, self->settings);
      askg_desk_voice_add (self->window, self->settings, self->overlay, self->room);
    }
  g_signal_connect_object (list, "choose", G_CALLBACK (item_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "restart", G_CALLBACK (restart_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "find", G_CALLBACK (find_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "add-found", G_CALLBACK (add_found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "hide", G_CALLBACK (hidden_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "engine-opened", G_CALLBACK (engine_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "undo-remove", G_CALLBACK (undo_remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "removed-for-good", G_CALLBACK (removed_for_good_cb), self, G_CONNECT_SWAPPED);
}

static void
set_up_cb (AskgDeskPreferences *self,
           const char          *what,
           const char          *engine_id)
{
  AskgProfile *profile;
  const GError *trouble;

  if (self->engines == NULL)
    return;

  if (self->window == NULL)
    make_window (self);
  askg_overlay_present_above (self->overlay, GTK_WINDOW (self->window));
  find_cb (self);
  trouble = askg_engine_room_get_trouble (self->room);
  if (trouble != NULL)
    askg_preferences_window_tell (self->window, trouble->message);
  profile = askg_profiles_find (askg_engine_room_get_profiles (self->room), engine_id);
  if (g_str_equal (what, "add"))
    add_cb (self);
  else if (g_str_equal (what, "voice"))
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self->window), "voice");
  else if (!g_str_equal (what, "engines") && profile != NULL)
    askg_preferences_window_open (self->window, profile);
}

/* -- Life ----------------------------------------------------------------- */

static void
askg_desk_preferences_finalize (GObject *object)
{
  AskgDeskPreferences *self = ASKG_DESK_PREFERENCES (object);

  g_clear_object (&self->privacy);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->window);
  g_clear_object (&self->engines);
  g_clear_object (&self->room);
  g_clear_object (&self->region);
  g_clear_object (&self->overlay);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_free (self->first_id);
  g_free (self->talked_id);

  G_OBJECT_CLASS (askg_desk_preferences_parent_class)->finalize (object);
}

static void
askg_desk_preferences_class_init (AskgDeskPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_preferences_finalize;
}

static void
askg_desk_preferences_init (AskgDeskPreferences *self)
{
}

/**
 * askg_desk_preferences_new:
 * @settings: (nullable)
 * @region: keeps its windows out of what is captured
 */
AskgDeskPreferences *
askg_desk_preferences_new (GtkApplication *application,
                           AskgSession    *session,
                           GSettings      *settings,
                           AskgOverlay    *overlay,
                           AskgDeskRegion *region)
{
  AskgDeskPreferences *self = g_object_new (ASKG_TYPE_DESK_PREFERENCES, NULL);

  self->application = application;
  self->session = g_object_ref (session);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->overlay = g_object_ref (overlay);
  self->region = g_object_ref (region);
  askg_overlay_set_engine (overlay, _("Reader"), _("no model"), ASKG_DOT_READY, NULL);
  g_signal_connect_object (overlay, "set-up", G_CALLBACK (set_up_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/* From now on the engines that were connected are there. */
void
askg_desk_preferences_session_opened (AskgDeskPreferences *self)
{
  AskgEngineMenu *menu = askg_overlay_get_engine_menu (self->overlay);
  g_autoptr(GError) error = NULL;
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, &error);

  g_return_if_fail (ASKG_IS_DESK_PREFERENCES (self));

  if (room == NULL)
    {
      askg_session_report (self->session, error);
      return;
    }

  self->room = g_object_ref (room);
  self->engines = askg_desk_engines_new (self->session, room);
  g_signal_connect_object (self->engines, "first-changed", G_CALLBACK (first_changed_cb), self, G_CONNECT_SWAPPED);
  first_changed_cb (self);
  askg_overlay_set_can_set_up (self->overlay, TRUE);
  askg_engine_menu_set_engines (menu, askg_desk_engines_get_list (self->engines));
  g_signal_connect_object (menu, "choose", G_CALLBACK (choose), self, G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_settings_bind (self->settings, "local-only", menu, "local-only", G_SETTINGS_BIND_DEFAULT);
}

/* (nullable) (transfer none): once the session is open */
AskgEngineRoom *
askg_desk_preferences_get_room (AskgDeskPreferences *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_PREFERENCES (self), NULL);

  return self->room;
}

/* (nullable) (transfer none): of AskgEngineItem; once the session is open */
GListModel *
askg_desk_preferences_get_list (AskgDeskPreferences *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_PREFERENCES (self), NULL);

  return self->engines != NULL ? askg_desk_engines_get_list (self->engines) : NULL;
}

/* Why an engine was not taken; in the overlay, where the person goes next. */
void
askg_desk_preferences_tell (AskgDeskPreferences *self,
                            const GError        *error)
{
  g_return_if_fail (ASKG_IS_DESK_PREFERENCES (self));

  askg_overlay_show_error (self->overlay, _("That did not work"), error);
}
