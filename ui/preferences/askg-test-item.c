/* askg-test-item.c: main thread. */
#include "ui/preferences/askg-test-item.h"

#include <glib/gi18n-lib.h>

struct _AskgTestItem
{
  GObject            parent_instance;

  /* Owned */
  char              *title;
  char              *sentence; /* (nullable) */

  AskgTestItemState  state;
  gint64             ms;       /* -1: not known */
};

G_DEFINE_FINAL_TYPE (AskgTestItem, askg_test_item, G_TYPE_OBJECT)

static guint changed_signal;

static void
askg_test_item_finalize (GObject *object)
{
  AskgTestItem *self = ASKG_TEST_ITEM (object);

  g_free (self->title);
  g_free (self->sentence);

  G_OBJECT_CLASS (askg_test_item_parent_class)->finalize (object);
}

static void
askg_test_item_class_init (AskgTestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_test_item_finalize;

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
askg_test_item_init (AskgTestItem *self)
{
  self->ms = -1;
}

/* @title: what it tries, such as "Find the address" */
AskgTestItem *
askg_test_item_new (const char *title)
{
  AskgTestItem *self = g_object_new (ASKG_TYPE_TEST_ITEM, NULL);

  self->title = g_strdup (title);

  return self;
}

/**
 * askg_test_item_tell:
 * @ms: how long it took; -1 when there is nothing to say
 * @sentence: (nullable): why it failed and what to do; or what it found, for one that passed
 */
void
askg_test_item_tell (AskgTestItem      *self,
                     AskgTestItemState  state,
                     gint64             ms,
                     const char        *sentence)
{
  g_return_if_fail (ASKG_IS_TEST_ITEM (self));

  self->state = state;
  self->ms = ms;
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  g_signal_emit (self, changed_signal, 0);
}

const char *
askg_test_item_get_title (AskgTestItem *self)
{
  g_return_val_if_fail (ASKG_IS_TEST_ITEM (self), NULL);

  return self->title;
}

AskgTestItemState
askg_test_item_get_state (AskgTestItem *self)
{
  g_return_val_if_fail (ASKG_IS_TEST_ITEM (self), ASKG_TEST_ITEM_WAITING);

  return self->state;
}

/* (nullable) */
const char *
askg_test_item_get_sentence (AskgTestItem *self)
{
  g_return_val_if_fail (ASKG_IS_TEST_ITEM (self), NULL);

  return self->sentence;
}

/* Returns: (transfer full): what became of it, in a word or two */
char *
askg_test_item_dup_outcome (AskgTestItem *self)
{
  g_return_val_if_fail (ASKG_IS_TEST_ITEM (self), NULL);

  switch (self->state)
    {
    case ASKG_TEST_ITEM_RUNNING:
      return g_strdup (_("trying…"));
    case ASKG_TEST_ITEM_PASSED:
      return self->ms >= 0 ? g_strdup_printf (_("%d ms"), (int) self->ms) : g_strdup (_("fine"));
    case ASKG_TEST_ITEM_FAILED:
      return g_strdup (_("failed"));
    case ASKG_TEST_ITEM_SKIPPED:
      return g_strdup (_("left out"));
    case ASKG_TEST_ITEM_WAITING:
    default:
      return g_strdup (_("not tried"));
    }
}
