/* askg-question.c: main thread. */
#include "engine/model/askg-question.h"

struct _AskgQuestion
{
  GObject     parent_instance;

  /* Owned */
  char       *text;
  char       *wish;        /* (nullable) */
  GListStore *attachments;
  GPtrArray  *recalled;    /* (nullable), of AskgRecalled: nobody has looked yet */
  GArray     *left_out;    /* (nullable), of gint64 */

  gint64      asked_at_us; /* wall clock, microseconds since 1970 */
  gboolean    is_off_record;
  gboolean    has_no_facts;
};

static guint recalled_signal;

G_DEFINE_FINAL_TYPE (AskgQuestion, askg_question, G_TYPE_OBJECT)

static void
askg_question_finalize (GObject *object)
{
  AskgQuestion *self = ASKG_QUESTION (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->wish, g_free);
  g_clear_object (&self->attachments);
  g_clear_pointer (&self->recalled, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_array_unref);

  G_OBJECT_CLASS (askg_question_parent_class)->finalize (object);
}

static void
askg_question_class_init (AskgQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_question_finalize;

  recalled_signal = g_signal_new ("recalled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
askg_question_init (AskgQuestion *self)
{
  self->attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  self->asked_at_us = g_get_real_time ();
}

/**
 * askg_question_new:
 * @text: the words, "" where the attachments say it all; what is not valid UTF-8 is replaced
 * @attachments: (nullable): a list of #AskgAttachment; taken over as it is now
 *
 * Returns: (transfer full): a question asked now
 */
AskgQuestion *
askg_question_new (const char *text,
                   GListModel *attachments)
{
  AskgQuestion *self;
  const guint n = attachments != NULL ? g_list_model_get_n_items (attachments) : 0;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (ASKG_TYPE_QUESTION, NULL);
  self->text = g_utf8_make_valid (text, -1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AskgAttachment) attachment = g_list_model_get_item (attachments, i);

      g_list_store_append (self->attachments, attachment);
    }

  return self;
}

const char *
askg_question_get_text (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), NULL);

  return self->text;
}

/**
 * askg_question_get_wish:
 *
 * Returns: (transfer none) (nullable): what is to be done with what was said, where that is no question: words of ours to a
 *   model, in English. They go before it, and are neither shown nor kept.
 */
const char *
askg_question_get_wish (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), NULL);

  return self->wish;
}

/* Before it is asked. */
void
askg_question_set_wish (AskgQuestion *self,
                        const char   *wish)
{
  g_return_if_fail (ASKG_IS_QUESTION (self));

  g_free (self->wish);
  self->wish = g_strdup (wish);
}

/**
 * askg_question_get_attachments:
 *
 * Returns: (transfer none): a list of #AskgAttachment
 */
GListModel *
askg_question_get_attachments (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), NULL);

  return G_LIST_MODEL (self->attachments);
}

guint
askg_question_get_n_attachments (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->attachments));
}

/**
 * askg_question_get_attachment:
 * @index: below askg_question_get_n_attachments()
 *
 * Returns: (transfer none): valid as long as @self
 */
AskgAttachment *
askg_question_get_attachment (AskgQuestion *self,
                              guint         index)
{
  g_autoptr(AskgAttachment) attachment = NULL;

  g_return_val_if_fail (ASKG_IS_QUESTION (self), NULL);

  attachment = g_list_model_get_item (G_LIST_MODEL (self->attachments), index);
  g_return_val_if_fail (attachment != NULL, NULL);

  return attachment; /* the list holds it */
}

/* Wall clock, microseconds since 1970. */
gint64
askg_question_get_asked_at_us (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), 0);

  return self->asked_at_us;
}

/* For one that comes back from the store. */
void
askg_question_set_asked_at_us (AskgQuestion *self,
                               gint64        asked_at_us)
{
  g_return_if_fail (ASKG_IS_QUESTION (self));

  self->asked_at_us = asked_at_us;
}

/* Whether nothing of it may be written down, whoever gets it. */
gboolean
askg_question_is_off_record (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), FALSE);

  return self->is_off_record;
}

/* Before it is asked; there is no way back. */
void
askg_question_set_off_record (AskgQuestion *self)
{
  g_return_if_fail (ASKG_IS_QUESTION (self));

  self->is_off_record = TRUE;
}

/* Whether it is asked without what the person wants remembered. */
gboolean
askg_question_goes_without_facts (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), FALSE);

  return self->has_no_facts;
}

/* Before it is asked; asked again it goes without them too. */
void
askg_question_leave_out_facts (AskgQuestion *self)
{
  g_return_if_fail (ASKG_IS_QUESTION (self));

  self->has_no_facts = TRUE;
}

/**
 * askg_question_get_recalled:
 *
 * Returns: (transfer none) (nullable) (element-type AskgRecalled): the earlier turns that go along with it; empty for
 *   none, %NULL while nobody has looked for them
 */
GPtrArray *
askg_question_get_recalled (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), NULL);

  return self->recalled;
}

/**
 * askg_question_set_recalled:
 * @recalled: (element-type AskgRecalled): what goes along with it, and nothing else; referenced, not to be changed any more
 *
 * Before it is asked.
 */
void
askg_question_set_recalled (AskgQuestion *self,
                            GPtrArray    *recalled)
{
  g_return_if_fail (ASKG_IS_QUESTION (self));
  g_return_if_fail (recalled != NULL);

  g_ptr_array_ref (recalled);
  g_clear_pointer (&self->recalled, g_ptr_array_unref);
  self->recalled = recalled;
  g_signal_emit (self, recalled_signal, 0);
}

/* (transfer full) (nullable) (element-type gint64): earlier turns that do not go along */
GArray *
askg_question_dup_left_out (AskgQuestion *self)
{
  g_return_val_if_fail (ASKG_IS_QUESTION (self), NULL);

  return self->left_out != NULL ? g_array_copy (self->left_out) : NULL;
}

/* The person crossed this earlier turn out: it does not go along, whoever looks once more. */
void
askg_question_leave_out (AskgQuestion *self,
                         gint64        turn_id)
{
  g_return_if_fail (ASKG_IS_QUESTION (self));

  if (self->left_out == NULL)
    self->left_out = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->left_out, turn_id);
}
