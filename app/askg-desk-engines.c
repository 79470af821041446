/* askg-desk-engines.c: main thread. */
#include "app/askg-desk-engines.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-engine-states.h"
#include "engine/provider/askg-reader.h"
#include "ui/preferences/askg-engine-words.h"

struct _AskgDeskEngines
{
  GObject               parent_instance;

  /* Owned */
  AskgEngineRoom       *room;
  GListStore           *items;  /* of AskgEngineItem */
  AskgDeskEngineStates *states;
};

G_DEFINE_FINAL_TYPE (AskgDeskEngines, askg_desk_engines, G_TYPE_OBJECT)

static guint first_changed_signal;

static void
askg_desk_engines_finalize (GObject *object)
{
  AskgDeskEngines *self = ASKG_DESK_ENGINES (object);

  g_clear_object (&self->room);
  g_clear_object (&self->items);
  g_clear_object (&self->states);

  G_OBJECT_CLASS (askg_desk_engines_parent_class)->finalize (object);
}

static void
askg_desk_engines_class_init (AskgDeskEnginesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_engines_finalize;

  first_changed_signal = g_signal_new ("first-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);
}

static void
askg_desk_engines_init (AskgDeskEngines *self)
{
  self->items = g_list_store_new (ASKG_TYPE_ENGINE_ITEM);
}

/* -- What is told of each ------------------------------------------------- */

static void
tell_of_reader (AskgEngineItem *item,
                gboolean        is_first)
{
  const AskgEngineFacts facts = {
    .name = _("Reader"),
    .kind = _("Built in: reads the screen and explains errors"),
    .can = _("no model"),
    .dot = ASKG_DOT_READY,
    .state = _("ready"),
    .is_first = is_first,
  };

  askg_engine_item_tell (item, &facts);
}

static void
tell_of_profile (AskgDeskEngines *self,
                 AskgEngineItem  *item,
                 gboolean         is_first)
{
  AskgProfile *profile = askg_engine_item_get_profile (item);
  g_auto(AskgEngineState) state = { 0 };
  g_autofree char *place = askg_engine_words_for_place (profile);
  g_autofree char *kind = askg_engine_words_for_kind (profile);
  g_autofree char *can = askg_engine_words_for_can (profile);
  AskgEngineFacts facts = {
    .name = askg_profile_get_name (profile),
    .place = place,
    .kind = kind,
    .can = can,
    .is_first = is_first,
  };

  askg_desk_engine_states_get (self->states, profile, &state);
  facts.dot = state.dot;
  facts.state = state.words;
  facts.cause = state.cause;
  facts.can_restart = state.can_restart;
  askg_engine_item_tell (item, &facts);
}

/* One that is set to be asked first may be gone; then the reader is. */
static void
tell_all (AskgDeskEngines *self)
{
  g_autofree char *set = askg_engine_room_get_default (self->room);
  const gboolean is_there = askg_profiles_find (askg_engine_room_get_profiles (self->room), set) != NULL;
  const char *first = is_there ? set : ASKG_READER_ID;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(AskgEngineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const gboolean is_first = g_str_equal (askg_engine_item_get_id (item), first);

      if (askg_engine_item_get_profile (item) != NULL)
        tell_of_profile (self, item, is_first);
      else
        tell_of_reader (item, is_first);
    }
  g_signal_emit (self, first_changed_signal, 0);
}

/* -- Which there are ------------------------------------------------------ */

/* What was known of it was known of another one. */
static void
forget (AskgDeskEngines *self,
        GParamSpec      *pspec,
        AskgProfile     *profile)
{
  askg_desk_engine_states_forget (self->states, askg_profile_get_id (profile));
}

static void
profiles_changed (AskgDeskEngines *self,
                  guint            position,
                  guint            n_removed,
                  guint            n_added,
                  GListModel      *profiles)
{
  static const char *const who_it_is[] = { "notify::url", "notify::key-place", "notify::model", "notify::model-file" };
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_removed; i++)
    {
      g_autoptr(AskgEngineItem) gone = g_list_model_get_item (G_LIST_MODEL (self->items), position + i);

      g_signal_handlers_disconnect_by_data (askg_engine_item_get_profile (gone), self);
    }
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (profiles, position + i);

      g_ptr_array_add (added, askg_engine_item_new (askg_profile_get_id (profile), profile));
      g_signal_connect_object (profile, "changed", G_CALLBACK (tell_all), self, G_CONNECT_SWAPPED);
      for (gsize j = 0; j < G_N_ELEMENTS (who_it_is); j++)
        g_signal_connect_object (profile, who_it_is[j], G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
    }
  g_list_store_splice (self->items, position, n_removed, added->pdata, added->len);
  tell_all (self);
}

/**
 * askg_desk_engines_new:
 * @room: where the engines are
 */
AskgDeskEngines *
askg_desk_engines_new (AskgSession    *session,
                       AskgEngineRoom *room)
{
  AskgDeskEngines *self = g_object_new (ASKG_TYPE_DESK_ENGINES, NULL);
  GListModel *profiles = G_LIST_MODEL (askg_engine_room_get_profiles (room));
  g_autoptr(AskgEngineItem) reader = askg_engine_item_new (ASKG_READER_ID, NULL);

  self->room = g_object_ref (room);
  self->states = askg_desk_engine_states_new (session, room);
  g_list_store_append (self->items, reader);
  g_signal_connect_object (profiles, "items-changed", G_CALLBACK (profiles_changed), self, G_CONNECT_SWAPPED);
  profiles_changed (self, 0, 0, g_list_model_get_n_items (profiles), profiles);
  g_signal_connect_object (room, "default-changed", G_CALLBACK (tell_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->states, "changed", G_CALLBACK (tell_all), self, G_CONNECT_SWAPPED);

  return self;
}

/* (transfer none): of AskgEngineItem */
GListModel *
askg_desk_engines_get_list (AskgDeskEngines *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_ENGINES (self), NULL);

  return G_LIST_MODEL (self->items);
}

/* (transfer none): the one that is asked when nobody says which */
AskgEngineItem *
askg_desk_engines_get_first (AskgDeskEngines *self)
{
  AskgEngineItem *first = NULL;

  g_return_val_if_fail (ASKG_IS_DESK_ENGINES (self), NULL);

  for (guint i = 0; first == NULL; i++)
    {
      g_autoptr(AskgEngineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (item == NULL || askg_engine_item_is_first (item))
        first = item; /* the list holds it */
      if (item == NULL)
        break;
    }

  return first;
}

/* (transfer none) (nullable) */
AskgEngineItem *
askg_desk_engines_find (AskgDeskEngines *self,
                        const char      *id)
{
  g_return_val_if_fail (ASKG_IS_DESK_ENGINES (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(AskgEngineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (g_str_equal (askg_engine_item_get_id (item), id))
        return item; /* the list holds it */
    }

  return NULL;
}

/**
 * askg_desk_engines_note:
 * @id: of an engine that was tried
 * @error: (nullable): why it failed; %NULL when it did not
 */
void
askg_desk_engines_note (AskgDeskEngines *self,
                        const char      *id,
                        const GError    *error)
{
  g_return_if_fail (ASKG_IS_DESK_ENGINES (self));

  askg_desk_engine_states_note (self->states, id, error);
}
