/* askg-facts.c: main thread. */
#include "app/askg-facts.h"

#define SWITCH "send-facts"

struct _AskgFacts
{
  GObject    parent_instance;

  /* Owned */
  AskgStore *store;
  GSettings *settings; /* (nullable) */
  GPtrArray *facts;    /* of AskgFact */
};

static GType
get_item_type (GListModel *model)
{
  return ASKG_TYPE_FACT;
}

static guint
get_n_items (GListModel *model)
{
  return ASKG_FACTS (model)->facts->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  AskgFacts *self = ASKG_FACTS (model);

  return position < self->facts->len ? g_object_ref (g_ptr_array_index (self->facts, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgFacts, askg_facts, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
askg_facts_finalize (GObject *object)
{
  AskgFacts *self = ASKG_FACTS (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->facts, g_ptr_array_unref);

  G_OBJECT_CLASS (askg_facts_parent_class)->finalize (object);
}

static void
askg_facts_class_init (AskgFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_facts_finalize;
}

static void
askg_facts_init (AskgFacts *self)
{
  self->facts = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * askg_facts_new:
 * @settings: (nullable): with the switch whether they are told at all
 *
 * Returns: (transfer full): empty until it is loaded
 */
AskgFacts *
askg_facts_new (AskgStore *store,
                GSettings *settings)
{
  AskgFacts *self = g_object_new (ASKG_TYPE_FACTS, NULL);

  self->store = g_object_ref (store);
  g_set_object (&self->settings, settings);

  return self;
}

/* How many an engine is told: 0 while they are switched off. */
guint
askg_facts_get_n_told (AskgFacts *self)
{
  g_return_val_if_fail (ASKG_IS_FACTS (self), 0);

  return self->settings == NULL || g_settings_get_boolean (self->settings, SWITCH) ? self->facts->len : 0;
}

/* (transfer full): the sentences an engine is told, in their order */
char **
askg_facts_dup_told (AskgFacts *self)
{
  const guint n = askg_facts_get_n_told (self);
  char **texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = g_strdup (askg_fact_get_text (g_ptr_array_index (self->facts, i)));

  return texts;
}

static void
take (AskgFacts *self,
      GPtrArray *facts)
{
  const guint n_before = self->facts->len;

  g_ptr_array_unref (self->facts);
  self->facts = facts;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, facts->len);
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *facts = askg_store_facts_finish (ASKG_STORE (object), result, &error);

  if (facts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take (g_task_get_source_object (task), facts);
  g_task_return_boolean (task, TRUE);
}

static GTask *
new_task (AskgFacts           *self,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, askg_facts_load_async);

  return task;
}

/* Finish it, as the others, with askg_facts_change_finish(). */
void
askg_facts_load_async (AskgFacts           *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_FACTS (self));

  askg_store_list_facts_async (self->store, NULL, changed_cb, new_task (self, callback, user_data));
}

/* @text: as the person confirmed it; a sentence that is there already is not kept twice */
void
askg_facts_keep_async (AskgFacts           *self,
                       const char          *text,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_FACTS (self));

  askg_store_keep_fact_async (self->store, 0, text, g_get_real_time (), NULL, changed_cb,
                              new_task (self, callback, user_data));
}

/* @fact: forgotten a moment ago, or the same with other words: it stands where it stood */
void
askg_facts_put_back_async (AskgFacts           *self,
                           AskgFact            *fact,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_FACTS (self));

  askg_store_keep_fact_async (self->store, askg_fact_get_id (fact), askg_fact_get_text (fact),
                              askg_fact_get_kept_at_us (fact), NULL, changed_cb, new_task (self, callback, user_data));
}

void
askg_facts_forget_async (AskgFacts           *self,
                         gint64               id,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_FACTS (self));

  askg_store_forget_fact_async (self->store, id, NULL, changed_cb, new_task (self, callback, user_data));
}

/* Errors: see askg_store_facts_finish() */
gboolean
askg_facts_change_finish (AskgFacts     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_facts_load_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
