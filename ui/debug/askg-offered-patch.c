/* askg-offered-patch.c: main thread. */
#include "ui/debug/askg-offered-patch.h"

struct _AskgOfferedPatch
{
  GObject           parent_instance;

  /* Owned */
  char             *text;
  AskgPatch        *patch;   /* (nullable): it could not be read, or not yet */
  char             *words;   /* (nullable): what there is to say of the state */

  AskgOfferedState  state;
  gboolean          can_run; /* there is a command that failed before it */
};

G_DEFINE_FINAL_TYPE (AskgOfferedPatch, askg_offered_patch, G_TYPE_OBJECT)

static guint changed_signal;
static guint wish_signals[ASKG_OFFERED_N_WISHES];

static void
askg_offered_patch_finalize (GObject *object)
{
  AskgOfferedPatch *self = ASKG_OFFERED_PATCH (object);

  g_free (self->text);
  g_free (self->words);
  askg_patch_free (self->patch);

  G_OBJECT_CLASS (askg_offered_patch_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, ASKG_TYPE_OFFERED_PATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_offered_patch_class_init (AskgOfferedPatchClass *klass)
{
  static const char *const wishes[] = { "check", "apply", "undo", "run", "ask-again", "choose-folder" };

  G_OBJECT_CLASS (klass)->finalize = askg_offered_patch_finalize;
  changed_signal = new_signal ("changed");
  for (guint i = 0; i < ASKG_OFFERED_N_WISHES; i++)
    wish_signals[i] = new_signal (wishes[i]);
}

static void
askg_offered_patch_init (AskgOfferedPatch *self)
{
  self->text = g_strdup ("");
}

/* Returns: (transfer full): without a text */
AskgOfferedPatch *
askg_offered_patch_new (void)
{
  return g_object_new (ASKG_TYPE_OFFERED_PATCH, NULL);
}

/* @text: all of it, as far as it is written */
void
askg_offered_patch_set_text (AskgOfferedPatch *self,
                             const char       *text)
{
  g_return_if_fail (ASKG_IS_OFFERED_PATCH (self));

  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  askg_patch_free (self->patch);
  self->patch = askg_patch_read (text, NULL);
  self->state = ASKG_OFFERED_WAITING;
  g_clear_pointer (&self->words, g_free);
  g_signal_emit (self, changed_signal, 0);
}

const char *
askg_offered_patch_get_text (AskgOfferedPatch *self)
{
  g_return_val_if_fail (ASKG_IS_OFFERED_PATCH (self), NULL);

  return self->text;
}

/* Returns: (nullable) (transfer none): as it was read; as the files have it once it was checked; %NULL where it cannot be read */
const AskgPatch *
askg_offered_patch_get_patch (AskgOfferedPatch *self)
{
  g_return_val_if_fail (ASKG_IS_OFFERED_PATCH (self), NULL);

  return self->patch;
}

/* @fitted: (transfer full): with the files' own names, numbers and lines; tell it before the state */
void
askg_offered_patch_take_fitted (AskgOfferedPatch *self,
                                AskgPatch        *fitted)
{
  g_return_if_fail (ASKG_IS_OFFERED_PATCH (self));

  askg_patch_free (self->patch);
  self->patch = fitted;
}

/* @words: (nullable): one sentence for people */
void
askg_offered_patch_set_state (AskgOfferedPatch *self,
                              AskgOfferedState  state,
                              const char       *words)
{
  g_return_if_fail (ASKG_IS_OFFERED_PATCH (self));

  self->state = state;
  g_free (self->words);
  self->words = g_strdup (words);
  g_signal_emit (self, changed_signal, 0);
}

AskgOfferedState
askg_offered_patch_get_state (AskgOfferedPatch *self)
{
  g_return_val_if_fail (ASKG_IS_OFFERED_PATCH (self), ASKG_OFFERED_WAITING);

  return self->state;
}

const char *
askg_offered_patch_get_words (AskgOfferedPatch *self)
{
  g_return_val_if_fail (ASKG_IS_OFFERED_PATCH (self), NULL);

  return self->words;
}

/* @can_run: whether a command can be run again to see what it changed */
void
askg_offered_patch_set_can_run (AskgOfferedPatch *self,
                                gboolean          can_run)
{
  g_return_if_fail (ASKG_IS_OFFERED_PATCH (self));

  self->can_run = can_run;
  g_signal_emit (self, changed_signal, 0);
}

gboolean
askg_offered_patch_can_run (AskgOfferedPatch *self)
{
  g_return_val_if_fail (ASKG_IS_OFFERED_PATCH (self), FALSE);

  return self->can_run;
}

/* Whether it makes sense as it is now. */
gboolean
askg_offered_patch_allows (AskgOfferedPatch *self,
                           AskgOfferedWish   wish)
{
  g_return_val_if_fail (ASKG_IS_OFFERED_PATCH (self), FALSE);

  switch (wish)
    {
    case ASKG_OFFERED_CHECK:
      return self->state != ASKG_OFFERED_WRITING && self->state != ASKG_OFFERED_CHECKING;
    case ASKG_OFFERED_APPLY:
      return self->state == ASKG_OFFERED_FITS;
    case ASKG_OFFERED_UNDO:
      return self->state == ASKG_OFFERED_IS_IN;
    case ASKG_OFFERED_RUN:
      return self->state == ASKG_OFFERED_IS_IN && self->can_run;
    case ASKG_OFFERED_ASK_AGAIN:
      return self->state == ASKG_OFFERED_FAILS;
    case ASKG_OFFERED_CHOOSE_FOLDER:
      return self->state == ASKG_OFFERED_UNPLACED;
    case ASKG_OFFERED_N_WISHES:
    default:
      return FALSE;
    }
}

/* A person's, never an answer's; ignored where it makes no sense. */
void
askg_offered_patch_wish (AskgOfferedPatch *self,
                         AskgOfferedWish   wish)
{
  g_return_if_fail (ASKG_IS_OFFERED_PATCH (self));

  if (askg_offered_patch_allows (self, wish))
    g_signal_emit (self, wish_signals[wish], 0);
}
