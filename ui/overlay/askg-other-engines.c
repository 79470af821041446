/* askg-other-engines.c: main thread. */
#include "ui/overlay/askg-other-engines.h"

#include <glib/gi18n-lib.h>

#define READER_ID "reader"

struct _AskgOtherEngines
{
  GPtrArray *engines; /* of AskgOtherEngine */
};

static void
engine_free (gpointer data)
{
  AskgOtherEngine *engine = data;

  g_free (engine->id);
  g_free (engine->name);
  g_free (engine->place);
  g_free (engine);
}

AskgOtherEngines *
askg_other_engines_new (void)
{
  AskgOtherEngines *self = g_new0 (AskgOtherEngines, 1);

  self->engines = g_ptr_array_new_with_free_func (engine_free);

  return self;
}

void
askg_other_engines_free (AskgOtherEngines *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->engines);
  g_free (self);
}

/* @place: (nullable): the host it is at; %NULL for this machine. In the order in which they are shown. */
void
askg_other_engines_add (AskgOtherEngines *self,
                        const char       *id,
                        const char       *name,
                        const char       *place)
{
  AskgOtherEngine *engine = g_new0 (AskgOtherEngine, 1);

  engine->id = g_strdup (id);
  engine->name = g_strdup (name);
  engine->place = g_strdup (place);
  g_ptr_array_add (self->engines, engine);
}

guint
askg_other_engines_get_n (const AskgOtherEngines *self)
{
  return self->engines->len;
}

/* A model on this machine needs no network, no key and nobody's consent; nor does the reader, which knows less. */
static guint
rank (const AskgOtherEngine *engine)
{
  if (engine->place != NULL)
    return 1;

  return g_str_equal (engine->id, READER_ID) ? 2 : 3;
}

/**
 * askg_other_engines_pick:
 * @instead_of: the id of the one that failed
 *
 * Returns: (nullable): the first of the best that is another one
 */
const AskgOtherEngine *
askg_other_engines_pick (const AskgOtherEngines *self,
                         const char             *instead_of)
{
  const AskgOtherEngine *picked = NULL;

  for (guint i = 0; i < self->engines->len; i++)
    {
      const AskgOtherEngine *engine = g_ptr_array_index (self->engines, i);

      if (g_strcmp0 (engine->id, instead_of) != 0 && (picked == NULL || rank (engine) > rank (picked)))
        picked = engine;
    }

  return picked;
}

/**
 * askg_other_engines_new_menu:
 *
 * Its actions are "turn.retry" and "turn.retry-with" (s).
 *
 * Returns: (transfer full): “Again, here”, and the engines
 */
GMenuModel *
askg_other_engines_new_menu (const AskgOtherEngines *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) here = g_menu_new ();
  g_autoptr(GMenu) others = g_menu_new ();

  g_menu_append (here, _("Again, as it was"), "turn.retry");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (here));
  for (guint i = 0; i < self->engines->len; i++)
    {
      const AskgOtherEngine *engine = g_ptr_array_index (self->engines, i);
      g_autofree char *label = engine->place != NULL ? g_strdup_printf (_("%s, at %s"), engine->name, engine->place)
                                                     : g_strdup (engine->name);
      g_auto(GStrv) parts = g_strsplit (label, "_", -1);
      g_autofree char *without_mnemonic = g_strjoinv ("__", parts);
      g_autoptr(GMenuItem) item = g_menu_item_new (without_mnemonic, NULL);

      g_menu_item_set_action_and_target (item, "turn.retry-with", "s", engine->id);
      g_menu_append_item (others, item);
    }
  if (self->engines->len > 0)
    g_menu_append_section (menu, _("With the engine"), G_MENU_MODEL (others));

  return G_MENU_MODEL (menu);
}
