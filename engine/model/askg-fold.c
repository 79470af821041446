/* askg-fold.c: any thread. */
#include "engine/model/askg-fold.h"

struct _AskgFold
{
  GObject        parent_instance;

  /* Owned */
  char          *text;

  guint          n_turns;
  AskgFoldFlags  flags;
};

G_DEFINE_FINAL_TYPE (AskgFold, askg_fold, G_TYPE_OBJECT)

static void
askg_fold_finalize (GObject *object)
{
  AskgFold *self = ASKG_FOLD (object);

  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (askg_fold_parent_class)->finalize (object);
}

static void
askg_fold_class_init (AskgFoldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_fold_finalize;
}

static void
askg_fold_init (AskgFold *self)
{
}

/**
 * askg_fold_new:
 * @text: the summary; what is not valid UTF-8 is replaced
 * @n_turns: how many of the first turns it stands for; at least one
 *
 * Returns: (transfer full)
 */
AskgFold *
askg_fold_new (const char    *text,
               guint          n_turns,
               AskgFoldFlags  flags)
{
  AskgFold *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (n_turns > 0, NULL);

  self = g_object_new (ASKG_TYPE_FOLD, NULL);
  self->text = g_utf8_make_valid (text, -1);
  self->n_turns = n_turns;
  self->flags = flags;

  return self;
}

/* (transfer full): as the person wrote it: from now on it is theirs. */
AskgFold *
askg_fold_with_text (AskgFold   *self,
                     const char *text)
{
  g_return_val_if_fail (ASKG_IS_FOLD (self), NULL);

  return askg_fold_new (text, self->n_turns, self->flags | ASKG_FOLD_EDITED);
}

/* (transfer full): of @mask those in @flags are set, the others not. */
AskgFold *
askg_fold_with_flags (AskgFold      *self,
                      AskgFoldFlags  mask,
                      AskgFoldFlags  flags)
{
  g_return_val_if_fail (ASKG_IS_FOLD (self), NULL);

  return askg_fold_new (self->text, self->n_turns, (self->flags & ~mask) | (flags & mask));
}

const char *
askg_fold_get_text (AskgFold *self)
{
  g_return_val_if_fail (ASKG_IS_FOLD (self), NULL);

  return self->text;
}

guint
askg_fold_get_n_turns (AskgFold *self)
{
  g_return_val_if_fail (ASKG_IS_FOLD (self), 0);

  return self->n_turns;
}

AskgFoldFlags
askg_fold_get_flags (AskgFold *self)
{
  g_return_val_if_fail (ASKG_IS_FOLD (self), 0);

  return self->flags;
}

/* Whether it is sent instead of its turns. */
gboolean
askg_fold_is_in_use (AskgFold *self)
{
  g_return_val_if_fail (ASKG_IS_FOLD (self), FALSE);

  return (self->flags & (ASKG_FOLD_STALE | ASKG_FOLD_OFF)) == 0;
}
