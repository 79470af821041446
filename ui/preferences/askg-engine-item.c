/* askg-engine-item.c: main thread. */
#include "ui/preferences/askg-engine-item.h"

#include <glib/gi18n-lib.h>

struct _AskgEngineItem
{
  GObject      parent_instance;

  /* Owned */
  char        *id;
  AskgProfile *profile; /* (nullable) */
  char        *name;
  char        *place;   /* (nullable) */
  char        *kind;
  char        *can;     /* (nullable) */
  char        *state;
  char        *cause;   /* (nullable) */

  AskgDot      dot;
  gboolean     is_first;
  gboolean     can_restart;
};

G_DEFINE_FINAL_TYPE (AskgEngineItem, askg_engine_item, G_TYPE_OBJECT)

static guint changed_signal;

static void
askg_engine_item_finalize (GObject *object)
{
  AskgEngineItem *self = ASKG_ENGINE_ITEM (object);

  g_free (self->id);
  g_clear_object (&self->profile);
  g_free (self->name);
  g_free (self->place);
  g_free (self->kind);
  g_free (self->can);
  g_free (self->state);
  g_free (self->cause);

  G_OBJECT_CLASS (askg_engine_item_parent_class)->finalize (object);
}

static void
askg_engine_item_class_init (AskgEngineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_engine_item_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
askg_engine_item_init (AskgEngineItem *self)
{
  self->dot = ASKG_DOT_IDLE;
}

/**
 * askg_engine_item_new:
 * @profile: (nullable): %NULL for what comes with Askglass
 */
AskgEngineItem *
askg_engine_item_new (const char  *id,
                      AskgProfile *profile)
{
  AskgEngineItem *self = g_object_new (ASKG_TYPE_ENGINE_ITEM, NULL);

  self->id = g_strdup (id);
  self->profile = profile != NULL ? g_object_ref (profile) : NULL;
  self->name = g_strdup (id);
  self->kind = g_strdup ("");
  self->state = g_strdup ("");

  return self;
}

static gboolean
set_text (char       **field,
          const char  *text)
{
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;

  g_free (*field);
  *field = g_strdup (text);

  return TRUE;
}

void
askg_engine_item_tell (AskgEngineItem        *self,
                       const AskgEngineFacts *facts)
{
  gboolean is_new;

  g_return_if_fail (ASKG_IS_ENGINE_ITEM (self));

  is_new = set_text (&self->name, facts->name);
  is_new = set_text (&self->place, facts->place) || is_new;
  is_new = set_text (&self->kind, facts->kind) || is_new;
  is_new = set_text (&self->can, facts->can) || is_new;
  is_new = set_text (&self->state, facts->state) || is_new;
  is_new = set_text (&self->cause, facts->cause) || is_new;
  is_new = is_new || self->dot != facts->dot || self->is_first != facts->is_first ||
           self->can_restart != facts->can_restart;
  self->dot = facts->dot;
  self->is_first = facts->is_first;
  self->can_restart = facts->can_restart;
  if (is_new)
    g_signal_emit (self, changed_signal, 0);
}

const char *
askg_engine_item_get_id (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  return self->id;
}

/* (nullable) (transfer none): what a person connected; %NULL for what comes with Askglass */
AskgProfile *
askg_engine_item_get_profile (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  return self->profile;
}

const char *
askg_engine_item_get_name (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  return self->name;
}

/* (nullable): where a question goes to; %NULL when it stays on this machine */
const char *
askg_engine_item_get_place (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  return self->place;
}

AskgDot
askg_engine_item_get_dot (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), ASKG_DOT_IDLE);

  return self->dot;
}

const char *
askg_engine_item_get_state (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  return self->state;
}

/* (nullable): a sentence */
const char *
askg_engine_item_get_cause (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  return self->cause;
}

gboolean
askg_engine_item_can_restart (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), FALSE);

  return self->can_restart;
}

gboolean
askg_engine_item_is_first (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), FALSE);

  return self->is_first;
}

/* "at api.example · sees · wrong certificate": where, what it can, and its state when that is not well. */
char *
askg_engine_item_dup_short (AskgEngineItem *self)
{
  GString *line;

  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  line = g_string_new (NULL);
  if (self->place != NULL)
    /* TRANSLATORS: where an engine is: at a host */
    g_string_append_printf (line, _("at %s"), self->place);
  else
    /* TRANSLATORS: where an engine is: on this machine */
    g_string_append (line, _("here"));
  if (self->can != NULL)
    g_string_append_printf (line, " · %s", self->can);
  if (self->dot != ASKG_DOT_READY)
    g_string_append_printf (line, " · %s", self->state);

  return g_string_free (line, FALSE);
}

/* "Model file, served here · sees, hears" */
char *
askg_engine_item_dup_long (AskgEngineItem *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ITEM (self), NULL);

  return self->can != NULL ? g_strdup_printf ("%s · %s", self->kind, self->can) : g_strdup (self->kind);
}
