/* askg-engines.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-engines.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-profile-types.h"

/* What was typed may be anything: an error sentence shows only so much of it, in letters. */
#define SHOWN_ID 40

struct _AskgEngines
{
  GObject     parent_instance;

  /* Owned */
  GListStore *engines;    /* of AskgEngine */
  char       *default_id; /* (nullable): may name one that is not there; then the first is asked */
};

static GType
askg_engines_get_item_type (GListModel *model)
{
  return ASKG_TYPE_ENGINE;
}

static guint
askg_engines_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ASKG_ENGINES (model)->engines));
}

static gpointer
askg_engines_get_item (GListModel *model,
                       guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (ASKG_ENGINES (model)->engines), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = askg_engines_get_item_type;
  iface->get_n_items = askg_engines_get_n_items;
  iface->get_item = askg_engines_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgEngines, askg_engines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
askg_engines_finalize (GObject *object)
{
  AskgEngines *self = ASKG_ENGINES (object);

  g_clear_object (&self->engines);
  g_clear_pointer (&self->default_id, g_free);

  G_OBJECT_CLASS (askg_engines_parent_class)->finalize (object);
}

static void
askg_engines_class_init (AskgEnginesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_engines_finalize;
}

static void
askg_engines_init (AskgEngines *self)
{
  self->engines = g_list_store_new (ASKG_TYPE_ENGINE);
  g_signal_connect_object (self->engines, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/* Returns: (transfer full): a list of #AskgEngine, empty */
AskgEngines *
askg_engines_new (void)
{
  return g_object_new (ASKG_TYPE_ENGINES, NULL);
}

/**
 * askg_engines_add:
 * @engine: (transfer none): with an id that is not in the list yet; the first added is the default
 */
void
askg_engines_add (AskgEngines *self,
                  AskgEngine  *engine)
{
  g_return_if_fail (ASKG_IS_ENGINES (self));
  g_return_if_fail (ASKG_IS_ENGINE (engine));

  g_list_store_append (self->engines, engine);
}

static AskgEngine *
find_by_id (AskgEngines *self,
            const char  *id,
            guint       *out_position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->engines)); i++)
    {
      g_autoptr(AskgEngine) engine = g_list_model_get_item (G_LIST_MODEL (self->engines), i);

      if (out_position != NULL)
        *out_position = i;
      if (g_strcmp0 (askg_engine_get_id (engine), id) == 0)
        return engine; /* the list holds it */
    }

  return NULL;
}

/* What it is answering it answers to the end. An @id that is not there is no error. */
void
askg_engines_remove (AskgEngines *self,
                     const char  *id)
{
  guint position;

  g_return_if_fail (ASKG_IS_ENGINES (self));

  if (find_by_id (self, id, &position) != NULL)
    g_list_store_remove (self->engines, position);
}

/**
 * askg_engines_set_default:
 * @id: (nullable): %NULL for the first of the list
 */
void
askg_engines_set_default (AskgEngines *self,
                          const char  *id)
{
  g_return_if_fail (ASKG_IS_ENGINES (self));

  g_free (self->default_id);
  self->default_id = g_strdup (id);
}

/**
 * askg_engines_get_default:
 *
 * Returns: (nullable) (transfer none): what answers when nobody says which: the first where the default
 *   is not there; %NULL in an empty list
 */
AskgEngine *
askg_engines_get_default (AskgEngines *self)
{
  AskgEngine *chosen;
  g_autoptr(AskgEngine) first = NULL;

  g_return_val_if_fail (ASKG_IS_ENGINES (self), NULL);

  chosen = find_by_id (self, self->default_id, NULL);
  first = g_list_model_get_item (G_LIST_MODEL (self->engines), 0);

  return chosen != NULL ? chosen : first; /* the list holds it */
}

static char *
join_ids (AskgEngines *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->engines));
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgEngine) engine = g_list_model_get_item (G_LIST_MODEL (self->engines), i);

      g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "", askg_engine_get_id (engine));
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/**
 * askg_engines_find:
 * @id: such as "reader", or the name that the person gave it
 *
 * Never falls back to another engine.
 *
 * Errors: %ASKG_ERROR_NO_SUCH_ENGINE, naming those there are.
 *
 * Returns: (transfer none): the engine, or %NULL with @error set
 */
AskgEngine *
askg_engines_find (AskgEngines  *self,
                   const char   *id,
                   GError      **error)
{
  AskgEngine *engine;
  g_autofree char *own_id = NULL;
  g_autofree char *ids = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (ASKG_IS_ENGINES (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  own_id = askg_profile_make_id (id);
  engine = find_by_id (self, own_id, NULL);
  if (engine != NULL)
    return engine;

  ids = join_ids (self);
  valid = g_utf8_make_valid (id, -1);
  shown = g_utf8_substring (valid, 0, MIN (SHOWN_ID, g_utf8_strlen (valid, -1)));
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_NO_SUCH_ENGINE,
               _("There is no engine “%s”. Choose one of these: %s."), shown, ids);
  return NULL;
}
